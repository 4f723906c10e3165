import { scaleLinear, scaleTime, scaleUtc } from 'd3';
import type { Timeline } from '../../core/engine/protocol.ts';
import { addNanos, type UnixTime } from '../../core/model/units.ts';
import { formatClock, formatDate, formatDuration, type TimeZone } from '../parts/format.ts';

/** A mark on an axis: where, in px, and what it says. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** A vertical axis from `top` (the largest value) to `bottom` (0), in px. */
export interface Lane {
  readonly top: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
  readonly ticks: readonly Tick[];
}

/** From 0 to the most traces in a bucket. */
export function countLane(counts: Int32Array, top: number, bottom: number): Lane {
  const y = scaleLinear([0, Math.max(1, largestOf(counts))], [bottom, top]).nice(3);
  const ticks = y.ticks(3).filter(Number.isInteger);
  return { top, bottom, y, ticks: ticks.map((count) => ({ at: y(count), text: String(count) })) };
}

/** From 0 to the longest of `durations`, in nanoseconds; ticks are round in the unit they are written in. */
export function durationLane(durations: Float64Array, top: number, bottom: number): Lane {
  const longest = Math.max(1, largestOf(durations));
  const unit = UNITS.find((size) => longest >= size) ?? 1;
  const y = scaleLinear([0, longest / unit], [bottom, top]).nice(2);
  const ticks = y
    .ticks(2)
    .map((units) => ({ at: y(units), text: units === 0 ? '0' : formatDuration(units * unit) }));
  return { top, bottom, y: (nanos) => y(nanos / unit), ticks };
}

const UNITS = [86_400e9, 3600e9, 60e9, 1e9, 1e6, 1e3];

/** NaN counts as nothing; of none, 0. */
function largestOf(values: Int32Array | Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

/** Below this, in ms, clock times tell nothing apart, and the axis counts from its start. */
const SHORTEST_CLOCK = 20;
/** Room for a time and a gap, in px. */
const TICK_WIDTH = 76;
/** Width of a character of a tick, in px: those of the widest fonts in use have about seven. */
const CHARACTER_WIDTH = 7;
const TEXT_GAP = 8;

/** Ticks at round times of the zone, as many as there is room for. */
export function timeTicks({ start, width: bucket, traces }: Timeline, width: number, zone: TimeZone): Tick[] {
  const length = (bucket * traces.length) / 1e6;
  const most = Math.max(2, Math.floor(width / TICK_WIDTH));
  if (length < SHORTEST_CLOCK) {
    const scale = scaleLinear([0, length * 1e6], [0, width]);
    return scale.ticks(most / 2).map((nanos) => ({ at: scale(nanos), text: `+${formatDuration(nanos)}` }));
  }
  const from = start.seconds * 1000 + start.nanos / 1e6;
  const scale = (zone === 'utc' ? scaleUtc : scaleTime)([from, from + length], [0, width]);
  // ticks(n) gives up to twice n
  const dates = scale.ticks(most).length <= most ? scale.ticks(most) : scale.ticks(most / 2);
  const step = length / Math.max(1, dates.length);
  return thinOut(
    dates.map((date) => ({ at: scale(date), text: tickText(date, step, zone) })),
    width,
  );
}

/** Every tick, or every second, or every fourth …: as many as have texts that stand apart on an axis of `width` px. */
function thinOut(ticks: readonly Tick[], width: number): Tick[] {
  let kept = [...ticks];
  const isCrowded = (tick: Tick, i: number): boolean =>
    i > 0 &&
    centreOf(tick, width) - centreOf(kept[i - 1]!, width) < tick.text.length * CHARACTER_WIDTH + TEXT_GAP;
  while (kept.some(isCrowded)) kept = kept.filter((_, i) => i % 2 === 0);
  return kept;
}

/** Where the middle of a tick's text stands, in px: over the tick, unless it would stick out of an axis of `width` px. */
export function centreOf({ at, text }: Tick, width: number): number {
  const half = (text.length * CHARACTER_WIDTH) / 2;
  return Math.max(half, Math.min(width - half, at));
}

/** As much of the time as tells ticks about `step` ms apart. */
function tickText(date: Date, step: number, zone: TimeZone): string {
  const ms = date.getTime();
  const time: UnixTime = { seconds: Math.floor(ms / 1000), nanos: (ms - Math.floor(ms / 1000) * 1000) * 1e6 };
  if (step >= 20 * 3_600_000) return formatDate(time, zone);
  if (step < 950) return formatClock(time, zone, 3);
  const clock = formatClock(time, zone, 0);
  return step >= 55_000 ? clock.slice(0, 5) : clock;
}

/** "14:05:00 to 14:05:30", the times of a bucket; with dates where the timeline spans days. */
export function describeBucket({ start, width, traces }: Timeline, bucket: number, zone: TimeZone): string {
  const digits = width >= 1e9 ? 0 : 3;
  const isDays = width * traces.length > 20 * 3600e9;
  const [from, to] = [bucket, bucket + 1].map((at) => {
    const time = addNanos(start, at * width);
    const clock = formatClock(time, zone, digits);
    return isDays ? `${formatDate(time, zone)} ${clock}` : clock;
  });
  return `${from} to ${to}`;
}
