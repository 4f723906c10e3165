import {
  select,
  zoom,
  zoomIdentity,
  zoomTransform,
  type D3ZoomEvent,
  type ZoomBehavior,
  type ZoomTransform,
} from 'd3';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Box } from './pack-boxes.ts';

export interface Zoom {
  readonly transform: ZoomTransform;
  /** Whether all is shown as large as it fits; false once the user has zoomed or panned. */
  readonly isFitted: boolean;
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (x: number, y: number) => void;
  readonly fit: () => void;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Px kept free around what is fitted. */
  readonly margin: { readonly top: number; readonly side: number; readonly bottom: number };
}

const LARGEST = 4;
const LARGEST_FITTED = 1.25;

/**
 * Zoom and pan that leave the page's own scrolling alone: wheel with Ctrl or ⌘ and pinch zoom, dragging the background
 * with the mouse or with two fingers pans. Fits `content` into the frame until the user moves.
 */
export function useZoom(svg: SVGSVGElement | null, content: Box, frame: Frame): Zoom {
  const fitted = fitInto(content, frame);
  const [moved, setMoved] = useState<ZoomTransform | null>(null);
  const behavior = useRef<ZoomBehavior<SVGSVGElement, unknown>>(undefined);
  useEffect(() => {
    if (!svg) return;
    behavior.current = zoom<SVGSVGElement, unknown>()
      .filter(isZoomGesture)
      .wheelDelta(({ deltaY, deltaMode }: WheelEvent) => clamp(-deltaY * (deltaMode ? 0.1 : 0.01), 0.35))
      .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => setMoved(event.transform));
    select(svg).call(behavior.current).on('dblclick.zoom', null);
    return () => void select(svg).on('.zoom', null);
  }, [svg]);
  const { k, x, y } = fitted;
  const { width, height } = frame;
  useEffect(() => {
    behavior.current
      ?.extent([
        [0, 0],
        [width, height],
      ])
      .scaleExtent([Math.min(k, 0.5) / 2, LARGEST]);
    // where d3-zoom starts from when the user first moves
    if (!moved && svg) select(svg).property('__zoom', zoomIdentity.translate(x, y).scale(k));
  }, [svg, moved, k, x, y, width, height]);
  const zoomBy = useCallback(
    (factor: number) => svg && behavior.current?.scaleBy(select(svg), factor),
    [svg],
  );
  const panBy = useCallback(
    (dx: number, dy: number) => {
      if (!svg) return;
      const scale = zoomTransform(svg).k;
      behavior.current?.translateBy(select(svg), dx / scale, dy / scale);
    },
    [svg],
  );
  const fit = useCallback(() => setMoved(null), []);
  return { transform: moved ?? fitted, isFitted: !moved, zoomBy, panBy, fit };
}

function fitInto(content: Box, { width, height, margin }: Frame): ZoomTransform {
  const free = {
    width: Math.max(1, width - 2 * margin.side),
    height: Math.max(1, height - margin.top - margin.bottom),
  };
  const k = Math.min(
    LARGEST_FITTED,
    free.width / Math.max(1, content.width),
    free.height / Math.max(1, content.height),
  );
  return zoomIdentity
    .translate(
      width / 2 - k * (content.left + content.width / 2),
      margin.top + free.height / 2 - k * (content.top + content.height / 2),
    )
    .scale(k);
}

function isZoomGesture(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  if ('touches' in event) return (event as TouchEvent).touches.length > 1;
  return (event as MouseEvent).button === 0 && !(event.target as Element).closest('[data-draggable]');
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
