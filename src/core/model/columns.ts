import type { NumberArray } from '../lib/growable.ts';
import type { SpanColumn, TraceColumn } from './dataset.ts';

/** A typed array as a list of what its numbers stand for: here the compiler takes the caller's word for it. */
export function indexList<V extends number>(values: NumberArray): ArrayLike<V> {
  return values as ArrayLike<number> as ArrayLike<V>;
}

/** A typed array as a column of the span table. */
export function spanColumn<V extends number>(values: NumberArray): SpanColumn<V> {
  return indexList<V>(values);
}

/** A typed array as a column of the trace table. */
export function traceColumn<V extends number>(values: NumberArray): TraceColumn<V> {
  return indexList<V>(values);
}
