import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { fitWindow, keepWithin, lengthOf, type ZoomLimits } from '../time/zoom-window.ts';

/** The window, moved where `stretch` is not all in it, and wider where it has no room for it. */
export function windowShowing(window: TimeWindow, stretch: TimeWindow, limits: ZoomLimits): TimeWindow {
  if (stretch.from >= window.from && stretch.to <= window.to) return window;
  if (lengthOf(stretch) > lengthOf(window)) return fitWindow(stretch, limits);
  const from = (stretch.from + stretch.to - lengthOf(window)) / 2;
  return keepWithin({ from, to: from + lengthOf(window) }, limits);
}
