import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import type { TraceView } from '../../../core/engine/trace-answers.ts';
import { useServiceStyle, type ServiceStyle } from '../../parts/service-style.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useNextFrame } from '../time/use-next-frame.ts';
import { useTheme } from '../time/use-theme.ts';
import type { TimeScale } from '../time/time-scale.ts';
import { readInk } from './flame-ink.ts';
import type { FlamePicture } from './flame-picture.ts';
import { FlamePainter } from './paint-flame.ts';
import { rowsInSight, topOfRow, type RowLayout } from './row-layout.ts';

/** What is to be painted; lengths in CSS px. */
export interface FlameSight {
  readonly picture: FlamePicture;
  readonly scale: TimeScale;
  readonly layout: RowLayout;
  /** Where lines stand behind the boxes. */
  readonly lines: readonly number[];
  readonly selected: number;
  readonly pointed: number;
  readonly focused: number;
}

/** Paints on the canvas: after each render, and in the frame after each scroll of `scroller`. */
export function useFlameCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  scroller: RefObject<HTMLElement | null>,
  view: FlameSight,
): void {
  const nextFrame = useNextFrame();
  const colors = useColors();
  const latest = useRef<{ readonly colors: Colors; readonly ratio: number; readonly painter: FlamePainter }>(
    null,
  );
  const painterFor = (element: HTMLCanvasElement, ratio: number): FlamePainter | null => {
    if (latest.current?.colors === colors && latest.current.ratio === ratio) return latest.current.painter;
    const context = element.getContext('2d');
    if (!context) return null;
    const painter = new FlamePainter(context, readInk(element, colors.trace, colors.styleOf));
    latest.current = { colors, ratio, painter };
    return painter;
  };
  const paint = useEffectEvent(() => {
    const element = canvas.current;
    if (!element || !scroller.current) return;
    const { scale, layout } = view;
    const { scrollTop } = scroller.current;
    const ratio = Math.max(1, window.devicePixelRatio);
    const width = Math.round(scale.width * ratio);
    const height = Math.round(layout.stack.viewportHeight * ratio);
    const { first, end } = rowsInSight(layout, scrollTop);
    painterFor(element, ratio)?.paint({
      ...view,
      scale: { ...scale, width, grain: ratio },
      height,
      firstRow: first,
      endRow: end,
      topOf: (row) => Math.round(topOfRow(layout, row, scrollTop) * ratio),
      lines: view.lines.map((x) => Math.round(x * ratio)),
    });
  });
  useLayoutEffect(() => paint());
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => nextFrame(() => paint());
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, nextFrame]);
}

/** What the colours of a flame depend on. */
interface Colors {
  readonly trace: TraceView;
  readonly styleOf: (service: string) => ServiceStyle;
  readonly theme: string | undefined;
}

/** The same object until one of them changes. */
function useColors(): Colors {
  const { trace } = useOpenedTrace();
  const styleOf = useServiceStyle();
  const theme = useTheme();
  return useMemo(() => ({ trace, styleOf, theme }), [trace, styleOf, theme]);
}
