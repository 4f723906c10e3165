import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3';
import { formatDuration } from '../parts/format.ts';

/** Nanoseconds to px. */
export type DurationScale = ScaleContinuousNumeric<number, number>;

/** A round duration on an axis. */
interface DurationTick {
  readonly nanos: number;
  /** px. */
  readonly at: number;
  readonly label: string;
}

const MINUTE = 60e9;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Durations people count in, ascending, and how round each is: 0 the roundest. */
const ROUND: readonly (readonly [nanos: number, rank: 0 | 1 | 2])[] = [
  ...Array.from({ length: 10 }, (_, power) => 10 ** power).flatMap(
    (unit) =>
      [
        [unit, 0],
        [2 * unit, 2],
        [5 * unit, 1],
      ] as const,
  ),
  [10e9, 0],
  [20e9, 2],
  [30e9, 1],
  [MINUTE, 0],
  [2 * MINUTE, 2],
  [5 * MINUTE, 1],
  [10 * MINUTE, 0],
  [20 * MINUTE, 2],
  [30 * MINUTE, 1],
  [HOUR, 0],
  [3 * HOUR, 2],
  [6 * HOUR, 1],
  [12 * HOUR, 2],
  [DAY, 0],
  [2 * DAY, 2],
  [5 * DAY, 1],
  [10 * DAY, 0],
  [30 * DAY, 1],
  [100 * DAY, 0],
];

/** A scale of durations from `from` to `to` (nanoseconds); what lies outside stays at the edge. A log scale begins above 0. */
export function durationScale(
  kind: 'linear' | 'log',
  [from, to]: readonly [number, number],
  range: readonly [number, number],
): DurationScale {
  const scale = kind === 'log' ? scaleLog() : scaleLinear();
  const domain =
    kind === 'log' ? [Math.max(1, from), Math.max(10, from * 10, to)] : [from, Math.max(from + 1, to)];
  return scale.domain(domain).range(range).clamp(true);
}

/** Round durations on the scale, at least `gap` px apart: of two too close the rounder one stays. */
export function listDurationTicks(kind: 'linear' | 'log', scale: DurationScale, gap: number): DurationTick[] {
  return kind === 'log' ? logTicks(scale, gap) : linearTicks(scale, gap);
}

function logTicks(scale: DurationScale, gap: number): DurationTick[] {
  const [from = 0, to = 0] = scale.domain();
  const kept: DurationTick[] = [];
  for (const rank of [0, 1, 2]) {
    const ticks = ROUND.flatMap(([nanos, its]) =>
      its === rank && nanos >= from && nanos <= to ? [tickAt(scale, nanos)] : [],
    );
    // all of a rank or none of it: a regular pattern reads faster than a dense one
    const isRoomy = ticks.every((tick) =>
      [...kept, ...ticks].every((other) => other === tick || Math.abs(other.at - tick.at) >= gap),
    );
    if (isRoomy) kept.push(...ticks);
    else if (kept.length === 0) kept.push(...thinned(ticks, gap));
    else break;
  }
  return kept.toSorted((a, b) => a.nanos - b.nanos);
}

function thinned(ticks: readonly DurationTick[], gap: number): DurationTick[] {
  const kept: DurationTick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (!last || Math.abs(tick.at - last.at) >= gap) kept.push(tick);
  }
  return kept;
}

function linearTicks(scale: DurationScale, gap: number): DurationTick[] {
  const [from = 0, to = 0] = scale.domain();
  const [start = 0, end = 0] = scale.range();
  const least = ((to - from) * gap) / Math.max(1, Math.abs(end - start));
  const step = ROUND.find(([nanos]) => nanos >= least)?.[0] ?? Math.ceil(least / DAY) * DAY;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) =>
    tickAt(scale, (first + i) * step),
  );
}

function tickAt(scale: DurationScale, nanos: number): DurationTick {
  return { nanos, at: scale(nanos), label: nanos === 0 ? '0' : formatDuration(nanos) };
}
