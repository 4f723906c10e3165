import { PlacesById } from '../lib/places-by-id.ts';
import { inputOrder } from '../lib/stable-order.ts';
import { TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';

/** Which of the builder's trace numbers are one trace. */
export interface SameTraces {
  /** By number: that under which its spans stand; the smallest of those that are one. */
  readonly sameAs: Int32Array;
  /** By number: where the id of the trace that stands under it is. */
  readonly idOf: Int32Array;
  /** Numbers that stand under another. */
  readonly united: readonly number[];
}

/**
 * Unites traces whose id one side gives with 64 bits and another with 128: the lower halves are equal, and the 64 bits
 * have zeros above. Only where exactly one id of 128 bits fits. Traces without rows do not count.
 *
 *     0000000000000000 463ac35c9f6413ad    one trace, with the id of 128 bits
 *     48485a3953bb6124 463ac35c9f6413ad
 */
export function findSameTraces(ids: Uint32Array, rowCount: Int32Array): SameTraces {
  const count = rowCount.length;
  const sameAs = inputOrder(count);
  const idOf = sameAs.slice();
  const united: number[] = [];
  const isShort = (trace: number): boolean =>
    ids[TRACE_ID_WORDS * trace] === 0 && ids[TRACE_ID_WORDS * trace + 1] === 0;
  const isLong = (trace: number): boolean =>
    !isShort(trace) && ids[TRACE_ID_WORDS * trace] !== TEXT_ID && rowCount[trace] > 0;
  const short = sameAs.filter((trace) => isShort(trace) && rowCount[trace] > 0);
  if (short.length === 0 || short.length === count) return { sameAs, idOf, united };

  const lower = new Uint32Array(2 * count);
  for (let at = 0; at < lower.length; at++) lower[at] = ids[TRACE_ID_WORDS * (at >> 1) + 2 + (at & 1)];
  const places = new PlacesById();
  places.take(lower, count, TEXT_ID);
  for (const trace of short) {
    let fitting = 0;
    let whole = -1;
    const first = places.first(lower[2 * trace], lower[2 * trace + 1]);
    for (let other = first; other >= 0; other = places.next(other))
      if (isLong(other)) {
        fitting++;
        whole = other;
      }
    if (fitting !== 1) continue;
    const stands = Math.min(trace, whole);
    sameAs[trace] = stands;
    sameAs[whole] = stands;
    idOf[stands] = whole;
    united.push(trace + whole - stands);
  }
  return { sameAs, idOf, united };
}
