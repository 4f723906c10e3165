import { inRanges } from './in-steps.ts';

/** Rows of a segment, as bits: few, as one row is enough for a segment to be there. */
const SEGMENT_BITS = 12;
const SEGMENT = 1 << SEGMENT_BITS;
/** Of a row that has no number. */
const NONE = -1;

/** Numbers that some rows have, by row. */
export interface ListedNumbers {
  /** Ascending. */
  readonly row: Int32Array;
  readonly value: Int32Array;
}

/** A long column of whole numbers from 0 on, of which few rows have one: where none of many has, it takes no memory. */
export class SparseColumn {
  #segments: (Int32Array | undefined)[] = [];

  /** The number of `row`, -1 where it has none. */
  at(row: number): number {
    const segment = this.#segments[row >>> SEGMENT_BITS];
    return segment === undefined ? NONE : segment[row & (SEGMENT - 1)];
  }

  /** `value` is -1 where `row` is to have none. */
  set(row: number, value: number): void {
    const number = row >>> SEGMENT_BITS;
    if (value === NONE && this.#segments[number] === undefined) return;
    const segment = (this.#segments[number] ??= new Int32Array(SEGMENT).fill(NONE));
    segment[row & (SEGMENT - 1)] = value;
  }

  /** All rows that have a number. */
  *list(): Generator<undefined, ListedNumbers> {
    const rooms = this.#segments.reduce((count, segment) => count + (segment?.length ?? 0), 0);
    const row = new Int32Array(rooms);
    const value = new Int32Array(rooms);
    let count = 0;
    yield* inRanges(this.#segments.length * SEGMENT, (from, to) => {
      for (let at = from; at < to; at++) {
        const own = this.at(at);
        if (own === NONE) continue;
        row[count] = at;
        value[count++] = own;
      }
    });
    return { row: row.subarray(0, count), value: value.subarray(0, count) };
  }

  /** Takes the numbers of the rows from `length` on away. */
  truncate(length: number): void {
    const last = length >>> SEGMENT_BITS;
    this.#segments.length = Math.min(this.#segments.length, last + 1);
    this.#segments[last]?.fill(NONE, length & (SEGMENT - 1));
  }

  get byteLength(): number {
    return this.#segments.reduce((bytes, segment) => bytes + (segment?.byteLength ?? 0), 0);
  }
}
