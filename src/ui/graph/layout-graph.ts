import { arrangeColumns, type Columns, type Room } from './arrange-columns.ts';
import { estimateWidth, wrapName } from './label-text.ts';
import { packBoxes } from './pack-boxes.ts';
import { compareNames, type CallGraph } from './rank-services.ts';
import { settleColumns } from './settle-columns.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way calls run: to the right, or down where the page is narrow. */
export type Direction = 'right' | 'down';

/** Where everything stands, in px around no particular origin; y grows downwards. */
export interface GraphLayout {
  readonly direction: Direction;
  /** The centre of each service's circle, by name. */
  readonly services: ReadonlyMap<string, Point>;
  /** By `callKey`: the points a call passes on its way. Calls without any are not listed. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
}

/** One string for a caller and a callee. */
export function callKey(caller: string, callee: string): string {
  return `${caller}\0${callee}`;
}

/** The largest circle. The layout keeps this much room for every service, so that it does not depend on counts. */
export const LARGEST_RADIUS = 20;
/** What a service takes up in px from its centre, its two lines of text below the circle included. */
const BOX = { above: LARGEST_RADIUS + 4, below: LARGEST_RADIUS + 36 } as const;

/** Wanted width ÷ height of the whole picture: about that of what is left of a wide screen, and of a phone. */
const ASPECT: Record<Direction, number> = { right: 1.7, down: 0.65 };
const COLUMN_GAP: Record<Direction, number> = { right: 72, down: 44 };
const ROW_GAP = 14;
const PART_GAP = 56;

/**
 * Where the services of a graph and the bends of its calls stand. The same names and calls always give the same layout,
 * in whatever order they come: nothing is random, and no counts but those that break cycles have a say.
 *
 * Each connected part is laid out by itself, and the parts are set beside and below each other. In a part, services
 * stand in columns by call depth. Across the columns a d3-force simulation runs to its end: calls pull their two ends
 * level, and what stands in one column keeps apart. Yields between steps of well under 8 ms.
 */
export function* layoutGraph(graph: CallGraph, direction: Direction): Generator<void, GraphLayout> {
  const parts: Part[] = [];
  for (const nodes of listComponents(graph))
    parts.push(yield* layoutComponent(subgraph(graph, nodes), direction));
  const services = new Map<string, Point>();
  const bends = new Map<string, readonly Point[]>();
  const places = packBoxes(
    parts.map((part) => boundsOf(part, direction)),
    ASPECT[direction],
    PART_GAP,
  );
  parts.forEach((part, i) => {
    const { x, y } = places[i]!;
    const shift = (point: Point) => ({ x: round(point.x + x), y: round(point.y + y) });
    part.graph.nodes.forEach(({ service }, node) => services.set(service, shift(part.points[node]!)));
    part.graph.edges.forEach(({ caller, callee }, edge) => {
      const between = part.columns.routes[edge]!.slice(1, -1).map((place) => shift(part.points[place]!));
      if (between.length)
        bends.set(callKey(part.graph.nodes[caller]!.service, part.graph.nodes[callee]!.service), between);
    });
  });
  return { direction, services, bends };
}

/** To a tenth of a px: what follows need not carry more digits. */
function round(px: number): number {
  return Math.round(px * 10) / 10;
}

/** A connected part of the graph, laid out around its own origin. */
interface Part {
  readonly graph: CallGraph;
  readonly columns: Columns;
  /** Of each place. */
  readonly points: readonly Point[];
}

/** The nodes of each connected part, by name; the largest part first, then by first name. */
function listComponents({ nodes, edges }: CallGraph): number[][] {
  const neighbours: number[][] = nodes.map(() => []);
  for (const { caller, callee } of edges) {
    neighbours[caller]!.push(callee);
    neighbours[callee]!.push(caller);
  }
  const byName = nodes
    .map((_, node) => node)
    .sort((a, b) => compareNames(nodes[a]!.service, nodes[b]!.service));
  const isSeen = new Uint8Array(nodes.length);
  const components: number[][] = [];
  for (const start of byName) {
    if (isSeen[start]) continue;
    const component = [start];
    isSeen[start] = 1;
    for (let i = 0; i < component.length; i++)
      for (const node of neighbours[component[i]!]!)
        if (!isSeen[node]) {
          isSeen[node] = 1;
          component.push(node);
        }
    components.push(component);
  }
  const name = (component: readonly number[]) => nodes[component[0]!]!.service;
  return components.sort((a, b) => b.length - a.length || compareNames(name(a), name(b)));
}

/** The graph of some of the nodes, nodes and edges by name: their order in the answer has no say. */
function subgraph(graph: CallGraph, nodes: readonly number[]): CallGraph {
  const name = (node: number) => graph.nodes[node]!.service;
  const sorted = [...nodes].sort((a, b) => compareNames(name(a), name(b)));
  const place = new Map(sorted.map((node, i) => [node, i]));
  const edges = graph.edges
    .filter(({ caller, callee }) => caller !== callee && place.has(caller))
    .map(({ caller, callee, count }) => ({ caller: place.get(caller)!, callee: place.get(callee)!, count }))
    .sort((a, b) => a.caller - b.caller || a.callee - b.callee);
  return { nodes: sorted.map((node) => graph.nodes[node]!), edges };
}

function* layoutComponent(graph: CallGraph, direction: Direction): Generator<void, Part> {
  const halfWidths = graph.nodes.map(({ service }) => halfWidthOf(service, direction));
  const columns = yield* arrangeColumns(graph, roomOf(halfWidths, direction));
  const across = placeColumns(columns, halfWidths, direction);
  const along = yield* settleColumns(columns, across);
  const points = columns.places.map(({ column }, place) =>
    direction === 'right'
      ? { x: across[column]!, y: along[place]! }
      : { x: along[place]!, y: across[column]! },
  );
  return { graph, columns, points };
}

/** Half of what a service takes up from side to side, its name included. */
function halfWidthOf(service: string, direction: Direction): number {
  const widths = wrapName(service, direction).map(estimateWidth);
  return Math.max(LARGEST_RADIUS + 4, 34, widths.reduce((most, width) => Math.max(most, width), 0) / 2 + 4);
}

function roomOf(halfWidths: readonly number[], direction: Direction): Room {
  const width = (2 * halfWidths.reduce((sum, half) => sum + half, 0)) / Math.max(1, halfWidths.length);
  const height = BOX.above + BOX.below;
  if (direction === 'right')
    return {
      before: () => BOX.above + ROW_GAP / 2,
      after: () => BOX.below + ROW_GAP / 2,
      slimness: (height + ROW_GAP) / (width + COLUMN_GAP.right),
      aspect: ASPECT.right,
    };
  return {
    before: (node) => halfWidths[node]! + ROW_GAP / 2,
    after: (node) => halfWidths[node]! + ROW_GAP / 2,
    slimness: (width + ROW_GAP) / (height + COLUMN_GAP.down),
    aspect: 1 / ASPECT.down,
  };
}

/** Where each column stands: as far from the one before as their services' boxes and a gap for the calls need. */
function placeColumns(
  { columns, places }: Columns,
  halfWidths: readonly number[],
  direction: Direction,
): number[] {
  const extents = columns.map((column) => {
    if (direction === 'down') return { before: BOX.above, after: BOX.below };
    const half = column.reduce((most, place) => Math.max(most, halfWidths[places[place]!.node] ?? 0), 0);
    return { before: half, after: half };
  });
  const at: number[] = [];
  extents.forEach(({ before }, i) => {
    at.push(i === 0 ? 0 : at[i - 1]! + extents[i - 1]!.after + COLUMN_GAP[direction] + before);
  });
  return at;
}

function boundsOf({ graph, points }: Part, direction: Direction) {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  graph.nodes.forEach(({ service }, node) => {
    const half = halfWidthOf(service, direction);
    left = Math.min(left, points[node]!.x - half);
    right = Math.max(right, points[node]!.x + half);
    top = Math.min(top, points[node]!.y - BOX.above);
    bottom = Math.max(bottom, points[node]!.y + BOX.below);
  });
  return { left, top, width: right - left, height: bottom - top };
}
