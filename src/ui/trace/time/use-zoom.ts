import { useMemo } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { limitsOf, stretchOf, windowOf } from './time-window.ts';
import {
  fitWindow,
  isSameWindow,
  keepWithin,
  panBy,
  roundWindow,
  zoomAround,
  type ZoomLimits,
} from './zoom-window.ts';

/** What part of time is in sight, and what changes it. Times are nanoseconds after the trace's origin. */
export interface Zoom {
  readonly limits: ZoomLimits;
  readonly window: TimeWindow;
  /** Whether all there is to see is in sight. */
  readonly isWhole: boolean;
  readonly zoomTo: (window: TimeWindow) => void;
  /** Sees the window `factor` times as close; `time` stays where it is. */
  readonly zoomAround: (time: number, factor: number) => void;
  readonly panBy: (nanos: number) => void;
  /** Brings the span into sight as large as it can be. */
  readonly fit: (span: number) => void;
  /** Brings all into sight. */
  readonly reset: () => void;
}

/** The zoom of the opened trace, kept in `look.zoom`. Changes replace the link: they are no steps for the Back button. */
export function useZoom(): Zoom {
  const { trace } = useOpenedTrace();
  const zoom = useAppState((state) => state.view.look.zoom);
  const top = useAppState((state) => state.view.look.top);
  const actions = useActions();
  return useMemo(() => {
    const limits = limitsOf({ trace }, { top });
    const window = windowOf({ trace }, { zoom, top });
    const show = (next: TimeWindow) => {
      const isAll = isSameWindow(next, limits.bounds);
      actions.look({ zoom: isAll ? null : roundWindow(next) }, { replace: true });
    };
    return {
      limits,
      window,
      isWhole: isSameWindow(window, limits.bounds),
      zoomTo: (next) => show(keepWithin(next, limits)),
      zoomAround: (time, factor) => show(zoomAround(window, time, factor, limits)),
      panBy: (nanos) => show(panBy(window, nanos, limits)),
      fit: (span) => show(fitWindow(stretchOf({ trace }, span), limits)),
      reset: () => show(limits.bounds),
    };
  }, [trace, zoom, top, actions]);
}
