import { readNumber } from './number.ts';
import { readString } from './string.ts';
import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  end,
  fail,
  Failure,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
  unexpected,
} from './text.ts';

/** Levels that are gone into. Deeper documents exist in attacks only. */
const DEEPEST: u32 = 512;
/** By depth: the bracket that closes it. */
const closers = memory.data(DEEPEST);

/** Whether there was a list in the value read last by `readValue`. */
export let holdsList: bool = false;
/** Where the last string, number, true, false or null in it begins; 0 if there is none. */
export let scalarFrom: usize = 0;
/** Where that ends. */
export let scalarTo: usize = 0;

/**
 * Reads a value to its end, whatever it is, and refuses what JSON.parse would refuse. There is no recursion: what is open
 * is a row of closing brackets, and a value is always followed by any number of those and then by a comma or nothing.
 *
 *     { "a" : [ 1 , { } ] , "b" : 2 }
 *     }       ]     }                      open, innermost last
 *               ▲   ▲   ▲         ▲        behind a value: close, close …, comma
 */
export function readValue(from: usize): usize {
  holdsList = false;
  scalarFrom = 0;
  let depth: u32 = 0;
  let p = from;
  while (true) {
    const opener = load<u8>(p);
    if (opener == OPEN_BRACE || opener == OPEN_BRACKET) {
      if (depth == DEEPEST) return fail(Failure.DEPTH);
      holdsList = holdsList || opener == OPEN_BRACKET;
      const closer = opener + 2; // in ASCII: { } and [ ]
      store<u8>(closers + depth, closer);
      depth++;
      p = skipBlanks(p + 1);
      if (load<u8>(p) != closer) {
        if (opener == OPEN_BRACE) p = readKey(p);
        if (p == 0) return 0;
        continue;
      }
    } else {
      const to = readScalar(p);
      if (to == 0) return 0;
      scalarFrom = p;
      scalarTo = to;
      if (depth == 0) return to;
      p = skipBlanks(to);
    }
    while (load<u8>(p) == load<u8>(closers + depth - 1)) {
      p++;
      if (--depth == 0) return p;
      p = skipBlanks(p);
    }
    if (load<u8>(p) != COMMA) return unexpected(p);
    p = skipBlanks(p + 1);
    if (load<u8>(closers + depth - 1) == CLOSE_BRACE) p = readKey(p);
    if (p == 0) return 0;
  }
}

/** Reads a key and its colon, to the first byte of the value. */
export function readKey(p: usize): usize {
  if (load<u8>(p) != QUOTE) return unexpected(p);
  const to = readString(p + 1);
  return to == 0 ? 0 : readColon(to);
}

/** From behind a key to the first byte of its value. */
@inline
export function readColon(from: usize): usize {
  const p = skipBlanks(from);
  return load<u8>(p) == COLON ? skipBlanks(p + 1) : unexpected(p);
}

/** Reads a string, a number, true, false or null. */
export function readScalar(p: usize): usize {
  const first = load<u8>(p);
  if (first == QUOTE) return readString(p + 1);
  return readBare(p);
}

/** Reads a number, true, false or null, up to what ends it: `0x10` is no 0 with something behind it. */
export function readBare(p: usize): usize {
  const to = readWordOrNumber(p);
  if (to == 0) return 0;
  const next = load<u8>(to);
  // Both closing brackets, in ASCII; blanks are what `skipBlanks` goes past.
  return next == COMMA || (next | 0x20) == CLOSE_BRACE || skipBlanks(to) > to ? to : unexpected(to);
}

function readWordOrNumber(p: usize): usize {
  const first = load<u8>(p);
  if (first == 0x74) return readWord(p, TRUE);
  if (first == 0x6e) return readWord(p, NULL);
  if (first == 0x66) return readWord(p + 1, ALSE);
  return readNumber(p);
}

/** Words of four letters as numbers; the first of their letters lowest. */
const TRUE: u32 = 0x6575_7274;
const NULL: u32 = 0x6c6c_756e;
const ALSE: u32 = 0x6573_6c61;

function readWord(p: usize, word: u32): usize {
  if (p + 4 >= end) return fail(Failure.MORE);
  return load<u32>(p) == word ? p + 4 : fail(Failure.SYNTAX);
}
