import { memo, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { FoundSpans } from '../../../core/engine/trace-answers.ts';
import { useAppState } from '../../app-context.tsx';
import { afterPaint } from '../../parts/after-paint.ts';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import { findSpan } from '../opened/span-key.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import {
  paintMatches,
  paintMinimap,
  type MinimapInk,
  type MinimapSize,
  type MinimapSubject,
} from './paint-minimap.ts';
import { readInk } from './read-ink.ts';
import { useTheme } from './use-theme.ts';
import { useZoomLimits } from './use-zoom.ts';
import { lengthOf } from './zoom-window.ts';
import styles from './Minimap.module.css';

interface MinimapPictureProps {
  /** How the bar of a span is coloured. */
  styleOf: (span: number) => ServiceStyle;
  width: number;
  height: number;
}

/** The picture below the window: painted anew when what it shows, its size or the theme changes, never by a zoom. */
export const MinimapPicture = memo(function MinimapPicture(props: MinimapPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { found } = useOpenedTrace();
  const subject = useSubject();
  const painted = usePainted(canvas, subject, props);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !painted) return;
    const { size, ink } = painted;
    const pixels = painted.pixels.slice();
    if (found) paintMatches(pixels, painted.subject, size, ink, found.spans);
    element.width = size.width;
    element.height = size.height;
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), size.width, size.height), 0, 0);
  }, [painted, found]);
  return <canvas ref={canvas} role="img" aria-label={describe(subject, found)} className={styles.picture} />;
});

/** What is shown; the same object until it changes. */
function useSubject(): MinimapSubject {
  const { trace, path: pathView } = useOpenedTrace();
  const { bounds } = useZoomLimits();
  const path = useAppState((state) => state.view.look.path);
  const top = useAppState((state) => state.view.look.top);
  return useMemo(() => {
    const { spans, spanIds, spanCount } = trace;
    const span = top === null ? -1 : findSpan(spanIds, top);
    const [first, end] = span < 0 ? [0, spanCount] : [span, spans.subtreeEnd[span]!];
    return { opened: { trace, path: pathView }, first, end, bounds, path };
  }, [trace, pathView, top, bounds, path]);
}

/** A picture without what is found: matches come and go, all else takes a moment to paint. */
interface Painted {
  readonly pixels: Uint32Array<ArrayBuffer>;
  readonly subject: MinimapSubject;
  readonly size: MinimapSize;
  readonly ink: MinimapInk;
}

/** The last picture that was painted, off the screen; null until there is one. */
function usePainted(
  canvas: RefObject<HTMLCanvasElement | null>,
  subject: MinimapSubject,
  { styleOf, width, height }: MinimapPictureProps,
): Painted | null {
  const theme = useTheme();
  const [painted, setPainted] = useState<Painted | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element?.getContext('2d') || width === 0) return;
    const ratio = Math.max(1, window.devicePixelRatio);
    const size = { width: Math.round(width * ratio), height: Math.round(height * ratio), ratio };
    return afterPaint(function* () {
      const ink = readInk(element, styleOf);
      const pixels = yield* paintMinimap(subject, size, ink);
      setPainted({ pixels, subject, size, ink });
    });
  }, [canvas, subject, width, height, theme, styleOf]);
  return painted;
}

/** "Overview: 18 spans in 1.84 s, 3 errors, 2 matches". */
function describe({ opened, first, end, bounds }: MinimapSubject, found: FoundSpans | null): string {
  const { errorsBefore, resolution } = opened.trace;
  const parts = [
    `Overview: ${formatCountOf(end - first, 'span')} in ${formatDuration(lengthOf(bounds), resolution)}`,
    formatCountOf(errorsBefore[end]! - errorsBefore[first]!, 'error'),
  ];
  if (found) parts.push(formatCountOf(found.spans.length, 'match', 'matches'));
  return parts.join(', ');
}
