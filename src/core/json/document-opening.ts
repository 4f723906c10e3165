import { BACKSLASH, COLON, isBlank, LINE_FEED, OPEN_BRACE, QUOTE } from './ascii.ts';
import type { ByteWindow } from './byte-window.ts';
import { HEAD_BYTES } from './head-bytes.ts';

/** More of a document is not noted: as much as is there before anything is said of it. */
const LONGEST_OPENING = HEAD_BYTES[0];
const NONE = new Uint8Array(0);

/**
 * How the document that is being read begins, from its brace to the colon of its first key, if that stands in one line
 * from its start. A later line that begins exactly so is a document of its own, whatever is still open: one was cut.
 *
 *     {"resourceSpans":[{"resource":{"attributes":[
 *     {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name", …
 *     └────opening────┘
 */
export class DocumentOpening {
  /** Empty where the document has none. */
  bytes: Uint8Array = NONE;
  /** That of most documents is that of the one before. */
  #last: Uint8Array = NONE;
  #isLine = false;

  /** Another document begins; `isLine`: with a line. */
  forget(isLine: boolean): void {
    this.bytes = NONE;
    this.#isLine = isLine;
  }

  /** Takes the opening of the document at `at`, as far as the text is there: up to `length`. */
  take({ bytes, length }: ByteWindow, at: number): void {
    if (!this.#isLine) return;
    if (this.#last.length === 0 || compare(this.#last, bytes, at, length) !== this.#last.length)
      this.#last = bytes.slice(at, at + measureOpening(bytes, at, length));
    this.bytes = this.#last;
  }

  /** Whether the line at `at` begins so; 'more' where the text ends, at `end`, before that shows. */
  beginsAt(bytes: Uint8Array, at: number, end: number, isLast: boolean): boolean | 'more' {
    const wanted = this.bytes.length;
    if (wanted === 0) return false;
    const equal = compare(this.bytes, bytes, at, end);
    if (equal === wanted) return true;
    return at + equal === end && !isLast ? 'more' : false;
  }

  /** Whether a line begins at `at`, and so. */
  beginsLine(window: ByteWindow, at: number, isLast: boolean): boolean | 'more' {
    return window.beginsLine(at) && this.beginsAt(window.bytes, at, window.length, isLast);
  }
}

/** How many of the first bytes of `opening` stand at `at .. end`. */
function compare(opening: Uint8Array, bytes: Uint8Array, at: number, end: number): number {
  const most = Math.min(opening.length, end - at);
  let equal = 0;
  while (equal < most && bytes[at + equal] === opening[equal]) equal++;
  return equal;
}

/** In bytes; 0 where there is none, or it is not yet whole. */
function measureOpening(bytes: Uint8Array, from: number, length: number): number {
  if (bytes[from] !== OPEN_BRACE) return 0;
  const end = Math.min(length, from + LONGEST_OPENING);
  let quotes = 0;
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === LINE_FEED || byte === BACKSLASH) return 0;
    if (byte === QUOTE) quotes++;
    else if (quotes === 2 && byte === COLON) return at + 1 - from;
    else if (quotes !== 1 && !isBlank(byte)) return 0;
  }
  return 0;
}
