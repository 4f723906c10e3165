/** Which stretch of time (nanoseconds after the trace's origin) lies over how many px. */
export interface TimeScale {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** Px left of a scale's first and right of its last moment: `--lane-pad`. */
export const LANE_PAD = 8;

/** Where `time` stands on the lane in px; all at 0 on a scale of no length. */
export function xOf(scale: TimeScale, time: number): number {
  return scale.end > scale.start ? ((time - scale.start) / (scale.end - scale.start)) * scale.width : 0;
}

/** The time that stands at `x` px, also beyond both ends: the inverse of `xOf`. */
export function timeAt(scale: TimeScale, x: number): number {
  return scale.width > 0 ? scale.start + (x / scale.width) * (scale.end - scale.start) : scale.start;
}

/** Nanoseconds that a px stands for; 0 on a scale of no length. */
export function nanosPerPx({ start, end, width }: TimeScale): number {
  return width > 0 ? (end - start) / width : 0;
}
