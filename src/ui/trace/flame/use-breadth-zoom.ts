import { useMemo, useState } from 'react';
import type { Flame, TimeWindow } from '../../../core/engine/trace-answers.ts';
import type { Zoom } from '../time/use-zoom.ts';
import { isSameWindow, keepWithin, panBy, zoomAround } from '../time/zoom-window.ts';

/** What part of a flame's breadth is in sight: of time, or of what its measure sums to. */
export type FlameZoom = Omit<Zoom, 'fit'>;

/** The zoom of a merged flame, of which `least` can just fill the screen. It begins anew with each flame. */
export function useBreadthZoom(flame: Flame, least: number): FlameZoom {
  const [zoomed, setZoomed] = useState<{ readonly flame: Flame; readonly window: TimeWindow } | null>(null);
  return useMemo(() => {
    const bounds = { from: flame.from, to: flame.to };
    const limits = { bounds, least };
    const window = zoomed?.flame === flame ? zoomed.window : bounds;
    const show = (next: TimeWindow) => {
      setZoomed({ flame, window: next });
      return next;
    };
    return {
      limits,
      window,
      isWhole: isSameWindow(window, bounds),
      zoomTo: (next) => show(keepWithin(next, limits)),
      zoomAround: (at, factor) => show(zoomAround(window, at, factor, limits)),
      panBy: (by) => show(panBy(window, by, limits)),
      reset: () => show(bounds),
    };
  }, [flame, least, zoomed]);
}
