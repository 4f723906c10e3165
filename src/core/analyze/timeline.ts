import { percentileOf } from '../lib/quantile.ts';
import type { Dataset } from '../model/dataset.ts';
import { NANOS_PER_SECOND, type TraceIndex, type UnixTime } from '../model/units.ts';
import type { TraceSet } from './trace-set.ts';

/** Equal buckets of time from `start`, as columns; a trace counts where it starts. */
export interface Timeline {
  readonly start: UnixTime;
  /** When the first and the last trace start; `start` where there is none. */
  readonly first: UnixTime;
  readonly last: UnixTime;
  /** Width of a bucket in nanoseconds. */
  readonly width: number;
  readonly traces: Int32Array;
  /** Traces with at least one error. */
  readonly errorTraces: Int32Array;
  /** Percentile 95 of trace durations; NaN in an empty bucket. */
  readonly p95: Float64Array;
}

const MS = 1e6;
const MINUTE = 60 * NANOS_PER_SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that people count time in, in nanoseconds: borders then stand on round times. None tells clocks apart. */
const ROUND_WIDTHS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * MS),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * NANOS_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364, 3640, 36_400].map((count) => count * DAY),
];

/** From the first start of a trace to the last, in the narrowest round buckets of which there are at most `mostBuckets`. */
export function computeTimeline({ traces }: Dataset, set: TraceSet, mostBuckets: number): Timeline {
  const [first, last] = findExtremes({ traces }, set);
  const startOf = (trace: TraceIndex): UnixTime => ({
    seconds: traces.originSeconds[trace] ?? 0,
    nanos: traces.originNanos[trace] ?? 0,
  });
  const countOf = (bucketWidth: number): number =>
    Math.floor(nanosBetween(floorTo(startOf(first), bucketWidth), startOf(last)) / bucketWidth) + 1;
  const width = ROUND_WIDTHS.find((round) => countOf(round) <= mostBuckets) ?? ROUND_WIDTHS.at(-1)!;
  const start = floorTo(startOf(first), width);
  const bucketCount = countOf(width);
  const counts = new Int32Array(bucketCount);
  const errorTraces = new Int32Array(bucketCount);

  const bucket = new Int32Array(set.length);
  for (let i = 0; i < set.length; i++) {
    const seconds = traces.originSeconds[set[i]] - start.seconds;
    const nanos = traces.originNanos[set[i]] - start.nanos;
    bucket[i] = Math.floor((seconds * NANOS_PER_SECOND + nanos) / width);
    counts[bucket[i]]++;
    if (traces.errorCount[set[i]] > 0) errorTraces[bucket[i]]++;
  }
  const p95 = percentilePerBucket({ traces }, set, bucket, counts);
  return { start, first: startOf(first), last: startOf(last), width, traces: counts, errorTraces, p95 };
}

/** The last moment not after `time` that is a multiple of `width` since the Unix epoch. */
function floorTo({ seconds, nanos }: UnixTime, width: number): UnixTime {
  if (width < NANOS_PER_SECOND) return { seconds, nanos: nanos - (nanos % width) };
  const whole = width / NANOS_PER_SECOND;
  return { seconds: Math.floor(seconds / whole) * whole, nanos: 0 };
}

function nanosBetween(from: UnixTime, to: UnixTime): number {
  return (to.seconds - from.seconds) * NANOS_PER_SECOND + (to.nanos - from.nanos);
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
