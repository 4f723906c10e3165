import { useMemo } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { limitsOf, stretchOf } from './time-window.ts';
import {
  fitWindow,
  isNearlySame,
  isSameWindow,
  keepWithin,
  panBy,
  roundWindow,
  zoomAround,
  type ZoomLimits,
} from './zoom-window.ts';

/**
 * What part of time is in sight, and what changes it, giving back what is in sight then. Times are nanoseconds after the
 * trace's origin.
 */
export interface Zoom {
  readonly limits: ZoomLimits;
  readonly window: TimeWindow;
  /** Whether all there is to see is in sight. */
  readonly isWhole: boolean;
  readonly zoomTo: (window: TimeWindow) => TimeWindow;
  /** Sees the window `factor` times as close; `time` stays where it is. */
  readonly zoomAround: (time: number, factor: number) => TimeWindow;
  readonly panBy: (nanos: number) => TimeWindow;
  /** Brings the span into sight as large as it can be; all, where it already is. */
  readonly fit: (span: number) => TimeWindow;
  /** Brings all into sight. */
  readonly reset: () => TimeWindow;
}

/** What can be in sight; the same object as long as it does not change. */
export function useZoomLimits(): ZoomLimits {
  const { trace } = useOpenedTrace();
  const top = useAppState((state) => state.view.look.top);
  return useMemo(() => limitsOf({ trace }, { top }), [trace, top]);
}

/** The zoom of the opened trace, kept in `look.zoom`. Changes replace the link: they are no steps for the Back button. */
export function useZoom(): Zoom {
  const { trace } = useOpenedTrace();
  const zoom = useAppState((state) => state.view.look.zoom);
  const limits = useZoomLimits();
  const actions = useActions();
  return useMemo(() => {
    const window = zoom ? keepWithin(zoom, limits) : limits.bounds;
    const show = (next: TimeWindow) => {
      const isAll = isNearlySame(next, limits.bounds);
      actions.look({ zoom: isAll ? null : roundWindow(next) }, { replace: true });
      return next;
    };
    return {
      limits,
      window,
      isWhole: isSameWindow(window, limits.bounds),
      zoomTo: (next) => show(keepWithin(next, limits)),
      zoomAround: (time, factor) => show(zoomAround(window, time, factor, limits)),
      panBy: (nanos) => show(panBy(window, nanos, limits)),
      fit: (span) => {
        const fitting = fitWindow(stretchOf({ trace }, span), limits);
        const isFitted = zoom !== null && isNearlySame(window, fitting);
        return show(isFitted ? limits.bounds : fitting);
      },
      reset: () => show(limits.bounds),
    };
  }, [trace, zoom, limits, actions]);
}
