import { NO_ENTRY, templates } from './dictionary.ts';
import { isEscaped, readString } from './string.ts';
import { Keys } from './tables.ts';
import {
  CLOSE_BRACE,
  COMMA,
  end,
  fail,
  Failure,
  failure,
  isEqual,
  OPEN_BRACE,
  QUOTE,
  skipBlanks,
  unexpected,
} from './text.ts';
import { holdsList, readBare, readKey, readValue, scalarFrom, scalarTo } from './value.ts';

/** The templates of attributes that have no other: the value is all of it. */
const WHOLE_ELEMENT: u32 = 0;
export const WHOLE_MEMBER: u32 = 1;

/** So many are learned. A file has a few hundred; without a limit, one made to harm would fill the memory. */
export const MOST_TEMPLATES: u32 = 4096;
/** Longer ones, before and behind the value together, are not learned. */
const LONGEST: u32 = 512;
/** Fields of a format that hold attributes. */
const MOST_FIELDS: u32 = 16;
const FOLLOWERS_BYTES: u32 = 8 * (MOST_TEMPLATES + 2 * MOST_FIELDS);

/**
 * What the attribute read last is made of: its template, and where its value is.
 *
 *     {"key":"http.method","value":{"stringValue":"GET"}}
 *     ├──────────────── prefix ──────────────────┤   ├──┤ suffix
 *                                                 ▲  ▲
 *                                         valueFrom  valueTo
 */
export let template: u32 = 0;
export let valueFrom: usize = 0;
export let valueTo: usize = 0;
export let isValueEscaped: bool = false;

/**
 * By template: the two that followed it last, the later one first. Behind them, by field: what its lists began with, and
 * its objects. These are kept apart, since elements and members must not be taken for each other: `["a":1]` is no JSON.
 */
const followers = memory.data(FOLLOWERS_BYTES, 8);
/** The two of the attribute before, or of the list's beginning. */
let guesses: usize = 0;

/** Forgets all templates; false if there is no memory. */
export function resetTemplates(): bool {
  memory.fill(followers, 0, FOLLOWERS_BYTES);
  return (
    templates.reset() &&
    templates.intern(0, 0, WHOLE_ELEMENT) != NO_ENTRY &&
    templates.intern(0, 0, WHOLE_MEMBER) != NO_ENTRY
  );
}

/** Attributes of `field` begin, which are elements of a list or members of an object. */
export function startTemplates(field: u32, areMembers: bool): void {
  guesses = followers + ((MOST_TEMPLATES + 2 * field + <u32>areMembers) << 3);
}

/**
 * Reads the attribute at `p` if it has a template that is expected: spans of one kind have the same attributes in the
 * same order, so what followed the attribute before last time, or the time before that, probably follows again. There is
 * nothing to parse then but the value: a template was JSON when it was learned, and with a valid value in it is again.
 *
 *     text      {"key":"http.method","value":{"stringValue":"POST"}},…
 *     prefix    {"key":"http.method","value":{"stringValue":"            equal? then read a string,
 *     suffix                                                    "}}      equal again?
 *
 * Fails with `SHAPE` if it has another template.
 */
export function guessTemplate(p: usize): usize {
  const first = load<u32>(guesses);
  const to = readAs(first, p);
  if (to != 0 || failure != Failure.SHAPE) {
    if (to != 0) guesses = followers + (first << 3);
    return to;
  }
  const second = load<u32>(guesses, 4);
  const other = readAs(second, p);
  if (other != 0) follow(second);
  return other;
}

/** `next` came behind the attribute before, though it was not the first guess. */
function follow(next: u32): void {
  const first = load<u32>(guesses);
  if (next != first) {
    store<u32>(guesses, first, 4);
    store<u32>(guesses, next);
  }
  guesses = followers + (next << 3);
}

function readAs(expected: u32, p: usize): usize {
  if (expected <= WHOLE_MEMBER) return fail(Failure.SHAPE);
  const prefix = templates.bytesOf(expected);
  const prefixLength = templates.tagOf(expected);
  if (prefixLength > <u32>(end - p) || !isEqual(prefix, p, prefixLength)) return fail(Failure.SHAPE);
  const from = p + prefixLength;
  const isString = load<u8>(from - 1) == QUOTE;
  let to = isString ? readString(from) : readBareValue(from);
  if (to == 0) return 0;
  if (isString) to--;
  const suffixLength = templates.lengthOf(expected) - prefixLength;
  if (suffixLength > <u32>(end - to) || !isEqual(prefix + prefixLength, to, suffixLength))
    return fail(Failure.SHAPE);
  template = expected;
  valueFrom = from;
  valueTo = to;
  isValueEscaped = isString && isEscaped;
  return to + suffixLength;
}

/** Whatever else stands at `p` may be a value all the same, in another template. */
function readBareValue(p: usize): usize {
  const to = readBare(p);
  return to == 0 ? fail(Failure.SHAPE) : to;
}

/**
 * Reads the element at `from` whatever it is, and finds or learns its template: its value is the last scalar in it that does
 * not stand under one of the names in `fixed`. Without a scalar, or with a list in it, all of it is the value.
 */
export function learnElement(from: usize, fixed: Keys): usize {
  if (load<u8>(from) != OPEN_BRACE) return takeWhole(from, readValue(from), WHOLE_ELEMENT);
  let p = skipBlanks(from + 1);
  if (load<u8>(p) == CLOSE_BRACE) return takeWhole(from, p + 1, WHOLE_ELEMENT);
  let hasList = false;
  let scalar: usize = 0;
  let scalarEnd: usize = 0;
  while (true) {
    const value = readKey(p);
    if (value == 0) return 0;
    const to = readValue(value);
    if (to == 0) return 0;
    hasList = hasList || holdsList;
    if (scalarFrom != 0 && !fixed.has(p)) {
      scalar = scalarFrom;
      scalarEnd = scalarTo;
    }
    p = skipBlanks(to);
    if (load<u8>(p) == CLOSE_BRACE) break;
    if (load<u8>(p) != COMMA) return unexpected(p);
    p = skipBlanks(p + 1);
  }
  return take(from, hasList ? 0 : scalar, scalarEnd, p + 1, WHOLE_ELEMENT);
}

/** Reads the member at `from`, whose value begins at `value`, as `learnElement` reads an element. */
export function learnMember(from: usize, value: usize): usize {
  const to = readValue(value);
  if (to == 0) return 0;
  return take(from, holdsList ? 0 : scalarFrom, scalarTo, to, WHOLE_MEMBER);
}

/** Finds or adds the template of the attribute at `from .. to` with its scalar. */
function take(from: usize, scalar: usize, scalarEnd: usize, to: usize, whole: u32): usize {
  if (scalar == 0) return takeWhole(from, to, whole);
  const isString = load<u8>(scalar) == QUOTE;
  if (isString) readString(scalar + 1); // once more, for `isEscaped`
  const quote: usize = isString ? 1 : 0;
  const prefixLength = <u32>(scalar + quote - from);
  const suffixLength = <u32>(to - (scalarEnd - quote));
  if (prefixLength + suffixLength > LONGEST) return takeWhole(from, to, whole);
  memory.copy(draft, from, prefixLength);
  memory.copy(draft + prefixLength, to - suffixLength, suffixLength);
  const known = templates.internBelow(MOST_TEMPLATES, draft, prefixLength + suffixLength, prefixLength);
  if (known == NO_ENTRY) return takeWhole(from, to, whole);
  template = known;
  valueFrom = scalar + quote;
  valueTo = scalarEnd - quote;
  isValueEscaped = isString && isEscaped;
  follow(known);
  return to;
}

const draft = memory.data(LONGEST + 32);

function takeWhole(from: usize, to: usize, whole: u32): usize {
  if (to == 0) return 0;
  template = whole;
  valueFrom = from;
  valueTo = to;
  isValueEscaped = false;
  follow(whole);
  return to;
}
