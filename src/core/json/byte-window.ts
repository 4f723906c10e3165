import { isBlank, LINE_FEED } from './ascii.ts';
import { withRoom } from '../lib/growable.ts';
import { findSyntaxProblem } from './json-syntax.ts';

/** A place in the text, for people: lines and columns count from 1, columns in bytes. */
export interface TextPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** What is wrong there. */
  readonly reason: string;
  /** The text around it, as far as its line goes. */
  readonly excerpt: string;
}

/** How much of the text an excerpt shows on either side of the place. */
const EXCERPT_SIDE = 40;

const decoder = new TextDecoder();

/** Room for bytes that can grow. */
export interface ByteMemory {
  /** All of it. Asked for anew after each use: growing moves it. */
  readonly bytes: Uint8Array;
  /** Makes it at least `length` bytes, what is in it stays. */
  reserve(length: number): void;
  /** How many line feeds stand at `from .. to`. */
  countLineFeeds(from: number, to: number): number;
}

class HeapMemory implements ByteMemory {
  bytes = new Uint8Array(1 << 17);

  reserve(length: number): void {
    this.bytes = withRoom(this.bytes, length);
  }

  countLineFeeds(from: number, to: number): number {
    let count = 0;
    const part = this.bytes.subarray(from, to);
    for (let at = part.indexOf(LINE_FEED); at >= 0; at = part.indexOf(LINE_FEED, at + 1)) count++;
    return count;
  }
}

/** The part of a text that is held while chunks come in behind it: from what is still needed to the last chunk's end. */
export class ByteWindow {
  readonly #memory: ByteMemory;
  /** Bytes held: `bytes[0 .. length]`. */
  length = 0;
  /** Where `bytes[0]` stands in the whole text. */
  base = 0;
  #line = 1;
  #lineStart = 0;

  constructor(memory: ByteMemory = new HeapMemory()) {
    this.#memory = memory;
  }

  get bytes(): Uint8Array {
    return this.#memory.bytes;
  }

  /** Drops what is before `keepFrom` and adds `chunk`; positions move down by `keepFrom`. */
  append(chunk: Uint8Array, keepFrom: number): void {
    ({ line: this.#line, lineStart: this.#lineStart } = this.#lineOf(keepFrom));
    const kept = this.length - keepFrom;
    if (keepFrom > 0) this.bytes.copyWithin(0, keepFrom, this.length);
    this.#memory.reserve(kept + chunk.length);
    this.bytes.set(chunk, kept);
    this.length = kept + chunk.length;
    this.base += keepFrom;
  }

  /** Whether `at` stands behind a line feed that is held. */
  beginsLine(at: number): boolean {
    return at > 0 && this.bytes[at - 1] === LINE_FEED;
  }

  /** Behind what stands before the blanks before `at`. */
  endBefore(at: number): number {
    let end = at;
    while (end > 0 && isBlank(this.bytes[end - 1])) end--;
    return end;
  }

  /** The place `at`, where `reason` is wrong. */
  describe(at: number, reason: string): TextPlace {
    const { line, lineStart } = this.#lineOf(at);
    const from = Math.max(lineStart - this.base, at - EXCERPT_SIDE);
    const [text] = decoder
      .decode(this.bytes.subarray(from, Math.min(this.length, at + EXCERPT_SIDE)))
      .split('\n', 1);
    const excerpt = text.replaceAll(/[\s\u{fffd}]+/gu, ' ').trim();
    return { offset: this.base + at, line, column: this.base + at - lineStart + 1, reason, excerpt };
  }

  /** What keeps `from .. to` from being JSON; `fallback` where that is not its syntax. */
  describeProblem(from: number, to: number, fallback: string): TextPlace {
    const problem = findSyntaxProblem(this.bytes.subarray(0, this.length), from, to);
    return problem ? this.describe(problem.at, problem.reason) : this.describe(from, fallback);
  }

  /** The number of the line that `end` stands in, and where it begins in the whole text. */
  #lineOf(end: number): { line: number; lineStart: number } {
    const count = this.#memory.countLineFeeds(0, end);
    if (count === 0) return { line: this.#line, lineStart: this.#lineStart };
    const last = this.bytes.subarray(0, end).lastIndexOf(LINE_FEED);
    return { line: this.#line + count, lineStart: this.base + last + 1 };
  }
}
