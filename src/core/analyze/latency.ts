import { percentileOf } from '../lib/quantile.ts';
import type { Dataset } from '../model/dataset.ts';
import type { ServiceIndex } from '../model/units.ts';
import { groupDurations, type GroupedDurations } from './duration-statistics.ts';
import { serviceOfSpans } from './services.ts';
import type { TraceSet } from './trace-set.ts';

/** How wide buckets are: all the same, or each a fixed factor wider than the one before. */
export type LatencyScale = 'linear' | 'log';

/** The latency of some services, side by side: durations in nanoseconds. */
export interface LatencyDistributions {
  /** Bucket borders shared by all services, ascending, one more than buckets; a bucket begins at its lower border. */
  readonly borders: Float64Array;
  readonly distributions: readonly LatencyDistribution[];
}

interface LatencyDistribution {
  readonly service: ServiceIndex;
  /** Spans with a duration, as in `DurationStatistics`. */
  readonly finishedCount: number;
  /** Spans per bucket; sums to `finishedCount`. On a log scale the first bucket also has what is shorter, down to 0. */
  readonly histogram: Int32Array;
  /** Durations at each of `percentiles`, as `percentileOf` defines. */
  readonly curve: Float64Array;
  readonly percentiles: Float64Array;
}

/** 0 to 99 in steps of 1, then to 100 in steps of 0.1: the tail is where a latency curve bends. */
const PERCENTILES = Float64Array.from({ length: 110 }, (_, i) => (i < 99 ? i : 99 + (i - 99) / 10));
/** A bucket is 1.26 times as wide as the one before: ten per factor of ten put borders on 1 ms, 10 ms, 100 ms. */
const BUCKETS_PER_DECADE = 10;
/** Linear buckets are 1, 2 or 5 times a power of ten wide, the narrowest of these with at most this many buckets. */
const LINEAR_BUCKETS = 50;

/** The latency distribution of each of `services`, over the traces of `set`. */
export function measureLatency(
  dataset: Dataset,
  set: TraceSet,
  services: readonly ServiceIndex[],
  scale: LatencyScale,
): LatencyDistributions {
  const grouped = groupDurations(dataset, set, serviceOfSpans(dataset), dataset.services.length);
  const sorted = services.map((service) => durationsOf(grouped, service).sort());
  const borders = scale === 'log' ? logBorders(sorted) : linearBorders(sorted);
  return {
    borders,
    distributions: services.map((service, at) => ({
      service,
      finishedCount: sorted[at].length,
      histogram: countBuckets(sorted[at], borders),
      curve: PERCENTILES.map((p) => percentileOf(sorted[at], p)),
      percentiles: PERCENTILES.slice(),
    })),
  };
}

function durationsOf({ offset, durations }: GroupedDurations, service: ServiceIndex): Float64Array {
  return durations.subarray(offset[service], offset[service + 1]);
}

/** From the power of ten at or below the shortest duration above 0 to one above the longest. */
function logBorders(sorted: readonly Float64Array[]): Float64Array {
  const shortest = sorted.reduce((least, durations) => Math.min(least, firstPositive(durations)), Infinity);
  const from = Math.floor(Math.log10(shortest === Infinity ? 1 : shortest));
  const to = Math.floor(Math.log10(Math.max(1, longestOf(sorted))) * BUCKETS_PER_DECADE) + 1;
  const count = to - from * BUCKETS_PER_DECADE;
  return Float64Array.from({ length: count + 1 }, (_, i) => 10 ** (from + i / BUCKETS_PER_DECADE));
}

/** From 0 to above the longest duration. */
function linearBorders(sorted: readonly Float64Array[]): Float64Array {
  const longest = Math.max(1, longestOf(sorted));
  const rough = longest / (LINEAR_BUCKETS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  return Float64Array.from({ length: Math.floor(longest / width) + 2 }, (_, i) => i * width);
}

function longestOf(sorted: readonly Float64Array[]): number {
  return sorted.reduce((most, durations) => Math.max(most, durations.at(-1) ?? 0), 0);
}

function firstPositive(sorted: Float64Array): number {
  return sorted.find((duration) => duration > 0) ?? Infinity;
}

/** How many of `sorted` lie in each bucket: both are ascending, so one pass does. */
function countBuckets(sorted: Float64Array, borders: Float64Array): Int32Array {
  const histogram = new Int32Array(borders.length - 1);
  let bucket = 0;
  for (let i = 0; i < sorted.length; i++) {
    while (bucket < histogram.length - 1 && sorted[i] >= borders[bucket + 1]) bucket++;
    histogram[bucket]++;
  }
  return histogram;
}
