import { NO_ENTRY, texts, traces } from './dictionary.ts';
import { isEscaped, readString } from './string.ts';
import { EXACT, Key } from './tables.ts';
import { fail, Failure, QUOTE } from './text.ts';

/** The first slot of an id that is text, or is not there. */
const TEXT_ID: u32 = 0xffff_ffff;

/** Digits of the largest id, those that are not spelled out being zeros. */
const digits = memory.data(32 + 16, 16);
/** The bytes of a trace id. */
const bytes = memory.data(16, 8);
/** The digits of the trace id read last, and its number: spans of one trace stand together. */
const lastDigits = memory.data(32, 16);
let lastTrace: u32 = NO_ENTRY;

/** Forgets the trace id read last. */
export function resetTraceId(): void {
  lastTrace = NO_ENTRY;
}

/** Reads a trace id to its number in `traces`, or as text. */
export function readTraceId(p: usize, key: Key, row: usize): usize {
  if (load<u8>(p) != QUOTE) return fail(Failure.SHAPE);
  const to = readString(p + 1);
  if (to == 0) return 0;
  const from = p + 1;
  const length = <u32>(to - 1 - from);
  const slot = row + key.slot;
  const at = digitsAt(from, length, 32, key);
  if (at == 0) return storeText(from, length, slot) ? to : 0;
  if (lastTrace == NO_ENTRY || !isLastTrace(at)) {
    const high = valueOfHex(at);
    const areDigits = isHex;
    const low = valueOfHex(at + 16);
    if (!areDigits || !isHex || (high | low) == 0) return storeText(from, length, slot) ? to : 0;
    store<u64>(bytes, bswap(high));
    store<u64>(bytes, bswap(low), 8);
    const trace = traces.intern(bytes, 16, 0);
    if (trace == NO_ENTRY) return 0;
    memory.copy(lastDigits, at, 32);
    lastTrace = trace;
  }
  store<u32>(slot, lastTrace);
  return to;
}

function isLastTrace(at: usize): bool {
  const difference = v128.or(
    v128.xor(v128.load(at), v128.load(lastDigits)),
    v128.xor(v128.load(at, 16), v128.load(lastDigits, 16)),
  );
  return !v128.any_true(difference);
}

/** Reads a span id to its bits, or as text. */
export function readSpanId(p: usize, key: Key, row: usize): usize {
  if (load<u8>(p) != QUOTE) return fail(Failure.SHAPE);
  const to = readString(p + 1);
  if (to == 0) return 0;
  const from = p + 1;
  const length = <u32>(to - 1 - from);
  const slot = row + key.slot;
  if (length == 0) return storeNone(slot, to);
  const at = digitsAt(from, length, 16, key);
  const value = at == 0 ? 0 : valueOfHex(at);
  const high = <u32>(value >> 32);
  if (at == 0 || !isHex || high == TEXT_ID) return storeText(from, length, slot) ? to : 0;
  if (value == 0 && (key.flags & EXACT) == 0) return storeNone(slot, to);
  store<u32>(slot, high);
  store<u32>(slot, <u32>value, 4);
  return to;
}

function storeNone(slot: usize, to: usize): usize {
  store<u64>(slot, 0xffff_ffff_ffff_ffff);
  return to;
}

function storeText(from: usize, length: u32, slot: usize): bool {
  const text = texts.intern(from, length, <u32>isEscaped);
  store<u32>(slot, TEXT_ID);
  store<u32>(slot, text, 4);
  return text != NO_ENTRY;
}

/**
 * Where `length` characters at `from` stand as `full` digits, zeros put in front; 0 if they cannot be digits.
 *
 *     "4bf92f35"  ──►  000000004bf92f35
 */
function digitsAt(from: usize, length: u32, full: u32, key: Key): usize {
  if (isEscaped || length == 0 || length > full) return 0;
  if (key.flags & EXACT) return length == full && isLowerCase(from, full) ? from : 0;
  if (length == full) return from;
  memory.fill(digits, 0x30, full);
  memory.copy(digits + full - length, from, length);
  return digits;
}

/** Whether all of 16 or 32 characters have the bit that makes letters small ones and that digits have, too. */
function isLowerCase(from: usize, length: u32): bool {
  for (let at: u32 = 0; at < length; at += 16) {
    const bytes = v128.load(from + at);
    if (!i8x16.all_true(v128.and(bytes, i8x16.splat(0x20)))) return false;
  }
  return true;
}

/** Whether `valueOfHex` found sixteen digits. */
let isHex: bool = false;

/**
 * The number that sixteen hexadecimal digits spell. Digits and letters become their values, neighbours are joined to bytes,
 * and the bytes, the first of them highest, are the number.
 *
 *     characters   '4' 'b' 'f' '9' …
 *     values         4  11  15   9
 *     bytes             4b      f9
 */
function valueOfHex(p: usize): u64 {
  const characters = v128.load(p);
  const small = v128.or(characters, i8x16.splat(0x20));
  const isLetter = i8x16.lt_u(i8x16.sub(small, i8x16.splat(0x61)), i8x16.splat(6));
  const isDigit = i8x16.lt_u(i8x16.sub(characters, i8x16.splat(0x30)), i8x16.splat(10));
  isHex = i8x16.all_true(v128.or(isLetter, isDigit));
  const values = i8x16.add(
    v128.and(characters, i8x16.splat(0x0f)),
    v128.and(isLetter, i8x16.splat(9)), // 'a' ends with the bits of 1
  );
  // Of each two, the first is the low byte of a lane of 16 bits.
  const joined = v128.and(v128.or(i16x8.shl(values, 4), i16x8.shr_u(values, 8)), i16x8.splat(0xff));
  return bswap<u64>(<u64>i64x2.extract_lane(i8x16.narrow_i16x8_u(joined, joined), 0));
}
