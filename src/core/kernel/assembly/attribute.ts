import { memberKeys, NO_ENTRY } from './dictionary.ts';
import { addPair } from './pair.ts';
import { isEscaped, readString } from './string.ts';
import { Keys, Table } from './tables.ts';
import {
  guessTemplate,
  isValueEscaped,
  learnElement,
  learnMember,
  MOST_TEMPLATES,
  startTemplates,
  template,
  valueFrom,
  valueTo,
  WHOLE_MEMBER,
} from './template.ts';
import { COMMA, fail, Failure, failure, OPEN_BRACE, QUOTE, skipBlanks, unexpected } from './text.ts';
import { readColon } from './value.ts';

/**
 * Reads attributes, the elements of a list or the members of an object, to the list of `table`. Each is a number in
 * `pairs`, one for every distinct (template, value): what thousands of spans say in the same words is kept once.
 */
export function readAttributes(from: usize, table: Table, fixed: Keys): usize {
  const opener = load<u8>(from);
  const areMembers = opener == OPEN_BRACE;
  const closer = opener + 2; // in ASCII: { } and [ ]
  if (areMembers) object++;
  startTemplates(fixed.field, areMembers);
  let p = skipBlanks(from + 1);
  if (load<u8>(p) == closer) return p + 1;
  while (true) {
    let to = guessTemplate(p);
    if (to != 0) memberKey = load<u32>(keyOfTemplate + (template << 2));
    else if (failure == Failure.SHAPE) to = areMembers ? readNewMember(p) : learnElement(p, fixed);
    if (to == 0 || (areMembers && !isNewInObject())) return 0;
    const length = <u32>(valueTo - valueFrom);
    if (!addPair(table.attributes, template, valueFrom, length, isValueEscaped)) return 0;
    p = skipBlanks(to);
    if (load<u8>(p) == closer) return p + 1;
    if (load<u8>(p) != COMMA) return unexpected(p);
    p = skipBlanks(p + 1);
  }
}

/**
 * Objects have each key once; JSON.parse keeps the first place and the last value of one that repeats, and puts keys that
 * are numbers in front. The kernel keeps to the order of the text, so records with such objects are odd. Each key has a
 * number, and by that the last object it was seen in.
 *
 *     object 7   { "http.method": … , "http.route": … , "http.method": … }
 *     seenIn       3 → 7               3 → 7             7: repeated
 */
let object: u32 = 0;
const MOST_KEYS: u32 = 4096;
const seenIn = memory.data(4 * MOST_KEYS, 4);
/** By template, of members: the number of their key. */
const keyOfTemplate = memory.data(4 * MOST_TEMPLATES, 4);

/** Forgets all keys; false if there is no memory. */
export function resetMemberKeys(): bool {
  return memberKeys.reset();
}

/** The key of the member read last. */
let memberKey: u32 = 0;

/** Reads a member whose template was not expected. */
function readNewMember(p: usize): usize {
  const value = readMemberKey(p);
  const to: usize = value == 0 ? 0 : learnMember(p, value);
  if (to != 0 && template != WHOLE_MEMBER) store<u32>(keyOfTemplate + (template << 2), memberKey);
  return to;
}

/** From a key to its value. */
function readMemberKey(p: usize): usize {
  if (load<u8>(p) != QUOTE) return unexpected(p);
  const to = readString(p + 1);
  if (to == 0) return 0;
  const first = load<u8>(p + 1);
  if (isEscaped || (first >= 0x30 && first <= 0x39)) return fail(Failure.SHAPE);
  memberKey = memberKeys.internBelow(MOST_KEYS, p, <u32>(to - p), 0);
  return memberKey == NO_ENTRY ? fail(Failure.SHAPE) : readColon(to);
}

/** Notes that the member read last was seen in this object; false if it was before. */
function isNewInObject(): bool {
  const seen = seenIn + (memberKey << 2);
  if (load<u32>(seen) == object) return fail(Failure.SHAPE) != 0;
  store<u32>(seen, object);
  return true;
}
