import type { GraphMarks, ServiceMark } from './draw-graph.ts';
import type { Direction } from './layout-graph.ts';

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** By how much an arrow key moves. */
export const ARROW_STEPS: Readonly<Record<ArrowKey, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function isArrowKey(key: string): key is ArrowKey {
  return Object.hasOwn(ARROW_STEPS, key);
}

/**
 * Where an arrow key leads from a service: in the direction of calls to the service it calls most, against it to the one
 * that calls it most, and sideways to the nearest. null where there is none.
 */
export function walkGraph(
  marks: GraphMarks,
  from: string,
  key: ArrowKey,
  direction: Direction,
): string | null {
  const [x, y] = ARROW_STEPS[key];
  const forward = direction === 'right' ? x : y;
  if (forward === 0) return findNearest(marks, from, direction === 'right' ? y : x, direction);
  const busiest = marks.calls.findLast(({ call }) =>
    forward > 0 ? call.callerService === from : call.calleeService === from,
  );
  if (!busiest) return null;
  return forward > 0 ? busiest.call.calleeService : busiest.call.callerService;
}

/** The nearest service to one side, where being level with `from` counts twice. */
function findNearest(marks: GraphMarks, from: string, side: number, direction: Direction): string | null {
  const start = marks.serviceOf.get(from);
  if (!start) return null;
  let nearest: ServiceMark | null = null;
  let least = Infinity;
  for (const mark of marks.services) {
    const dx = mark.at.x - start.at.x;
    const dy = mark.at.y - start.at.y;
    const sideways = (direction === 'right' ? dy : dx) * side;
    if (sideways <= 0) continue;
    const distance = sideways + 2 * Math.abs(direction === 'right' ? dx : dy);
    if (distance < least) [nearest, least] = [mark, distance];
  }
  return nearest?.node.service ?? null;
}
