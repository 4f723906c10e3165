import { xOf, type TimeScale } from '../time/time-scale.ts';

/** Where a span stands on its lane, in px. */
export interface Bar {
  readonly x: number;
  /** At least `MIN_BAR`. */
  readonly width: number;
  /** On which side of the window all of the span lies, if it does. */
  readonly beyond: 'before' | 'after' | null;
}

/** A span of no length is still seen. */
const MIN_BAR = 2;

/** Marks with less px between them are one mark. */
const MIN_MARK_GAP = 2;

/** The bar of a span, clipped at the scale's ends. */
export function placeBar(scale: TimeScale, start: number, duration: number): Bar {
  const { width } = scale;
  const left = clamp(xOf(scale, start), 0, width);
  const right = clamp(xOf(scale, start + duration), 0, width);
  const beyond = start + duration < scale.start ? 'before' : start > scale.end ? 'after' : null;
  const length = Math.max(MIN_BAR, right - left);
  return { x: clamp(left, 0, Math.max(0, width - length)), width: length, beyond };
}

/** Where the text beside a bar stands; `side: 'over'` where neither side has room for it. */
export interface LabelPlace {
  /** Px from the lane's left to where the text begins, or else ends, whatever its width then is. */
  readonly x: number;
  readonly side: 'right' | 'left' | 'over';
}

const LABEL_GAP = 6;

/** The place for a label about `labelWidth` px wide: right of the bar, else left of it, else over its end. */
export function placeLabel(bar: Bar, labelWidth: number, width: number): LabelPlace {
  const right = bar.x + bar.width + LABEL_GAP;
  if (right + labelWidth <= width) return { x: right, side: 'right' };
  const left = bar.x - LABEL_GAP;
  if (left >= labelWidth) return { x: left, side: 'left' };
  return { x: Math.max(labelWidth, Math.min(bar.x + bar.width, width) - LABEL_GAP), side: 'over' };
}

/** Stretches of time, ascending, as [from, to, from, to, …] in px; those that touch on the screen are one. */
export function listRuns(
  scale: TimeScale,
  stretches: Iterable<readonly [start: number, end: number]>,
): number[] {
  const runs: number[] = [];
  for (const [start, end] of stretches) {
    if (end < scale.start || start > scale.end) continue;
    const from = clamp(xOf(scale, start), 0, scale.width);
    const to = Math.max(from + 1, clamp(xOf(scale, end), 0, scale.width));
    const last = runs.length - 1;
    if (last > 0 && from - runs[last]! < 1) runs[last] = Math.max(runs[last]!, to);
    else runs.push(from, to);
  }
  return runs;
}

/** Marks as [from, to, from, to, …] in px, ascending. */
export type Marks = readonly number[];

/** A lone mark is this wide, in px. */
const MARK_WIDTH = 1.5;

/** Moments within the scale as marks: those too close to be told apart are one, as wide as they spread. NaN is no moment. */
export function listMarks(scale: TimeScale, times: Float64Array): Marks {
  const marks: number[] = [];
  for (const time of times.toSorted()) {
    if (!(time >= scale.start && time <= scale.end)) continue;
    const from = xOf(scale, time) - MARK_WIDTH / 2;
    const last = marks.length - 1;
    if (last > 0 && from - marks[last]! < MIN_MARK_GAP) marks[last] = from + MARK_WIDTH;
    else marks.push(from, from + MARK_WIDTH);
  }
  return marks;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
