import type { NumberArray } from '../lib/growable.ts';
import type { SpanColumn, TraceColumn } from './dataset.ts';

/** A typed array as a list of what its numbers stand for: here the compiler takes the caller's word for it. */
export function indexList<V extends number>(values: NumberArray): ArrayLike<V> {
  return values as ArrayLike<number> as ArrayLike<V>;
}

/** Zeros in the narrowest of the types for whole numbers from 0 to `largest`. */
export function narrowColumn(length: number, largest: number): Uint8Array | Uint16Array | Uint32Array {
  if (largest < 1 << 8) return new Uint8Array(length);
  return largest < 1 << 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** A typed array as a column of the span table. */
export function spanColumn<V extends number>(values: NumberArray): SpanColumn<V> {
  return indexList<V>(values);
}

/** A typed array as a column of the trace table. */
export function traceColumn<V extends number>(values: NumberArray): TraceColumn<V> {
  return indexList<V>(values);
}
