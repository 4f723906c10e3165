import { BACKSLASH, isBlank, MINUS, QUOTE } from './ascii.ts';

/** JSON text without what JSON.parse refuses or rounds. */
export interface RepairedJson {
  readonly bytes: Uint8Array;
  /** How many `NaN`, `Infinity` and `-Infinity` became null. */
  readonly nonNumberCount: number;
}

const LARGEST_EXACT = '9007199254740991';

/**
 * Copies JSON text; outside strings, integers beyond ±(2^53 − 1) are put in quotes, so that their digits survive, and
 * `NaN` and infinities become `null`. Everything else, valid or not, is copied as it stands.
 */
export function repairNumbers(bytes: Uint8Array): RepairedJson {
  // A quoted integer grows by 2 of 16 bytes, NaN with its comma by 1 of 4.
  const repaired = new Uint8Array(bytes.length + (bytes.length >> 2) + 4);
  let length = 0;
  let nonNumberCount = 0;
  for (let at = 0; at < bytes.length;) {
    const end = endOfToken(bytes, at);
    const token = bytes.subarray(at, end);
    at = end;
    if (isLongInteger(token)) {
      repaired[length++] = QUOTE;
      repaired.set(token, length);
      length += token.length;
      repaired[length++] = QUOTE;
    } else if (isNonNumber(token)) {
      nonNumberCount++;
      repaired.set([0x6e, 0x75, 0x6c, 0x6c], length);
      length += 4;
    } else {
      repaired.set(token, length);
      length += token.length;
    }
  }
  return { bytes: repaired.subarray(0, length), nonNumberCount };
}

/** Past the string, the word or the run of other bytes that begins at `from`. */
function endOfToken(bytes: Uint8Array, from: number): number {
  let at = from;
  if (bytes[at] === QUOTE) {
    for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
    return Math.min(at + 1, bytes.length);
  }
  if (isWordByte(bytes[at])) {
    while (at < bytes.length && isWordByte(bytes[at])) at++;
    return at;
  }
  while (at < bytes.length && bytes[at] !== QUOTE && !isWordByte(bytes[at])) at++;
  return at;
}

/** A byte of a number or of a name such as `null`. */
function isWordByte(byte: number): boolean {
  if (byte >= 0x30 && byte <= 0x39) return true;
  if (isBlank(byte)) return false;
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || byte === MINUS || byte === 0x2b || byte === 0x2e;
}

function isLongInteger(token: Uint8Array): boolean {
  const from = token[0] === MINUS ? 1 : 0;
  const length = token.length - from;
  if (length < LARGEST_EXACT.length) return false;
  for (let at = from; at < token.length; at++) if (token[at] < 0x30 || token[at] > 0x39) return false;
  if (length > LARGEST_EXACT.length) return true;
  for (let at = 0; at < length; at++) {
    const difference = token[from + at] - LARGEST_EXACT.charCodeAt(at);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function isNonNumber(token: Uint8Array): boolean {
  if (token.length < 3 || token.length > 9) return false;
  const text = String.fromCharCode(...token);
  return text === 'NaN' || text === 'Infinity' || text === '-Infinity';
}
