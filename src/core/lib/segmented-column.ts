import type { NumberArray } from './growable.ts';

/** Entries of a segment, as bits of their index: what the last one has too many is little, and each is soon filled. */
export const SEGMENT_BITS = 16;
const SEGMENT = 1 << SEGMENT_BITS;
/** What of an index is the place in its segment. */
export const SEGMENT_MASK = SEGMENT - 1;

/** A buffer that may be emptied before anyone collects it, as those of ES2024 may. */
interface Detachable {
  transfer?: (byteLength: number) => unknown;
}

/**
 * A long column in segments: growing copies no more than one segment, and memory that is not written is not taken. All
 * columns together should be of few types of array, or looking into them costs twice the time.
 */
export class SegmentedColumn<A extends NumberArray> {
  readonly #Type: new (length: number) => A;
  readonly #perRow: number;
  #segments: A[] = [];

  /** Zeros, `perRow` of them for each row. */
  constructor(Type: new (length: number) => A, perRow = 1) {
    this.#Type = Type;
    this.#perRow = perRow;
  }

  /**
   * For loops that look at rows in no order: number `index` is `segments[index >>> SEGMENT_BITS][index & SEGMENT_MASK]`.
   */
  get segments(): readonly A[] {
    return this.#segments;
  }

  /** The number at `index`: row times `perRow`, and so on. */
  at(index: number): number {
    return this.#segments[index >>> SEGMENT_BITS][index & SEGMENT_MASK];
  }

  /** There must be room. */
  set(index: number, value: number): void {
    this.#segments[index >>> SEGMENT_BITS][index & SEGMENT_MASK] = value;
  }

  /** Makes sure that rows `from .. to` can be written. A segment grows by what is asked for until it is whole. */
  makeRoom(from: number, to: number): void {
    const end = to * this.#perRow;
    for (let at = from * this.#perRow; at < end; at = ((at >>> SEGMENT_BITS) + 1) * SEGMENT) {
      const number = at >>> SEGMENT_BITS;
      const room = Math.min(SEGMENT, end - number * SEGMENT);
      const segment = this.#segments[number];
      if (segment && segment.length >= room) continue;
      const larger = new this.#Type(room);
      if (segment) larger.set(segment);
      this.#segments[number] = larger;
    }
  }

  /** Writes `rows` rows of `values` from `row` on, for which there must be room. */
  write(row: number, values: NumberArray, rows: number): void {
    const first = row * this.#perRow;
    const count = rows * this.#perRow;
    for (let done = 0; done < count;) {
      const place = (first + done) & SEGMENT_MASK;
      const part = Math.min(count - done, SEGMENT - place);
      this.#segments[(first + done) >>> SEGMENT_BITS].set(values.subarray(done, done + part), place);
      done += part;
    }
  }

  /** Copies row `from` of `source`, a column with as many numbers a row, onto row `to`. */
  copy(from: number, to: number, source: SegmentedColumn<A> = this): void {
    for (let i = 0; i < this.#perRow; i++)
      this.set(to * this.#perRow + i, source.at(from * this.#perRow + i));
  }

  get byteLength(): number {
    return this.#segments.reduce((bytes, segment) => bytes + segment.byteLength, 0);
  }

  /** Writes the rows `order[from .. to]` to the same places of `into`. */
  pick(order: Int32Array, into: NumberArray, from: number, to: number): void {
    const segments = this.#segments;
    const perRow = this.#perRow;
    if (perRow === 1) {
      for (let at = from; at < to; at++)
        into[at] = segments[order[at] >>> SEGMENT_BITS][order[at] & SEGMENT_MASK];
      return;
    }
    for (let at = from; at < to; at++) {
      const first = order[at] * perRow;
      for (let i = 0; i < perRow; i++)
        into[at * perRow + i] = segments[(first + i) >>> SEGMENT_BITS][(first + i) & SEGMENT_MASK]!;
    }
  }

  /** The numbers of rows `from .. to`, which lie in one segment; not a copy. */
  run(from: number, to: number): A {
    const first = from * this.#perRow;
    const place = first & SEGMENT_MASK;
    return this.#segments[first >>> SEGMENT_BITS].subarray(place, place + (to - from) * this.#perRow) as A;
  }

  /** Gives the memory of the rows before `row` back, whole segments of them; those cannot be read any more. */
  releaseBefore(row: number): void {
    const end = Math.min((row * this.#perRow) >>> SEGMENT_BITS, this.#segments.length);
    for (let number = 0; number < end; number++) {
      if (this.#segments[number].length === 0) continue;
      detach(this.#segments[number]);
      this.#segments[number] = new this.#Type(0);
    }
  }

  /** Gives its memory back, at once where the platform can; nothing can be read any more. */
  release(): void {
    for (const segment of this.#segments) detach(segment);
    this.#segments = [];
  }
}

function detach(segment: NumberArray | undefined): void {
  (segment?.buffer as Detachable | undefined)?.transfer?.(0);
}
