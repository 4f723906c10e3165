import type { Flame } from '../../../core/engine/trace-answers.ts';
import type { TimeScale } from '../time/time-scale.ts';

/** Which part of a flame's breadth lies over how many px, and how many of them a box must be wide to stand on its own. */
export interface FlameScale extends TimeScale {
  readonly grain: number;
}

/** Px that one unit of the flame's breadth takes; 0 on a scale of no length. */
export function pxPerUnit({ start, end, width }: TimeScale): number {
  return end > start ? width / (end - start) : 0;
}

/** The first place of `row` whose box ends at `value` or after it; the row's end where there is none. */
export function firstEndingFrom(
  { byRow, firstInRow, left, width }: Flame,
  row: number,
  value: number,
): number {
  let low = firstInRow[row]!;
  let high = firstInRow[row + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const box = byRow[middle]!;
    if (left[box]! + width[box]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The end of the run of boxes that begins at `first` and is drawn as one: boxes narrower than the grain that begin within
 * the same grain. Grains are counted from 0 of the flame, not of the screen, so that panning moves them and changes
 * nothing; the search gallops, so that a million boxes on one pixel cost twenty steps.
 */
export function endOfRun(flame: Flame, first: number, rowEnd: number, px: number, grain: number): number {
  const { byRow, left, width } = flame;
  const box = byRow[first]!;
  if (width[box]! * px >= grain) return first + 1;
  const edge = (Math.floor((left[box]! * px) / grain) + 1) * grain;
  let low = first + 1;
  let step = 1;
  while (low + step <= rowEnd && left[byRow[low + step - 1]!]! * px < edge) {
    low += step;
    step *= 2;
  }
  let high = Math.min(rowEnd, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (left[byRow[middle]!]! * px < edge) low = middle + 1;
    else high = middle;
  }
  // of boxes side by side only the last to begin here can be wide
  return low > first + 1 && width[byRow[low - 1]!]! * px >= grain ? low - 1 : low;
}

/** What is pointed at: a box, and how many others are drawn on the same grain. */
export interface Pointed {
  readonly box: number;
  readonly moreCount: number;
}

/** What stands at `x` px of `row`, or at most `slack` px from there; null where nothing does. */
export function findPointed(
  flame: Flame,
  row: number,
  scale: FlameScale,
  x: number,
  slack: number,
): Pointed | null {
  const { byRow, firstInRow, left, width } = flame;
  const px = pxPerUnit(scale);
  if (px === 0 || row < 0 || row >= flame.rowCount) return null;
  const value = scale.start + x / px;
  const rowEnd = firstInRow[row + 1]!;
  let place = firstEndingFrom(flame, row, value);
  const gapAfter = place < rowEnd ? (left[byRow[place]!]! - value) * px : Infinity;
  const before = place > firstInRow[row]! ? byRow[place - 1]! : -1;
  const gapBefore = before < 0 ? Infinity : (value - left[before]! - width[before]!) * px;
  if (Math.min(gapBefore, gapAfter) > slack) return null;
  if (gapAfter > 0 && gapBefore < gapAfter) place--;
  return { box: byRow[place]!, moreCount: endOfRun(flame, place, rowEnd, px, scale.grain) - place - 1 };
}
