import { percentileRank } from '../lib/quantile.ts';
import { select } from '../lib/select.ts';
import type { Dataset, SpanColumn } from '../model/dataset.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { SpanForest } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import { forEachRange, type TraceSet } from './trace-set.ts';

/**
 * How the durations of some spans are spread, in nanoseconds. Unfinished spans count but have no duration: all about
 * durations rests on the others.
 */
export interface DurationStatistics {
  readonly count: number;
  /** Spans with a duration: the n of mean, percentiles and maximum. */
  readonly finishedCount: number;
  readonly errorCount: number;
  /** errorCount ÷ count, 0 to 1. */
  readonly errorRate: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The durations of spans sorted into groups; those of group `g` are `durations[offset[g] .. offset[g + 1]]`, unsorted. */
export interface GroupedDurations {
  /** By group: spans, with those that have no duration. */
  readonly count: Int32Array;
  /** By group: spans with status ERROR. */
  readonly errorCount: Int32Array;
  readonly offset: Int32Array;
  /** In nanoseconds. */
  readonly durations: Float64Array;
}

/** A span without a group. */
export const NO_GROUP = -1;

/** The durations of the spans of `set` by group: `group` says which, below `groupCount` or `NO_GROUP`. */
export function groupDurations(
  dataset: Dataset,
  set: TraceSet,
  group: SpanColumn<number>,
  groupCount: number,
): GroupedDurations {
  return gather(dataset, (visit) => forEachRange(dataset, set, visit), group, groupCount);
}

/** The durations of all spans of a forest by group, as `groupDurations`. */
export function groupAllDurations(
  forest: SpanForest,
  group: SpanColumn<number>,
  groupCount: number,
): GroupedDurations {
  const end = forest.spans.length as SpanIndex;
  return gather(forest, (visit) => visit(0 as SpanIndex, end), group, groupCount);
}

function gather(
  { spans }: SpanForest,
  forEach: (visit: (from: SpanIndex, to: SpanIndex) => void) => void,
  group: SpanColumn<number>,
  groupCount: number,
): GroupedDurations {
  const { duration, status, flags } = spans;
  const count = new Int32Array(groupCount);
  const errorCount = new Int32Array(groupCount);
  const offset = new Int32Array(groupCount + 1);
  forEach((from, to) => {
    for (let span = from; span < to; span++) {
      const own = group[span];
      if (own === NO_GROUP) continue;
      count[own]++;
      if (status[span] === StatusCode.ERROR) errorCount[own]++;
      if (!(flags[span] & SpanFlag.UNFINISHED)) offset[own + 1]++;
    }
  });
  for (let own = 0; own < groupCount; own++) offset[own + 1] += offset[own];
  const durations = new Float64Array(offset[groupCount]);
  const next = offset.slice(0, groupCount);
  forEach((from, to) => {
    for (let span = from; span < to; span++) {
      const own = group[span];
      if (own !== NO_GROUP && !(flags[span] & SpanFlag.UNFINISHED)) durations[next[own]++] = duration[span];
    }
  });
  return { count, errorCount, offset, durations };
}

/** Statistics of each group, in order of group. Exact percentiles by selection; reorders `durations` within the groups. */
export function measureGroups({
  count,
  errorCount,
  offset,
  durations,
}: GroupedDurations): DurationStatistics[] {
  return Array.from(count, (spanCount, group) => ({
    count: spanCount,
    finishedCount: offset[group + 1] - offset[group],
    errorCount: errorCount[group],
    errorRate: spanCount === 0 ? 0 : errorCount[group] / spanCount,
    ...measureDurations(durations.subarray(offset[group], offset[group + 1])),
  }));
}

/** What can be said of durations alone; 0 throughout where there are none. Reorders them. */
export function measureDurations(
  durations: Float64Array,
): Omit<DurationStatistics, 'count' | 'finishedCount' | 'errorCount' | 'errorRate'> {
  const n = durations.length;
  if (n === 0) return { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, max: 0 };
  let total = 0;
  for (let i = 0; i < n; i++) total += durations[i];
  // Each selection leaves everything below its rank to the left: the next, of a higher rank, looks to the right only.
  let from = 0;
  const percentile = (p: number): number => {
    const rank = percentileRank(n, p);
    const value = select(durations, rank, from);
    from = rank;
    return value;
  };
  const [p50, p90, p95, p99, max] = [50, 90, 95, 99, 100].map(percentile);
  return { mean: total / n, p50, p90, p95, p99, max };
}
