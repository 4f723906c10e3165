import { inSteps } from './in-steps.ts';
import type { SpanRows } from './span-rows.ts';

/** Rows by trace. */
export interface GroupedRows {
  /** One entry more than traces: the rows of trace `t` are `row[first[t]] .. row[first[t + 1]]`, in input order. */
  readonly first: Int32Array;
  readonly row: Int32Array;
}

/**
 * The first `length` rows by the builder's number of their trace, or by that of the trace it is the same as; those of no
 * trace are left out. A counting sort.
 */
export function* groupRows(
  { trace }: SpanRows,
  length: number,
  sameAs: Int32Array,
): Generator<undefined, GroupedRows> {
  const first = new Int32Array(sameAs.length + 1);
  yield* inSteps(length, (row) => {
    const own = trace.at(row);
    if (own >= 0) first[sameAs[own] + 1]++;
  });
  for (let t = 0; t < sameAs.length; t++) first[t + 1] += first[t];
  const grouped = new Int32Array(first[sameAs.length]);
  const next = first.slice(0, sameAs.length);
  yield* inSteps(length, (row) => {
    const own = trace.at(row);
    if (own >= 0) grouped[next[sameAs[own]]++] = row;
  });
  return { first, row: grouped };
}
