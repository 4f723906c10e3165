import { COLON, isBlank, isOpener, CLOSE_BRACE, CLOSE_BRACKET, QUOTE } from '../json/ascii.ts';
import { findStringEnd, parseString } from '../json/json-parser.ts';
import { spanIdOf } from './values/ids.ts';

/** What formats call the id of the span itself. */
const ID_KEYS = new Set(['spanId', 'span_id', 'spanID', 'id']);
/** No id is longer; longer texts need not be compared. */
const LONGEST_ID = 1 << 10;

/**
 * Where in a record the object begins that says it is the span `spanId`; -1 where none does. Of several the outermost:
 * a span may link to itself.
 */
export function findSpan(record: Uint8Array, spanId: string): number {
  const isIt = (id: string): boolean => id === spanId || spanIdOf(id) === spanId;
  const open: number[] = [];
  let found = -1;
  let foundDepth = Infinity;
  let isId = false; // the key before was one of an id
  for (let at = 0; at < record.length; at++) {
    const byte = record[at];
    if (isOpener(byte)) {
      open.push(at);
      isId = false;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) open.pop();
    else if (byte === QUOTE || isDigit(byte)) {
      const end = byte === QUOTE ? findStringEnd(record, at, record.length) : endOfDigits(record, at);
      if (end < 0) return found;
      const text = end - at > LONGEST_ID ? '' : textOf(record, at, end);
      const isKey = isBeforeColon(record, end);
      if (isId && !isKey && open.length < foundDepth && isIt(text)) {
        found = open.at(-1)!;
        foundDepth = open.length;
      }
      isId = isKey && ID_KEYS.has(text);
      at = end - 1;
    }
  }
  return found;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function endOfDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isDigit(bytes[at])) at++;
  return at;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return bytes[from] === QUOTE
    ? parseString(bytes, from, to)
    : String.fromCharCode(...bytes.subarray(from, to));
}

function isBeforeColon(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < bytes.length && isBlank(bytes[at])) at++;
  return bytes[at] === COLON;
}
