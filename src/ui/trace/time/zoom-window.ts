import type { TimeWindow } from '../../../core/engine/trace-answers.ts';

/** What a window is kept to. Nanoseconds. */
export interface ZoomLimits {
  /** All that can be in sight. */
  readonly bounds: TimeWindow;
  /** The shortest window; the bounds may be shorter. */
  readonly least: number;
}

/** Room left and right of a stretch that is fitted, as a share of it. */
const FIT_MARGIN = 0.05;

/** Nanoseconds from the beginning of the window to its end. */
export function lengthOf({ from, to }: TimeWindow): number {
  return to - from;
}

export function isSameWindow(a: TimeWindow, b: TimeWindow): boolean {
  return a.from === b.from && a.to === b.to;
}

/** The window nearest to `window` that the limits allow: of its length where there is room, around its middle where not. */
export function keepWithin(window: TimeWindow, { bounds, least }: ZoomLimits): TimeWindow {
  const length = Math.max(lengthOf(window), Math.min(least, lengthOf(bounds)));
  if (!(length < lengthOf(bounds))) return bounds; // nor is it where an end is not a number
  const from = window.from - (length - lengthOf(window)) / 2;
  if (from < bounds.from) return { from: bounds.from, to: bounds.from + length };
  if (from + length > bounds.to) return { from: bounds.to - length, to: bounds.to };
  return length === lengthOf(window) ? window : { from, to: from + length };
}

/**
 * The window seen `factor` times as close (below 1: from farther away), with `time` where it was:
 *
 *     window   [-----t---------------]
 *     factor 3      [t-----]
 */
export function zoomAround(window: TimeWindow, time: number, factor: number, limits: ZoomLimits): TimeWindow {
  const most = lengthOf(limits.bounds);
  const length = Math.min(most, Math.max(Math.min(limits.least, most), lengthOf(window) / factor));
  const ratio = lengthOf(window) > 0 ? length / lengthOf(window) : 1;
  const from = time - (time - window.from) * ratio;
  return keepWithin({ from, to: from + length }, limits);
}

/** The window `nanos` later (below 0: earlier), as far as there is time to see. */
export function panBy(window: TimeWindow, nanos: number, limits: ZoomLimits): TimeWindow {
  return keepWithin({ from: window.from + nanos, to: window.to + nanos }, limits);
}

/** The window with a little room around `stretch`. */
export function fitWindow(stretch: TimeWindow, limits: ZoomLimits): TimeWindow {
  const margin = lengthOf(stretch) * FIT_MARGIN;
  const from = Math.max(limits.bounds.from, stretch.from - margin);
  const to = Math.min(limits.bounds.to, stretch.to + margin);
  return keepWithin({ from, to }, limits);
}

/** The window with its beginning at `from`, and at least as long as is allowed; its end stays. */
export function moveStart(window: TimeWindow, from: number, { bounds, least }: ZoomLimits): TimeWindow {
  const latest = window.to - Math.min(least, lengthOf(window));
  return { from: Math.max(bounds.from, Math.min(from, latest)), to: window.to };
}

/** The window with its end at `to`, and at least as long as is allowed; its beginning stays. */
export function moveEnd(window: TimeWindow, to: number, { bounds, least }: ZoomLimits): TimeWindow {
  const earliest = window.from + Math.min(least, lengthOf(window));
  return { from: window.from, to: Math.min(bounds.to, Math.max(to, earliest)) };
}

/** A time, and where it is to stand in px. */
type Pin = readonly [x: number, time: number];

/**
 * The window over `width` px in which two times stand where they are pinned, as two fingers hold them. Fingers that stand
 * on one another, or have passed, count as a px apart.
 */
export function windowOver(width: number, a: Pin, b: Pin): TimeWindow {
  const [[leftX, leftTime], [rightX, rightTime]] = a[1] <= b[1] ? [a, b] : [b, a];
  const nanosPerPx = (rightTime - leftTime) / Math.max(1, rightX - leftX);
  const from = leftTime - leftX * nanosPerPx;
  return { from, to: from + width * nanosPerPx };
}

/** The window in round numbers, less than a ten-thousandth of its length away: short in a link, and no px off. */
export function roundWindow(window: TimeWindow): TimeWindow {
  const step = roundingOf(window);
  return { from: Math.round(window.from / step) * step, to: Math.round(window.to / step) * step };
}

/** Whether the windows differ by no more than rounding them twice, there and back, can make them differ. */
export function isNearlySame(a: TimeWindow, b: TimeWindow): boolean {
  const most = 2 * roundingOf(b);
  return Math.abs(a.from - b.from) <= most && Math.abs(a.to - b.to) <= most;
}

function roundingOf(window: TimeWindow): number {
  return Math.max(1, 10 ** (Math.floor(Math.log10(lengthOf(window))) - 4));
}
