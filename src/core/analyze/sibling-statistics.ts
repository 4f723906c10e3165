import { withRoom } from '../lib/growable.ts';
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
  const { first, member } = grouping;
  const groupCount = first.length - 1;
  const meter = new GroupMeter(columns, groupCount);
  for (let group = 0; group < groupCount; group++)
    meter.measure(group, member.subarray(first[group], first[group + 1]));
  return meter.statistics;
}

class GroupMeter {
  readonly statistics: SiblingStatistics;
  readonly #columns: SliceColumns;
  // Of the group at hand: members with a duration, and where those of some length begin, in order, and end.
  #durations = new Float64Array(0);
  #starts = new Float64Array(0);
  #ends = new Float64Array(0);

  constructor(columns: SliceColumns, groupCount: number) {
    const counts = (): Int32Array => new Int32Array(groupCount);
    const times = (): Float64Array => new Float64Array(groupCount);
    this.#columns = columns;
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

  /** `members` in order of start. */
  measure(group: number, members: Int32Array): void {
    const { start, duration, status, flags } = this.#columns;
    this.#makeRoom(members.length);
    let [finished, lasting, errors, sum, lastEnd] = [0, 0, 0, 0, -Infinity];
    for (const span of members) {
      const end = start[span] + duration[span];
      lastEnd = Math.max(lastEnd, end);
      if (status[span] === StatusCode.ERROR) errors++;
      if (flags[span] & SpanFlag.UNFINISHED) continue;
      sum += duration[span];
      this.#durations[finished++] = duration[span];
      if (duration[span] === 0) continue;
      this.#starts[lasting] = start[span];
      this.#ends[lasting++] = end;
    }
    const { statistics } = this;
    statistics.count[group] = members.length;
    statistics.errorCount[group] = errors;
    statistics.finishedCount[group] = finished;
    statistics.start[group] = start[members[0]];
    statistics.end[group] = lastEnd;
    statistics.sum[group] = sum;
    this.#spread(group, finished);
    this.#sweep(group, lasting);
  }

  #spread(group: number, count: number): void {
    if (count === 0) return;
    const durations = this.#durations.subarray(0, count);
    const { min, median, max } = this.statistics;
    min[group] = select(durations, 0);
    median[group] = select(durations, percentileRank(count, 50));
    max[group] = select(durations, count - 1);
  }

  /**
   * How many ran when:
   *
   *     members   |------|     |---|
   *                   |------|
   *     running   1   2  1   0 1   0
   */
  #sweep(group: number, count: number): void {
    const starts = this.#starts;
    const ends = this.#ends;
    const { wall, concurrency } = this.statistics;
    if (!isAscending(ends, count)) ends.subarray(0, count).sort();
    let running = 0;
    let since = 0;
    concurrency[group] = 1;
    for (let begun = 0, ended = 0; ended < count;) {
      if (begun < count && starts[begun] < ends[ended]) {
        if (running === 0) since = starts[begun];
        begun++;
        running++;
        concurrency[group] = Math.max(concurrency[group], running);
      } else {
        running--;
        if (running === 0) wall[group] += ends[ended] - since;
        ended++;
      }
    }
  }

  #makeRoom(count: number): void {
    this.#durations = withRoom(this.#durations, count);
    this.#starts = withRoom(this.#starts, count);
    this.#ends = withRoom(this.#ends, count);
  }
}

function isAscending(values: Float64Array, count: number): boolean {
  for (let at = 1; at < count; at++) if (values[at] < values[at - 1]) return false;
  return true;
}
