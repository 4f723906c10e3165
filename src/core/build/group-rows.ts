import { inRanges } from './in-steps.ts';
import type { SpanRows } from './span-rows.ts';

/** Rows by trace. */
export interface GroupedRows {
  /** One entry more than traces: the rows of trace `t` are `row[first[t]] .. row[first[t + 1]]`, in input order. */
  readonly first: Int32Array;
  readonly row: Int32Array;
}

/** How many of the first `length` rows each of so many traces has; rows of no trace are left out. */
export function* countRows(
  { trace }: SpanRows,
  length: number,
  traceCount: number,
): Generator<undefined, Int32Array> {
  const count = new Int32Array(traceCount);
  yield* inRanges(length, (from, to) => {
    const own = trace.run(from, to);
    for (let at = 0; at < own.length; at++) if (own[at] >= 0) count[own[at]]++;
  });
  return count;
}

/**
 * The first `length` rows by the builder's number of their trace, or by that of the trace it is the same as: a counting
 * sort. `count` is from `countRows`.
 */
export function* groupRows(
  { trace }: SpanRows,
  length: number,
  count: Int32Array,
  sameAs: Int32Array,
): Generator<undefined, GroupedRows> {
  const first = new Int32Array(count.length + 1);
  for (let t = 0; t < count.length; t++) first[sameAs[t] + 1] += count[t];
  for (let t = 0; t < count.length; t++) first[t + 1] += first[t];
  const grouped = new Int32Array(first[count.length]);
  const next = first.slice(0, count.length);
  yield* inRanges(length, (from, to) => {
    const own = trace.run(from, to);
    for (let at = 0; at < own.length; at++) if (own[at] >= 0) grouped[next[sameAs[own[at]]]++] = from + at;
  });
  return { first, row: grouped };
}
