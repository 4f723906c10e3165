import { NO_ENTRY, values } from './dictionary.ts';
import { Growable } from './memory.ts';
import { settle } from './pair.ts';
import { dropPassed } from './passing.ts';
import { readRow, setBase } from './record.ts';
import { isEscaped } from './string.ts';
import { keyTo, Keys, nodeAt, NodeAction, tableAt, tableCount } from './tables.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  end,
  fail,
  Failure,
  failure,
  forgetCut,
  isCutOff,
  OPEN_BRACE,
  OPEN_BRACKET,
  setTextLength,
  skipBlanks,
  unexpected,
  window,
} from './text.ts';
import { readColon, readKey, readValue } from './value.ts';

/** What `read` returns. */
const enum Result {
  MORE,
  FULL,
  DONE,
  STOPPED,
}

const enum TapeKind {
  OPEN = 1,
  CLOSE,
  VALUE,
  ODD,
}

/** Events of four words, as `kernel-batch.ts` tells. */
export const tape = changetype<Growable>(memory.data(12, 4));
const EVENT_BYTES: u32 = 16;

/** Bytes of a batch, beyond which no further record is read. */
let batchLimit: u32 = 1 << 20;

export function setBatchLimit(byteLength: u32): void {
  batchLimit = byteLength;
}

/** The lists and objects that are open, innermost last: their node, and where they begin in the whole text. */
const MOST_FRAMES: u32 = 64;
const frameNodes = memory.data(4 * MOST_FRAMES, 4);
const frameStarts = memory.data(8 * MOST_FRAMES, 8);
export let frameCount: u32 = 0;
/** A member of the innermost was read: a comma comes next, or its end. */
let isBehindValue: bool = false;

export function frameNode(depth: u32): u32 {
  return load<u32>(frameNodes + (depth << 2));
}

export function frameStart(depth: u32): f64 {
  return load<f64>(frameStarts + (depth << 3));
}

export function leaveFrames(): void {
  frameCount = 0;
  isBehindValue = false;
  unfinishedAt = -1;
}

export function setLast(isValue: bool): void {
  isBehindValue = isValue;
}

/** Goes into the list or object of `node` that begins at `start`; false if that is too deep. */
export function enterFrame(node: u32, start: f64): bool {
  if (frameCount == MOST_FRAMES) return false;
  store<u32>(frameNodes + (frameCount << 2), node);
  store<f64>(frameStarts + (frameCount << 3), start);
  frameCount++;
  isBehindValue = false;
  return true;
}

/** Where reading goes on, in the window. */
export let readTo: u32 = 0;
/** Where the window begins in the whole text. */
let base: f64 = 0;

/** A member that was not whole: behind which place it begins in the whole text, and how much of it there was. */
let unfinishedAt: f64 = -1;
let unfinishedLength: u32 = 0;

/**
 * Reads on from `at` in the window, member after member, into lists and objects and out of them. Each member is read whole
 * or not at all: behind every one is a place to stop and to go on from.
 *
 *     {"data":[{"traceID":"4b…","spans":[{ … },{ … },{ …
 *      ▲       ▲▲              ▲         ▲    ▲     ▲
 *
 * What was unfinished is not tried again before there is twice as much of it: else a large value would be read from its
 * beginning with every chunk.
 */
export function read(at: u32, length: u32, place: f64, isLast: bool): Result {
  setTextLength(length);
  forgetCut();
  readTo = min(at, <u32>(end - window));
  base = place;
  setBase(place);
  const here = place + <f64>readTo;
  if (!isLast && here == unfinishedAt && length - readTo < 2 * unfinishedLength) return Result.MORE;
  const result = readOn(isLast);
  settle();
  if (result == Result.MORE) {
    unfinishedAt = place + <f64>readTo;
    unfinishedLength = length - readTo;
  }
  return result;
}

function readOn(isLast: bool): Result {
  while (true) {
    const to = tape.reserve(EVENT_BYTES) ? readNext(window + readTo) : fail(Failure.MEMORY);
    if (to == 0) return failure != Failure.MORE || isLast || isCutOff ? Result.STOPPED : Result.MORE;
    readTo = <u32>(to - window);
    if (frameCount == 0) return Result.DONE;
    if (batchLength() >= batchLimit) return Result.FULL;
  }
}

function batchLength(): u32 {
  let sum = tape.length;
  for (let number: u32 = 0; number < tableCount; number++) sum += tableAt(number).byteLength;
  return sum;
}

/** Drops tape and rows, and the values that passed. */
export function clear(): void {
  dropPassed();
  tape.length = 0;
  for (let number: u32 = 0; number < tableCount; number++) tableAt(number).clear();
}

/** Reads what comes next: the beginning of the document, the end of the innermost list or object, or a member of it. */
function readNext(from: usize): usize {
  let p = skipBlanks(from);
  if (frameCount == 0) return readValueOf(0, p);
  const node = nodeAt(frameNode(frameCount - 1));
  const isList = node.action == NodeAction.LIST;
  if (load<u8>(p) == (isList ? CLOSE_BRACKET : CLOSE_BRACE)) return leave(p);
  if (isBehindValue) {
    if (load<u8>(p) != COMMA) return unexpected(p);
    p = skipBlanks(p + 1);
  }
  return isList ? readValueOf(node.argument, p) : readMember(changetype<Keys>(<usize>node.argument), p);
}

function leave(p: usize): usize {
  frameCount--;
  addPlaceEvent(TapeKind.CLOSE, frameNode(frameCount), frameStart(frameCount));
  isBehindValue = true;
  return p + 1;
}

function readMember(keys: Keys, p: usize): usize {
  const key = keys.find(p, null);
  if (keyTo == 0) return 0;
  // A name with escapes may be one of those that are known.
  if (!key && isEscaped) return fail(Failure.SHAPE);
  const value = readColon(keyTo);
  if (value == 0) return 0;
  return key ? readValueOf(key.action, value) : pass(readValue(value));
}

/** Reads the value at `p` as the node says. */
function readValueOf(number: u32, p: usize): usize {
  const node = nodeAt(number);
  switch (node.action) {
    case NodeAction.OBJECT:
      return load<u8>(p) == OPEN_BRACE ? enter(number, p) : misshapen(p);
    case NodeAction.LIST:
      return load<u8>(p) == OPEN_BRACKET ? enter(number, p) : misshapen(p);
    case NodeAction.RECORD:
      return load<u8>(p) == OPEN_BRACE ? pass(readRecord(number, p)) : misshapen(p);
    case NodeAction.RAW:
      return pass(keep(number, p, readValue(p)));
    case NodeAction.MEMBERS:
      return load<u8>(p) == OPEN_BRACE ? pass(readMembers(number, p)) : misshapen(p);
    default:
      return pass(readValue(p));
  }
}

function misshapen(p: usize): usize {
  return fail(p < end ? Failure.SHAPE : Failure.MORE);
}

/** `to`, behind a member. */
function pass(to: usize): usize {
  if (to != 0) isBehindValue = true;
  return to;
}

function enter(node: u32, p: usize): usize {
  const start = base + <f64>(p - window);
  if (!enterFrame(node, start)) return fail(Failure.DEPTH);
  addPlaceEvent(TapeKind.OPEN, node, start);
  return p + 1;
}

/** Keeps what stands at `from .. to`; there is nothing to be kept if `to` is 0. */
function keep(node: u32, from: usize, to: usize): usize {
  if (to == 0) return 0;
  const value = values.intern(from, <u32>(to - from), 0);
  if (value == NO_ENTRY) return 0;
  addEvent(TapeKind.VALUE, node, value, <u32>(from - window));
  return to;
}

/** Keeps each member of the object at `from`, from key to value, or none: a half object is read again. */
function readMembers(node: u32, from: usize): usize {
  const before = tape.length;
  let p = skipBlanks(from + 1);
  if (load<u8>(p) == CLOSE_BRACE) return p + 1;
  while (true) {
    const value = tape.reserve(EVENT_BYTES) ? readKey(p) : fail(Failure.MEMORY);
    const to = value == 0 ? 0 : keep(node, p, readValue(value));
    if (to == 0) break;
    p = skipBlanks(to);
    if (load<u8>(p) == CLOSE_BRACE) return p + 1;
    if (load<u8>(p) != COMMA) {
      unexpected(p);
      break;
    }
    p = skipBlanks(p + 1);
  }
  tape.length = before;
  return 0;
}

/** Reads a record to a row, or to an event that says where it is. */
function readRecord(node: u32, p: usize): usize {
  for (let number: u32 = 0; number < tableCount; number++) tableAt(number).mark();
  const behind = readRow(p, tableAt(0), 0);
  if (behind != 0) return behind;
  settle();
  for (let number: u32 = 0; number < tableCount; number++) tableAt(number).takeBack();
  if (failure != Failure.SHAPE) return 0;
  const to = readValue(p);
  if (to != 0) addEvent(TapeKind.ODD, node, <u32>(p - window), <u32>(to - window));
  return to;
}

function addPlaceEvent(kind: TapeKind, node: u32, place: f64): void {
  const whole = <u64>place;
  addEvent(kind, node, <u32>whole, <u32>(whole >> 32));
}

/** There is room for one event at each step. */
function addEvent(kind: TapeKind, node: u32, first: u32, second: u32): void {
  const event = tape.start + tape.length;
  store<u32>(event, <u32>kind | (node << 8));
  store<u32>(event, first, 4);
  store<u32>(event, second, 8);
  store<u32>(event, tableAt(0).rowCount, 12);
  tape.length += EVENT_BYTES;
}
