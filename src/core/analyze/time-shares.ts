import { orderByLargest } from '../lib/radix-order.ts';
import { StatusCode } from '../model/span-enums.ts';
import type { SpanGrouping } from './span-groups.ts';
import type { TraceSlice } from './trace-slice.ts';

/** What each group of spans has of a trace, as columns by group. Times are sums over its spans, in nanoseconds. */
export interface TimeShares {
  readonly spanCount: Int32Array;
  readonly errorCount: Int32Array;
  readonly duration: Float64Array;
  readonly selfTime: Float64Array;
  readonly criticalTime: Float64Array;
  /** The groups by critical time, then by self time, most first; of equals the first met. */
  readonly order: Int32Array;
}

/** Linear in spans and groups. `selfTime` and `criticalTime` are columns of the slice's spans. */
export function shareTime(
  { columns }: TraceSlice,
  { group, length }: SpanGrouping,
  times: { readonly selfTime: Float64Array; readonly criticalTime: Float64Array },
): TimeShares {
  const spanCount = new Int32Array(length);
  const errorCount = new Int32Array(length);
  const duration = new Float64Array(length);
  const selfTime = new Float64Array(length);
  const criticalTime = new Float64Array(length);
  for (let span = 0; span < group.length; span++) {
    const own = group[span];
    spanCount[own]++;
    if (columns.status[span] === StatusCode.ERROR) errorCount[own]++;
    duration[own] += columns.duration[span];
    selfTime[own] += times.selfTime[span];
    criticalTime[own] += times.criticalTime[span];
  }
  const bySelf = orderByLargest(selfTime);
  const byCritical = orderByLargest(Float64Array.from(bySelf, (own) => criticalTime[own]));
  const order = byCritical.map((place) => bySelf[place]);
  return { spanCount, errorCount, duration, selfTime, criticalTime, order };
}
