import { scaleLinear, scaleTime, scaleUtc } from 'd3';
import type { Timeline } from '../../core/engine/protocol.ts';
import type { UnixTime } from '../../core/model/units.ts';
import { addNanos, formatClock, formatDate, formatDuration, type TimeZone } from '../parts/format.ts';

/** A mark on an axis: where, in px, and what it says. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Where everything of the timeline stands, in px of the plot: x from the left, y from the top. */
export interface TimelineScale {
  readonly bucketWidth: number;
  readonly x: (bucket: number) => number;
  readonly yOfCount: (count: number) => number;
  readonly yOfDuration: (nanos: number) => number;
  readonly countTicks: readonly Tick[];
  readonly durationTicks: readonly Tick[];
}

export function scaleTimeline(timeline: Timeline, width: number, height: number): TimelineScale {
  const bucketCount = timeline.traces.length;
  const bucketWidth = width / Math.max(1, bucketCount);
  const yOfCount = scaleLinear([0, Math.max(1, largestOf(timeline.traces))], [height, 0]).nice(3);
  const longest = largestOf(timeline.p95);
  const unit = unitOf(longest);
  const yOfUnits = scaleLinear([0, Math.max(longest, 1) / unit], [height, 0]).nice(3);
  return {
    bucketWidth,
    x: (bucket) => bucket * bucketWidth,
    yOfCount,
    yOfDuration: (nanos) => yOfUnits(nanos / unit),
    countTicks: yOfCount
      .ticks(3)
      .filter(Number.isInteger)
      .map((count) => ({ at: yOfCount(count), text: String(count) })),
    durationTicks: yOfUnits
      .ticks(3)
      .map((units) => ({ at: yOfUnits(units), text: units === 0 ? '0' : formatDuration(units * unit) })),
  };
}

/** The largest unit not above `nanos`, so that ticks are round in the unit they are written in. */
function unitOf(nanos: number): number {
  return [86_400e9, 3600e9, 60e9, 1e9, 1e6, 1e3].find((unit) => nanos >= unit) ?? 1;
}

/** NaN counts as nothing; of none, 0. */
function largestOf(values: Int32Array | Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

/** Below this, in ms, clock times tell nothing apart, and the axis counts from its start. */
const SHORTEST_CLOCK = 20;
const TICK_WIDTH = 90;

/** Ticks at round times of the zone. */
export function timeTicks({ start, width: bucket, traces }: Timeline, width: number, zone: TimeZone): Tick[] {
  const length = (bucket * traces.length) / 1e6;
  const count = Math.max(2, Math.floor(width / TICK_WIDTH));
  if (length < SHORTEST_CLOCK) {
    const scale = scaleLinear([0, length * 1e6], [0, width]);
    return scale.ticks(count).map((nanos) => ({ at: scale(nanos), text: `+${formatDuration(nanos)}` }));
  }
  const from = start.seconds * 1000 + start.nanos / 1e6;
  const scale = (zone === 'utc' ? scaleUtc : scaleTime)([from, from + length], [0, width]);
  return scale.ticks(count).map((date) => ({ at: scale(date), text: tickText(date, length / count, zone) }));
}

/** As much of the time as tells ticks `step` ms apart. */
function tickText(date: Date, step: number, zone: TimeZone): string {
  const time: UnixTime = { seconds: Math.floor(date.getTime() / 1000), nanos: (date.getTime() % 1000) * 1e6 };
  if (step >= 20 * 3_600_000) return formatDate(time, zone);
  if (step < 1000) return formatClock(time, zone, 3);
  const clock = formatClock(time, zone, 0);
  return step >= 60_000 ? clock.slice(0, 5) : clock;
}

/** "14:05:00 to 14:05:30", the times of a bucket; with dates where the timeline spans days. */
export function describeBucket({ start, width, traces }: Timeline, bucket: number, zone: TimeZone): string {
  const digits = width >= 1e9 ? 0 : width >= 1e6 ? 3 : 6;
  const isDays = width * traces.length > 20 * 3600e9;
  const [from, to] = [bucket, bucket + 1].map((at) => {
    const time = addNanos(start, at * width);
    return isDays
      ? `${formatDate(time, zone)} ${formatClock(time, zone, digits)}`
      : formatClock(time, zone, digits);
  });
  return `${from} to ${to}`;
}
