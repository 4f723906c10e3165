import { percentileRank } from '../lib/quantile.ts';
import { select } from '../lib/select.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { SiblingGrouping } from './sibling-groups.ts';
import type { SliceColumns, TraceSlice } from './trace-slice.ts';

/**
 * Groups of like siblings, measured: columns of equal length, by group, times in nanoseconds. Unfinished spans count as
 * members, and their starts do; they have no duration, so that they are in nothing else.
 */
export interface SiblingStatistics {
  readonly count: Int32Array;
  readonly errorCount: Int32Array;
  /** Members with a duration. */
  readonly finishedCount: Int32Array;
  /** From the first start to the last end. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Of the durations. */
  readonly sum: Float64Array;
  /** Time during which at least one ran. */
  readonly wall: Float64Array;
  readonly min: Float64Array;
  readonly median: Float64Array;
  readonly max: Float64Array;
  /** The most that ran at the same time; 1 where they touch at most. */
  readonly concurrency: Int32Array;
}

/** Measures each group. O(n log n) where members end in another order than they start, else linear. */
export function measureSiblings({ columns }: TraceSlice, grouping: SiblingGrouping): SiblingStatistics {
  const meter = new GroupMeter(columns, grouping);
  for (let group = 0; group < grouping.first.length - 1; group++) meter.measure(group);
  return meter.statistics;
}

class GroupMeter {
  readonly statistics: SiblingStatistics;
  readonly #columns: SliceColumns;
  readonly #grouping: SiblingGrouping;
  // Of the group at hand: how long members took, and when those of some length began, in order, and ended.
  readonly #durations: Float64Array;
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;

  constructor(columns: SliceColumns, grouping: SiblingGrouping) {
    const { first } = grouping;
    const groupCount = first.length - 1;
    const counts = (): Int32Array => new Int32Array(groupCount);
    const times = (): Float64Array => new Float64Array(groupCount);
    let largest = 0;
    for (let group = 0; group < groupCount; group++)
      largest = Math.max(largest, first[group + 1] - first[group]);
    this.#columns = columns;
    this.#grouping = grouping;
    this.#durations = new Float64Array(largest);
    this.#starts = new Float64Array(largest);
    this.#ends = new Float64Array(largest);
    this.statistics = {
      count: counts(),
      errorCount: counts(),
      finishedCount: counts(),
      start: times(),
      end: times(),
      sum: times(),
      wall: times(),
      min: times(),
      median: times(),
      max: times(),
      concurrency: counts(),
    };
  }

  measure(group: number): void {
    const { start, duration, status, flags } = this.#columns;
    const { first, member } = this.#grouping;
    const [durations, starts, ends] = [this.#durations, this.#starts, this.#ends];
    let [finished, lasting, errors, sum, lastEnd] = [0, 0, 0, 0, -Infinity];
    for (let at = first[group]; at < first[group + 1]; at++) {
      const span = member[at];
      const time = duration[span];
      const end = start[span] + time;
      lastEnd = Math.max(lastEnd, end);
      if (status[span] === StatusCode.ERROR) errors++;
      if (flags[span] & SpanFlag.UNFINISHED) continue;
      sum += time;
      durations[finished++] = time;
      if (time === 0) continue;
      starts[lasting] = start[span];
      ends[lasting++] = end;
    }
    const { statistics } = this;
    statistics.count[group] = first[group + 1] - first[group];
    statistics.errorCount[group] = errors;
    statistics.finishedCount[group] = finished;
    statistics.start[group] = start[member[first[group]]];
    statistics.end[group] = lastEnd;
    statistics.sum[group] = sum;
    this.#spread(group, finished);
    this.#sweep(group, lasting);
  }

  #spread(group: number, count: number): void {
    if (count === 0) return;
    const durations = this.#durations.subarray(0, count);
    const { min, median, max } = this.statistics;
    const middle = percentileRank(count, 50);
    min[group] = select(durations, 0);
    median[group] = select(durations, middle);
    max[group] = select(durations, count - 1, middle);
  }

  /**
   * How many ran when:
   *
   *     members   |------|     |---|
   *                   |------|
   *     running   1   2  1   0 1   0
   */
  #sweep(group: number, count: number): void {
    const [starts, ends] = [this.#starts, this.#ends];
    if (!isAscending(ends, count)) ends.subarray(0, count).sort();
    let [running, most, since, wall] = [0, 1, 0, 0];
    for (let begun = 0, ended = 0; ended < count;) {
      if (begun < count && starts[begun] < ends[ended]) {
        if (running === 0) since = starts[begun];
        begun++;
        running++;
        most = Math.max(most, running);
      } else {
        running--;
        if (running === 0) wall += ends[ended] - since;
        ended++;
      }
    }
    this.statistics.wall[group] = wall;
    this.statistics.concurrency[group] = most;
  }
}

function isAscending(values: Float64Array, count: number): boolean {
  for (let at = 1; at < count; at++) if (values[at] < values[at - 1]) return false;
  return true;
}
