import { memo, useEffect, useMemo, useRef } from 'react';
import { useAppState } from '../../app-context.tsx';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import { findSpan } from '../opened/span-key.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { paintMinimap, type MinimapSubject } from './paint-minimap.ts';
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
export const MinimapPicture = memo(function MinimapPicture({ styleOf, width, height }: MinimapPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const subject = useSubject();
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const ratio = Math.max(1, window.devicePixelRatio);
    const size = { width: Math.round(width * ratio), height: Math.round(height * ratio), ratio };
    const painting = paintMinimap(subject, size, readInk(element, styleOf));
    return finish(painting, (pixels) => {
      element.width = size.width;
      element.height = size.height;
      const image = new ImageData(new Uint8ClampedArray(pixels.buffer), size.width, size.height);
      context.putImageData(image, 0, 0);
    });
  }, [subject, width, height, theme, styleOf]);
  return <canvas ref={canvas} role="img" aria-label={describe(subject)} className={styles.picture} />;
});

/** What is shown; the same object until it changes. */
function useSubject(): MinimapSubject {
  const opened = useOpenedTrace();
  const { bounds } = useZoomLimits();
  const path = useAppState((state) => state.view.look.path);
  const top = useAppState((state) => state.view.look.top);
  return useMemo(() => {
    const { spans, spanIds, spanCount } = opened.trace;
    const span = top === null ? -1 : findSpan(spanIds, top);
    return span < 0
      ? { opened, first: 0, end: spanCount, bounds, path }
      : { opened, first: span, end: spans.subtreeEnd[span]!, bounds, path };
  }, [opened, top, bounds, path]);
}

/** Runs the painting to its end, a task after the other. Returns what stops it. */
function finish<T>(painting: Generator<void, T>, onDone: (result: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const step = () => {
    const next = painting.next();
    if (next.done) onDone(next.value);
    else timer = setTimeout(step);
  };
  step();
  return () => clearTimeout(timer);
}

/** "Overview: 18 spans in 1.84 s, 3 errors, 2 matches". */
function describe({ opened, first, end, bounds }: MinimapSubject): string {
  const { errorsBefore, resolution } = opened.trace;
  const parts = [
    `Overview: ${formatCountOf(end - first, 'span')} in ${formatDuration(lengthOf(bounds), resolution)}`,
    formatCountOf(errorsBefore[end]! - errorsBefore[first]!, 'error'),
  ];
  if (opened.found) parts.push(formatCountOf(opened.found.spans.length, 'match', 'matches'));
  return parts.join(', ');
}
