import { SEGMENT_ROWS } from '../lib/segmented-column.ts';

/** Spans laid out before a pause: a few milliseconds of work. */
export const SPANS_AT_ONCE = 1 << 13;

/**
 * Does `work` for ranges that cover 0 to `length`, and pauses after each: a millisecond or so of small steps. Each range is
 * a run of rows.
 */
export function* inRanges(
  length: number,
  work: (from: number, to: number) => void,
): Generator<undefined, void> {
  for (let from = 0; from < length; from += SEGMENT_ROWS) {
    work(from, Math.min(from + SEGMENT_ROWS, length));
    yield;
  }
}

/** Does all of `work` at once; returns what it comes to. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
