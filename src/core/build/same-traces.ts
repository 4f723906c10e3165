import { PlacesById } from '../lib/places-by-id.ts';
import { inputOrder } from '../lib/stable-order.ts';
import { TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { inRanges } from './in-steps.ts';

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
export function* findSameTraces(ids: Uint32Array, rowCount: Int32Array): Generator<undefined, SameTraces> {
  const count = rowCount.length;
  const same = { sameAs: inputOrder(count), idOf: inputOrder(count), united: [] as number[] };
  const short: number[] = [];
  const isShort = (trace: number): boolean =>
    ids[TRACE_ID_WORDS * trace] === 0 && ids[TRACE_ID_WORDS * trace + 1] === 0;
  yield* inRanges(count, (from, to) => {
    for (let trace = from; trace < to; trace++) if (isShort(trace) && rowCount[trace] > 0) short.push(trace);
  });
  if (short.length === 0 || short.length === count) return same;

  const lower = new Uint32Array(2 * count);
  yield* inRanges(lower.length, (from, to) => {
    for (let at = from; at < to; at++) lower[at] = ids[TRACE_ID_WORDS * (at >> 1) + 2 + (at & 1)];
  });
  const places = new PlacesById();
  places.begin(lower, count, TEXT_ID);
  yield* inRanges(count, (from, to) => places.addLast(from, to));
  const isLong = (trace: number): boolean =>
    !isShort(trace) && ids[TRACE_ID_WORDS * trace] !== TEXT_ID && rowCount[trace] > 0;
  yield* inRanges(short.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const trace = short[at];
      const first = places.first(lower[2 * trace], lower[2 * trace + 1]);
      const whole = findOnly(places, first, isLong);
      if (whole >= 0) unite(same, trace, whole);
    }
  });
  return same;
}

/** The only place from `first` on that `isMeant`; -1 where there is none, or more than one. */
function findOnly(places: PlacesById, first: number, isMeant: (place: number) => boolean): number {
  let only = -1;
  for (let place = first; place >= 0; place = places.next(place)) {
    if (!isMeant(place)) continue;
    if (only >= 0) return -1;
    only = place;
  }
  return only;
}

/** Has two traces stand under the smaller number, with the id of the `whole` one. */
function unite(
  { sameAs, idOf, united }: SameTraces & { united: number[] },
  trace: number,
  whole: number,
): void {
  const stands = Math.min(trace, whole);
  sameAs[trace] = stands;
  sameAs[whole] = stands;
  idOf[stands] = whole;
  united.push(trace + whole - stands);
}
