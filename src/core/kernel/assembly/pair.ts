import { NO_ENTRY, pairs } from './dictionary.ts';
import { hashOf } from './hash.ts';
import { Growable } from './memory.ts';
import { appendPassing, noteFound, passesNext } from './passing.ts';
import { fail, Failure } from './text.ts';

/** An attribute that waits for its number. */
@unmanaged
class Waiting {
  /** The value, in the window. */
  from: usize;
  length: u32;
  tag: u32;
  hash: u32;
  /** Where its number goes: to which list, and where in that, in bytes. */
  list: Growable;
  at: u32;
  /** What was seen while looking ahead. */
  seen: u32;
}

const MOST_WAITING: u32 = 64;
/** Bytes of the values that wait, which are to stay in the processor's cache. */
const MOST_LENGTH: u32 = 1 << 14;
const waiting = memory.data(offsetof<Waiting>() * MOST_WAITING, 4);
let waitingCount: u32 = 0;
let waitingLength: u32 = 0;

@inline
function waitingAt(number: u32): Waiting {
  return changetype<Waiting>(waiting + number * offsetof<Waiting>());
}

/**
 * Adds an attribute to `list`: its template, and `length` bytes at `from` as its value. Its number in `pairs`, one for every
 * distinct attribute, stands there after `settle`, before which the window must not move. False if there is no memory.
 */
export function addPair(list: Growable, template: u32, from: usize, length: u32, isEscaped: bool): bool {
  if (!list.reserve(4)) return fail(Failure.MEMORY) != 0;
  const at = list.length;
  list.length += 4;
  const tag = (template << 1) | u32(isEscaped);
  if (waitingCount == MOST_WAITING || waitingLength + length > MOST_LENGTH) settle();
  const passes = passesNext(template);
  if (!pairs.reserve(waitingCount + 1, passes ? waitingLength : waitingLength + length)) return false;
  if (passes) {
    const pair = appendPassing(from, length, tag);
    store<u32>(list.start + at, pair);
    return pair != NO_ENTRY;
  }
  const one = waitingAt(waitingCount);
  one.from = from;
  one.length = length;
  one.tag = tag;
  one.hash = hashOf(from, length, tag);
  one.list = list;
  one.at = at;
  waitingCount++;
  waitingLength += length;
  return true;
}

/**
 * Gives all that wait their numbers. There are more values than the processor has at hand, and what it must fetch from memory
 * takes as long as a hundred steps; but it fetches many things at once, if it knows of them early enough. So all slots
 * are looked at before any is needed, and then all heads.
 *
 *     one by one    slot ······· head ······· slot ······· head ······· slot ······· head ·······
 *
 *     together      slot ·······   head ·······
 *                    slot ·······   head ·······
 *                     slot ·······   head ·······
 */
export function settle(): void {
  for (let number: u32 = 0; number < waitingCount; number++) {
    const one = waitingAt(number);
    one.seen = <u32>pairs.firstHead(one.hash);
  }
  for (let number: u32 = 0; number < waitingCount; number++) {
    const one = waitingAt(number);
    one.seen = load<u32>(one.seen); // at 0, where there is no head, there is memory, too
  }
  for (let number: u32 = 0; number < waitingCount; number++) {
    const one = waitingAt(number);
    const countBefore = pairs.count;
    const pair = pairs.internHashed(one.hash, one.from, one.length, one.tag);
    store<u32>(one.list.start + one.at, pair);
    if (pair < countBefore) noteFound(one.tag >> 1);
  }
  waitingCount = 0;
  waitingLength = 0;
}
