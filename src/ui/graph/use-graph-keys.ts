import { zoomTransform } from 'd3';
import { useCallback, type KeyboardEvent } from 'react';
import { findCommand } from '../parts/key-bindings.ts';
import type { GraphMarks } from './draw-graph.ts';
import { GRAPH_KEYS } from './graph-keys.ts';
import type { Target } from './graph-model.ts';
import type { GraphLayout, Point } from './layout-graph.ts';
import type { Zoom } from './use-zoom.ts';
import { ARROW_STEPS, isArrowKey, walkGraph, type ArrowKey } from './walk-graph.ts';

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

/** `GRAPH_KEYS`, as a handler that is told the service the focus is on, if any. */
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
  const walk = useCallback(
    (service: string, key: ArrowKey) => {
      const next = walkGraph(marks, service, key, layout.direction);
      if (next !== null) focusService(next);
    },
    [marks, layout, focusService],
  );
  const move = useCallback(
    (service: string, key: ArrowKey) => {
      const { at } = marks.serviceOf.get(service)!;
      const [x, y] = ARROW_STEPS[key];
      onMove(service, { x: at.x + x * MOVE, y: at.y + y * MOVE });
    },
    [marks, onMove],
  );
  return useCallback(
    (service: string | null, event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const command = findCommand(GRAPH_KEYS, event);
      if (command === null) return;
      if (command === 'zoom-in') zoomBy(ZOOM);
      else if (command === 'zoom-out') zoomBy(1 / ZOOM);
      else if (command === 'fit') fit();
      else if (command === 'let-go') onPick(null);
      else if (service === null) return;
      else if (command === 'pick') onPick({ kind: 'service', service });
      else if (isArrowKey(event.key)) {
        if (command === 'walk') walk(service, event.key);
        else move(service, event.key);
      }
      event.preventDefault();
    },
    [walk, move, onPick, zoomBy, fit],
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
