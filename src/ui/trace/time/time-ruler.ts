import { tickStep } from 'd3';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { lengthOf } from './zoom-window.ts';

export interface Tick {
  /** Nanoseconds, on the scale asked for. */
  readonly time: number;
  readonly label: string;
}

const MINUTE = 60e9;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps people count in from half a minute on, where decimal ones no longer are round. */
const LONG_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE);

const UNITS: readonly (readonly [string, number])[] = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
];

/** About `count` round moments from `start` to `end` (nanoseconds), labelled so that neighbours differ. */
export function listTicks(start: number, end: number, count: number): Tick[] {
  if (!(end > start)) return [{ time: start, label: formatTick(start, 1) }];
  const step = roundStep(start, end, Math.max(1, count));
  return multiples(start, end, step).map((time) => ({ time, label: formatTick(time, step) }));
}

function roundStep(start: number, end: number, count: number): number {
  const step = tickStep(start, end, count);
  if (step < MINUTE / 2) return Math.max(1, step);
  const days = Math.round(tickStep(start / DAY, end / DAY, count));
  return LONG_STEPS.find((long) => long >= step * 0.7) ?? Math.max(1, days) * DAY;
}

function multiples(start: number, end: number, step: number): number[] {
  const times: number[] = [];
  for (let time = Math.ceil(start / step) * step; time <= end; time += step) times.push(time);
  return times;
}

/** `time` with as many decimals as its neighbours `step` away need: "12.31 s"; from a minute on "2 min 30 s". */
export function formatTick(time: number, step: number): string {
  if (time === 0) return '0';
  if (time < 0) return `−${formatTick(-time, step)}`;
  if (time >= MINUTE) return formatLongTick(time, step);
  const [unit, size] = UNITS.find(([, nanos]) => time >= nanos) ?? UNITS.at(-1)!;
  const decimals = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return `${(time / size).toFixed(decimals)}\u202f${unit}`;
}

function formatLongTick(time: number, step: number): string {
  const parts: string[] = [];
  let rest = time;
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
  ] as const) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)}\u202f${unit}`);
    rest %= size;
  }
  if (rest > 0) parts.push(formatTick(rest, step));
  return parts.join(' ');
}

/** Digits of the second (3 to 9) that tell times `step` nanoseconds apart. */
export function clockDigits(step: number): number {
  return Math.max(3, Math.min(9, Math.ceil(9 - Math.log10(step))));
}

/** "120.0 ms to 480.0 ms", as exact as a thousandth of the window. */
export function formatWindow(window: TimeWindow): string {
  return `${formatEdge(window, window.from)} to ${formatEdge(window, window.to)}`;
}

/** A time with as many digits as tell it from another a thousandth of the window away. */
export function formatEdge(window: TimeWindow, time: number): string {
  return formatTick(time, Math.max(1, lengthOf(window) / 1000));
}
