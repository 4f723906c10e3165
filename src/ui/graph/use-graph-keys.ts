import { zoomTransform } from 'd3';
import { useCallback, type KeyboardEvent } from 'react';
import type { GraphMarks } from './draw-graph.ts';
import type { Target } from './graph-model.ts';
import type { GraphLayout, Point } from './layout-graph.ts';
import type { Zoom } from './use-zoom.ts';
import { ARROW_STEPS, isArrowKey, walkGraph } from './walk-graph.ts';

interface GraphKeysOptions {
  svg: SVGSVGElement | null;
  marks: GraphMarks;
  layout: GraphLayout;
  zoom: Zoom;
  width: number;
  height: number;
  onMove: (service: string, to: Point) => void;
  onPick: (target: Target | null) => void;
}

/** Px a service moves per key press. */
const MOVE = 12;
const ZOOM = 1.3;
/** Px a focused service keeps from the frame. */
const MARGIN = 48;

/**
 * The graph's keys, as a handler that is told the service the focus is on, if any. On a service arrows walk along calls,
 * with Shift they move the service, and Enter and Space pick it; anywhere + and − zoom, 0 fits, and Escape lets go of
 * what is picked.
 */
export function useGraphKeys({ svg, marks, layout, zoom, width, height, onMove, onPick }: GraphKeysOptions) {
  const { zoomBy, panBy, fit } = zoom;
  const focusService = useCallback(
    (service: string) => {
      if (!svg) return;
      const elements = svg.querySelectorAll<SVGGElement>('[data-service]');
      for (const element of elements)
        if (element.dataset['service'] === service) element.focus({ preventScroll: true });
      const at = marks.serviceOf.get(service)!.at;
      const [x, y] = zoomTransform(svg).apply([at.x, at.y]);
      const dx = clamp(x, MARGIN, width - MARGIN) - x;
      const dy = clamp(y, MARGIN, height - 2 * MARGIN) - y;
      if (dx || dy) panBy(dx, dy);
    },
    [svg, marks, width, height, panBy],
  );
  return useCallback(
    (service: string | null, event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (service !== null && isArrowKey(event.key) && event.shiftKey) {
        const { at } = marks.serviceOf.get(service)!;
        const [x, y] = ARROW_STEPS[event.key];
        onMove(service, { x: at.x + x * MOVE, y: at.y + y * MOVE });
      } else if (service !== null && isArrowKey(event.key)) {
        const next = walkGraph(marks, service, event.key, layout.direction);
        if (next !== null) focusService(next);
      } else if (service !== null && (event.key === 'Enter' || event.key === ' '))
        onPick({ kind: 'service', service });
      else if (event.key === '+' || event.key === '=') zoomBy(ZOOM);
      else if (event.key === '-') zoomBy(1 / ZOOM);
      else if (event.key === '0') fit();
      else if (event.key === 'Escape') onPick(null);
      else return;
      event.preventDefault();
    },
    [marks, layout, onMove, onPick, focusService, zoomBy, fit],
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
