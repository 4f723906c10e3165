import { readAttributes } from './attribute.ts';
import { NO_ENTRY, texts, values } from './dictionary.ts';
import { readSpanId, readTraceId } from './identifier.ts';
import { countDigits, doubleOf, isExact, readNumber, TOO_LARGE, valueOfBoundedDigits } from './number.ts';
import { isEscaped, readString } from './string.ts';
import { FieldAction, Key, keyTo, Keys, NULLABLE, Table } from './tables.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  fail,
  Failure,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
  unexpected,
  window,
} from './text.ts';
import { readBare, readColon, readValue } from './value.ts';

// What every row begins with, in bytes.
const FIELDS: usize = 0;
const OWNER: usize = 4;
const PLACE: usize = 8;

/** Where the window begins in the whole text. */
let base: f64 = 0;

export function setBase(place: f64): void {
  base = place;
}

/**
 * Reads the object at `from` as a row of `table`, its entries as rows of theirs. Failing, it leaves what it has written:
 * the caller takes it back.
 *
 *     {"traceId":"4b…","spanId":"00f0…","name":"GET /cart","attributes":[…],"events":[{…},{…}]}
 *
 *     row │ fields there │ owner │ place │ trace │ … │ span id │ name │ attributes: from, count │ events: from, count │
 *                                                                             │                        │
 *                                        table's list │ pair │ pair │ … ◄─────┘      rows of EVENT │ │ ◄┘
 */
export function readRow(from: usize, table: Table, owner: u32): usize {
  if (load<u8>(from) != OPEN_BRACE) return fail(Failure.SHAPE);
  const rows = table.rows;
  if (!rows.reserve(table.stride)) return fail(Failure.MEMORY);
  const row = rows.start + rows.length;
  const number = table.rowCount;
  rows.length += table.stride;
  store<u32>(row, 0, FIELDS);
  store<u32>(row, owner, OWNER);
  store<f64>(row, base + <f64>(from - window), PLACE);

  let p = skipBlanks(from + 1);
  if (load<u8>(p) == CLOSE_BRACE) return p + 1;
  let seen: u32 = 0;
  let before: Key | null = null;
  while (true) {
    const key = table.keys.find(p, before);
    if (keyTo == 0) return 0;
    if (key) {
      if (seen & key.bit) return fail(Failure.SHAPE);
      seen |= key.bit;
      p = readColon(keyTo);
      if (p != 0) p = readField(p, key, row, table, number);
      before = key;
    } else {
      // A name with escapes may be one of those that are known.
      if (isEscaped) return fail(Failure.SHAPE);
      p = readColon(keyTo);
      if (p != 0) p = readValue(p);
    }
    if (p == 0) return 0;
    p = skipBlanks(p);
    if (load<u8>(p) == CLOSE_BRACE) return p + 1;
    if (load<u8>(p) != COMMA) return unexpected(p);
    p = skipBlanks(p + 1);
  }
}

function readField(p: usize, key: Key, row: usize, table: Table, number: u32): usize {
  if (key.action == FieldAction.SKIP) return readValue(p);
  if (load<u8>(p) == 0x6e && key.flags & NULLABLE) return readBare(p);
  store<u32>(row, load<u32>(row, FIELDS) | key.bit, FIELDS);
  switch (key.action) {
    case FieldAction.TRACE_ID:
      return readTraceId(p, key, row);
    case FieldAction.SPAN_ID:
      return readSpanId(p, key, row);
    case FieldAction.TEXT:
      return readText(p, row + key.slot);
    case FieldAction.VALUE:
      return readRawValue(p, row + key.slot);
    case FieldAction.TIME:
      return readTime(p, row + key.slot, key.argument);
    case FieldAction.INTEGER:
      return readInteger(p, row + key.slot);
    case FieldAction.DOUBLE:
      return readDouble(p, row + key.slot);
    case FieldAction.ATTRIBUTES:
      return readAttributeField(p, row + key.slot, table, changetype<Keys>(<usize>key.argument));
    default:
      return readEntries(p, row + key.slot, changetype<Table>(<usize>key.argument), number);
  }
}

function readText(p: usize, slot: usize): usize {
  if (load<u8>(p) != QUOTE) return fail(Failure.SHAPE);
  const to = readString(p + 1);
  if (to == 0) return 0;
  const text = texts.intern(p + 1, <u32>(to - 1 - (p + 1)), <u32>isEscaped);
  store<u32>(slot, text);
  return text == NO_ENTRY ? 0 : to;
}

function readRawValue(p: usize, slot: usize): usize {
  const to = readValue(p);
  if (to == 0) return 0;
  const value = values.intern(p, <u32>(to - p), 0);
  store<u32>(slot, value);
  return value == NO_ENTRY ? 0 : to;
}

/** Whole seconds as a double, then nanoseconds. `unit`: nanoseconds of one. */
function readTime(p: usize, slot: usize, unit: u32): usize {
  const isQuoted = load<u8>(p) == QUOTE;
  const from = isQuoted ? p + 1 : p;
  const to = isQuoted ? readString(from) : readNumberOnly(from);
  if (to == 0) return 0;
  const count = <u32>(isQuoted ? to - 1 - from : to - from);
  const value = wholeNumber(from, count);
  if (value == TOO_LARGE) return fail(Failure.SHAPE);
  const second: u64 = 1_000_000_000 / unit;
  store<f64>(slot, <f64>(value / second));
  store<u32>(slot, <u32>(value % second) * unit, 8);
  return to;
}

const LARGEST_INTEGER: u64 = 0x1f_ffff_ffff_ffff;

function readInteger(p: usize, slot: usize): usize {
  const to = readNumberOnly(p);
  if (to == 0) return 0;
  const value = wholeNumber(p, <u32>(to - p));
  if (value > LARGEST_INTEGER) return fail(Failure.SHAPE);
  store<f64>(slot, <f64>value);
  return to;
}

/** The number that is spelled by `count` digits and nothing else, or `TOO_LARGE`. */
function wholeNumber(from: usize, count: u32): u64 {
  return count > 0 && countDigits(from) == count ? valueOfBoundedDigits(from, count) : TOO_LARGE;
}

function readDouble(p: usize, slot: usize): usize {
  const to = readNumberOnly(p);
  if (to == 0) return 0;
  store<f64>(slot, doubleOf(p, to));
  return isExact ? to : fail(Failure.SHAPE);
}

/** Reads a number; fails with `SHAPE` if there is another value. */
function readNumberOnly(p: usize): usize {
  const first = load<u8>(p);
  return first == 0x2d || <u8>(first - 0x30) < 10 ? readNumber(p) : fail(Failure.SHAPE);
}

function readAttributeField(p: usize, slot: usize, table: Table, fixed: Keys): usize {
  const opener = load<u8>(p);
  if (opener != OPEN_BRACE && opener != OPEN_BRACKET) return fail(Failure.SHAPE);
  const first = table.attributes.length;
  const to = readAttributes(p, table, fixed);
  store<u32>(slot, first >> 2);
  store<u32>(slot, (table.attributes.length - first) >> 2, 4);
  return to;
}

function readEntries(from: usize, slot: usize, entries: Table, owner: u32): usize {
  if (load<u8>(from) != OPEN_BRACKET) return fail(Failure.SHAPE);
  const first = entries.rowCount;
  let p = skipBlanks(from + 1);
  if (load<u8>(p) == CLOSE_BRACKET) p++;
  else
    while (true) {
      p = readRow(p, entries, owner);
      if (p == 0) return 0;
      p = skipBlanks(p);
      if (load<u8>(p) == CLOSE_BRACKET) {
        p++;
        break;
      }
      if (load<u8>(p) != COMMA) return unexpected(p);
      p = skipBlanks(p + 1);
    }
  store<u32>(slot, first);
  store<u32>(slot, entries.rowCount - first, 4);
  return p;
}
