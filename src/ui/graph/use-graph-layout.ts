import { startTransition, useEffect, useState } from 'react';
import type { ServiceGraph } from '../../core/engine/protocol.ts';
import { layoutGraph, type Direction, type GraphLayout } from './layout-graph.ts';
import { runInSlices } from './run-in-slices.ts';

/** Layouts of answers that are still about: coming back to the graph does not lay it out again. */
const layouts = new WeakMap<ServiceGraph, Partial<Record<Direction, GraphLayout>>>();

/** The layout of a graph, or the one shown before until it is there; null until the first. */
export function useGraphLayout(graph: ServiceGraph | null, direction: Direction): GraphLayout | null {
  const known = (graph && layouts.get(graph)?.[direction]) ?? null;
  const [shown, setShown] = useState(known);
  useEffect(() => {
    if (known || !graph) return;
    return runInSlices(layoutGraph(graph, direction), (layout) => {
      layouts.set(graph, { ...layouts.get(graph), [direction]: layout });
      startTransition(() => setShown(layout)); // so that a large picture is drawn in slices, too
    });
  }, [graph, direction, known]);
  return known ?? shown;
}
