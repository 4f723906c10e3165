import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isOpener,
  LINE_FEED,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './ascii.ts';
import { DocumentOpening } from './document-opening.ts';

/** `whole`: the value ends at `at`. `unfinished`: go on with more bytes. `broken`: it can have no end. */
export type ScanResult = 'whole' | 'unfinished' | 'broken';

/** Words outside strings are held back until their end is known, up to this many bytes: no number is longer. */
const LONGEST_WORD = 1 << 10;

/** 1: a digit or minus; 2: any other byte of a number, `true`, `null`, `NaN` or `Infinity`; 0: not part of a word. */
const WORD_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const text = String.fromCharCode(byte);
  if (/[-0-9]/.test(text)) return 1;
  return /[.+A-Za-z]/.test(text) ? 2 : 0;
});

/**
 * Finds where a JSON value ends, over any number of chunks, looking only at quotes, backslashes and brackets: whether
 * the value is valid is for JSON.parse to say. A value is broken where brackets do not match, and where a line begins
 * like a document in the middle of it (JSON lines, one of which was cut): like any where none of its values may begin,
 * exactly like its own where one may.
 */
export class ValueScanner {
  /** Where to go on; past the value once it is whole; at the offending byte once it is broken. */
  at = 0;
  /** An integer that a double may not hold was seen. Stays until it is taken back. */
  hasLongInteger = false;
  /** `NaN` or an infinity was seen. Stays until it is taken back. */
  hasNonNumber = false;
  #depth = 0;
  #isInString = false;
  /** A comma, a colon or an opener came last: a value may stand on the next line. */
  #isOpen = false;
  /** By depth: the bracket that closes it. */
  #closers = new Uint8Array(64);
  readonly #opening: DocumentOpening;

  /** `opening`: of the document that the values are in. */
  constructor(opening = new DocumentOpening()) {
    this.#opening = opening;
  }

  /** Starts at the first byte of a value. */
  begin(at: number): void {
    this.at = at;
    this.#depth = 0;
    this.#isInString = false;
    this.#isOpen = false;
  }

  /** The bytes have moved down by `distance`. */
  move(distance: number): void {
    this.at -= distance;
  }

  /** Goes on to `end`. `isLast`: nothing comes after it. */
  scan(bytes: Uint8Array, end: number, isLast: boolean): ScanResult {
    for (;;) {
      if (this.#isInString) {
        const result = this.#scanString(bytes, end, isLast);
        if (result !== null) return result;
        if (this.#depth === 0) return 'whole';
      }
      const result = this.#scanStructure(bytes, end, isLast);
      if (result !== null) return result;
    }
  }

  /** Null at the end of the string. */
  #scanString(bytes: Uint8Array, end: number, isLast: boolean): ScanResult | null {
    let at = this.at;
    while (at < end) {
      const byte = bytes[at];
      if (byte > QUOTE && byte !== BACKSLASH) {
        at++; // nearly all bytes: two comparisons cost less than three, or a table
        continue;
      }
      if (byte === QUOTE) {
        this.at = at + 1;
        this.#isInString = false;
        return null;
      }
      if (byte === BACKSLASH) {
        if (at + 1 >= end) break;
        at += 2;
      } else if (byte === LINE_FEED) {
        if (at + 1 >= end && !isLast) break;
        if (isOpener(bytes[at + 1]) && at + 1 < end) {
          this.at = at;
          return 'broken';
        }
        at++;
      } else at++;
    }
    this.at = at;
    return 'unfinished';
  }

  /** Null at the beginning of a string. */
  #scanStructure(bytes: Uint8Array, end: number, isLast: boolean): ScanResult | null {
    let at = this.at;
    while (at < end) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.at = at + 1;
        this.#isInString = true;
        this.#isOpen = false;
        return null;
      }
      if (byte === COMMA || byte === COLON) {
        this.#isOpen = true;
        at++;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#push(byte);
        this.#isOpen = true;
        at++;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.at = at;
        if (this.#depth === 0 || this.#closers[--this.#depth] !== byte) return 'broken';
        this.at = ++at;
        this.#isOpen = false;
        if (this.#depth === 0) return 'whole';
      } else if (WORD_BYTES[byte] !== 0) {
        this.at = at;
        if (!this.#scanWord(bytes, end, isLast)) return 'unfinished';
        if (this.#depth === 0) return 'whole';
        this.#isOpen = false;
        at = this.at;
      } else if (byte === LINE_FEED) {
        if (at + 1 >= end && !isLast) break;
        if (at + 1 < end && isOpener(bytes[at + 1])) {
          const isNew = !this.#isOpen || this.#opening.beginsAt(bytes, at + 1, end, isLast);
          if (isNew === 'more') break;
          if (isNew) {
            this.at = at;
            return 'broken';
          }
        }
        at++;
      } else {
        if (this.#depth === 0) {
          this.at = at;
          return 'broken';
        }
        at++;
      }
    }
    this.at = at;
    return 'unfinished';
  }

  /** False where the word may go on in the next chunk. */
  #scanWord(bytes: Uint8Array, end: number, isLast: boolean): boolean {
    const from = this.at;
    let at = from;
    let kinds = 0;
    for (let kind; at < end && (kind = WORD_BYTES[bytes[at]]!) !== 0; at++) kinds |= kind;
    if (at === end && !isLast && at - from < LONGEST_WORD) return false;
    this.at = at;
    const first = bytes[from] === MINUS ? from + 1 : from;
    if (kinds === 1) this.hasLongInteger ||= at - first > 16 || (at - first === 16 && bytes[first] === 0x39);
    else this.hasNonNumber ||= bytes[first] === 0x4e || bytes[first] === 0x49;
    return true;
  }

  #push(opener: number): void {
    if (this.#depth === this.#closers.length) {
      const larger = new Uint8Array(this.#depth * 2);
      larger.set(this.#closers);
      this.#closers = larger;
    }
    this.#closers[this.#depth++] = opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
  }
}
