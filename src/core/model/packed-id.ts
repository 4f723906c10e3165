import { type JoinedStrings, joinStrings } from '../lib/joined-strings.ts';

/**
 * Ids in words of 32 bits, highest first: a span id in two, a trace id in four. Hexadecimal digits of the full length
 * (16 or 32, lower case) are their own bits; anything else is a string by number behind words that say so.
 *
 *     "00f067aa0ba902b7"   00f067aa 0ba902b7
 *     "checkout-1"         ffffffff        7     string 7
 *     ""                   ffffffff ffffffff     no id
 *
 * An id whose own words would say so is kept as a string.
 */
export const TEXT_ID = 0xffff_ffff;
/** The last word of an id that is not there. */
export const NO_ID = 0xffff_ffff;

/** Words of a span id, and of a trace id. */
export const SPAN_ID_WORDS = 2;
export const TRACE_ID_WORDS = 4;

/** Hexadecimal digits of a word. */
const WORD_DIGITS = 8;

/** Writes `text` to `words[at ..]`, `count` of them. `intern` numbers the strings that are no such digits. */
export function packId(
  text: string,
  intern: (text: string) => number,
  words: Uint32Array,
  at: number,
  count: 2 | 4,
): void {
  if (packDigits(text, words, at, count)) return;
  words.fill(TEXT_ID, at, at + count - 1);
  words[at + count - 1] = text === '' ? NO_ID : intern(text);
}

/** The words of an id that is looked for; null where nothing can have it, as `find` knows no such string (-1). */
export function packWanted(text: string, find: (text: string) => number, count: 2 | 4): Uint32Array | null {
  const words = new Uint32Array(count);
  packId(text, find, words, 0, count);
  return hasId(words, 0, count) ? words : null;
}

/** Whether an id stands at `words[at ..]`. */
export function hasId(words: { readonly [at: number]: number }, at: number, count: 2 | 4): boolean {
  return words[at] !== TEXT_ID || words[at + count - 1] !== NO_ID;
}

/** The id at `words[at ..]`; '' where there is none. */
export function unpackId(
  words: { readonly [at: number]: number },
  at: number,
  count: 2 | 4,
  stringOf: (string: number) => string,
): string {
  if (words[at] === TEXT_ID) return hasId(words, at, count) ? stringOf(words[at + count - 1]) : '';
  let text = '';
  for (let word = 0; word < count; word++) text += words[at + word].toString(16).padStart(WORD_DIGITS, '0');
  return text;
}

/**
 * Tells of the id at `words[at ..]` whether `part`, in lower case, stands in its text. `isInString` tells it of strings
 * by number.
 */
export function idMatcher(
  part: string,
  count: 2 | 4,
  isInString: (string: number) => boolean,
): (words: { readonly [at: number]: number }, at: number) => boolean {
  const wanted = Array.from(part, (digit) => (/[0-9a-f]/.test(digit) ? Number.parseInt(digit, 16) : -1));
  const last = wanted.includes(-1) ? -1 : count * WORD_DIGITS - wanted.length;
  const digitOf = (words: { readonly [at: number]: number }, at: number, place: number): number =>
    (words[at + (place >>> 3)] >>> (28 - 4 * (place & 7))) & 15;
  return (words, at) => {
    if (words[at] === TEXT_ID) return hasId(words, at, count) && isInString(words[at + count - 1]);
    for (let from = 0; from <= last; from++) {
      let met = 0;
      while (met < wanted.length && digitOf(words, at, from + met) === wanted[met]) met++;
      if (met === wanted.length) return true;
    }
    return false;
  };
}

/** The ids in `words`, one after the other: those of the full length at once, which is many times as fast as one by one. */
export function joinIds(
  words: Uint32Array,
  count: 2 | 4,
  stringOf: (string: number) => string,
): JoinedStrings {
  const length = words.length / count;
  const digits = new Uint8Array(WORD_DIGITS * words.length);
  const end = new Uint32Array(length);
  for (let at = 0; at < words.length; at++) {
    if (at % count === 0 && words[at] === TEXT_ID)
      return joinStrings(Array.from({ length }, (_, id) => unpackId(words, id * count, count, stringOf)));
    for (let place = 0; place < WORD_DIGITS; place++) {
      const digit = (words[at] >>> (28 - 4 * place)) & 15;
      digits[WORD_DIGITS * at + place] = digit < 10 ? 0x30 + digit : 0x57 + digit;
    }
  }
  for (let id = 0; id < length; id++) end[id] = (id + 1) * count * WORD_DIGITS;
  return { text: new TextDecoder().decode(digits), end };
}

/** Writes the bits of hexadecimal digits of the full length; false where `text` is none, or would read as a string. */
function packDigits(text: string, words: Uint32Array, at: number, count: number): boolean {
  if (text.length !== WORD_DIGITS * count) return false;
  for (let word = 0; word < count; word++) {
    let bits = 0;
    for (let place = 0; place < WORD_DIGITS; place++) {
      const digit = digitValue(text.charCodeAt(word * WORD_DIGITS + place));
      if (digit < 0) return false;
      bits = (bits << 4) | digit;
    }
    words[at + word] = bits;
  }
  return words[at] !== TEXT_ID;
}

/** What a hexadecimal digit in lower case stands for; -1 for any other character. */
function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}
