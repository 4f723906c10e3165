import { percentileOf } from '../lib/quantile.ts';
import type { Dataset } from '../model/dataset.ts';
import { NANOS_PER_SECOND, type TraceIndex, type UnixTime } from '../model/units.ts';
import type { TraceSet } from './trace-set.ts';

/** Equal buckets of time from `start`, as columns; a trace counts where it starts. */
export interface Timeline {
  readonly start: UnixTime;
  /** Width of a bucket in nanoseconds. */
  readonly width: number;
  readonly traces: Int32Array;
  /** Traces with at least one error. */
  readonly errorTraces: Int32Array;
  /** Percentile 95 of trace durations; NaN in an empty bucket. */
  readonly p95: Float64Array;
}

/** Nanoseconds below which a bucket would tell clocks apart, and not traces. */
const LEAST_WIDTH = 1e6;

/** From the first start of a trace to the last: `mostBuckets` buckets, or fewer where each would be under a millisecond. */
export function computeTimeline({ traces }: Dataset, set: TraceSet, mostBuckets: number): Timeline {
  const [first, last] = findExtremes({ traces }, set);
  const start = { seconds: traces.originSeconds[first] ?? 0, nanos: traces.originNanos[first] ?? 0 };
  const since = (trace: TraceIndex): number =>
    (traces.originSeconds[trace] - start.seconds) * NANOS_PER_SECOND +
    (traces.originNanos[trace] - start.nanos);
  const length = set.length === 0 ? 0 : since(last);
  const width = Math.max(LEAST_WIDTH, length / mostBuckets);
  const bucketCount = Math.min(mostBuckets, Math.floor(length / width) + 1);
  const counts = new Int32Array(bucketCount);
  const errorTraces = new Int32Array(bucketCount);

  const bucket = new Int32Array(set.length);
  for (let i = 0; i < set.length; i++) {
    bucket[i] = Math.min(bucketCount - 1, Math.floor(since(set[i]) / width));
    counts[bucket[i]]++;
    if (traces.errorCount[set[i]] > 0) errorTraces[bucket[i]]++;
  }
  const p95 = percentilePerBucket({ traces }, set, bucket, counts);
  return { start, width, traces: counts, errorTraces, p95 };
}

type Traces = Pick<Dataset, 'traces'>;

/** The traces of `set` that start first and last; 0 and 0 where there are none. */
function findExtremes({ traces }: Traces, set: TraceSet): [first: TraceIndex, last: TraceIndex] {
  const { originSeconds, originNanos } = traces;
  let first = set[0] ?? (0 as TraceIndex);
  let last = first;
  const order = (a: TraceIndex, b: TraceIndex): number =>
    originSeconds[a] - originSeconds[b] || originNanos[a] - originNanos[b];
  for (let i = 1; i < set.length; i++) {
    if (order(set[i], first) < 0) first = set[i];
    if (order(set[i], last) > 0) last = set[i];
  }
  return [first, last];
}

/** Percentile 95 of the durations in each bucket: one column sorted into buckets, each bucket sorted in place. */
function percentilePerBucket(
  { traces }: Traces,
  set: TraceSet,
  bucket: Int32Array,
  counts: Int32Array,
): Float64Array {
  const next = new Int32Array(counts.length);
  for (let at = 1; at < counts.length; at++) next[at] = next[at - 1] + counts[at - 1];
  const durations = new Float64Array(set.length);
  for (let i = 0; i < set.length; i++) durations[next[bucket[i]]++] = traces.duration[set[i]];
  return Float64Array.from(counts, (count, at) =>
    count === 0 ? NaN : percentileOf(durations.subarray(next[at] - count, next[at]).sort(), 95),
  );
}
