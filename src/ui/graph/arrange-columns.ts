import { compareNames, rankServices, type CallGraph } from './rank-services.ts';

/** A place in a column: a service, or a bend where a call crosses the column on its way. */
interface Place {
  /** Opens the graph's nodes; -1 for a bend. */
  readonly node: number;
  readonly column: number;
  /** What it takes up along the column, before and after its centre, with the gap to its neighbours. */
  readonly before: number;
  readonly after: number;
}

/** Services in columns, callers before callees as far as cycles and room allow. */
export interface Columns {
  readonly places: readonly Place[];
  /** Of each column its places in order; numbers open `places`. */
  readonly columns: readonly (readonly number[])[];
  /** Of each of the graph's edges the places it goes through, the caller's and the callee's included. */
  readonly routes: readonly (readonly number[])[];
}

/** How much room a service takes along and across its column. */
export interface Room {
  readonly before: (node: number) => number;
  readonly after: (node: number) => number;
  /** Height of a usual service along the column ÷ distance of columns: how many columns make one row's height. */
  readonly slimness: number;
  /** Wanted extent across the columns ÷ along them. */
  readonly aspect: number;
}

/** More calls than this are drawn straight: bends would crowd the columns. */
const MOST_BENT = 120;
const BEND = 6;
const SWEEPS = 16;

/** Puts services into columns by rank, and gives each column an order with few crossings. Yields between sweeps. */
export function* arrangeColumns(graph: CallGraph, room: Room): Generator<void, Columns> {
  const columnOf = assignColumns(graph, room);
  const places: Place[] = graph.nodes.map((_, node) => ({
    node,
    column: columnOf[node]!,
    before: room.before(node),
    after: room.after(node),
  }));
  const isBent = graph.edges.length <= MOST_BENT;
  const routes = graph.edges.map(({ caller, callee }) => {
    const route = [caller];
    const step = Math.sign(columnOf[callee]! - columnOf[caller]!);
    if (isBent && step !== 0)
      for (let column = columnOf[caller]! + step; column !== columnOf[callee]!; column += step)
        route.push(places.push({ node: -1, column, before: BEND, after: BEND }) - 1);
    route.push(callee);
    return route;
  });
  const count = places.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const columns: number[][] = Array.from({ length: count }, () => []);
  for (const place of listByName(graph, places, routes)) columns[places[place]!.column]!.push(place);
  return { places, columns: yield* orderColumns(columns, listNeighbours(places, routes)), routes };
}

/**
 * The column of each service. Columns are ranks; a rank with too many services for the wanted shape is spread over
 * several columns, and where cycles and shortcuts make too many ranks, neighbouring ranks share one.
 */
function assignColumns(graph: CallGraph, { aspect, slimness }: Room): Int32Array {
  const n = graph.nodes.length;
  const rank = rankServices(graph);
  const byRank = graph.nodes
    .map((_, node) => node)
    .sort((a, b) => rank[a]! - rank[b]! || compareNames(graph.nodes[a]!.service, graph.nodes[b]!.service));
  const ideal = Math.sqrt(aspect * n * slimness);
  const rankCount = n === 0 ? 0 : rank[byRank.at(-1)!]! + 1;
  // sparse graphs are read along their chains; in dense ones columns beyond the wanted shape only lengthen the calls
  const most = Math.max(graph.edges.length > 2 * n ? 6 : 16, Math.round(1.2 * ideal));
  const isShared = rankCount > most;
  const tallest = Math.max(3, Math.ceil((n / ideal) * 1.3));
  const columnOf = new Int32Array(n);
  let column = -1;
  for (let from = 0, to = 0; from < n; from = to) {
    const last = isShared ? sharedRank(rank, byRank, from, n / most) : rank[byRank[from]!]!;
    while (to < n && rank[byRank[to]!]! <= last) to++;
    const needed = isShared ? 1 : Math.ceil((to - from) / tallest);
    for (let i = from; i < to; i++) columnOf[byRank[i]!] = column + 1 + ((i - from) % needed);
    column += needed;
  }
  return columnOf;
}

/** The last rank that still goes into one column with the service at `from`, for columns of about `size`. */
function sharedRank(rank: Int32Array, byRank: readonly number[], from: number, size: number): number {
  const wanted = Math.min(byRank.length, Math.ceil((Math.floor(from / size) + 1) * size)) - 1;
  return rank[byRank[Math.max(from, wanted)]!]!;
}

/** All places by name, a bend by that of its callee: the order from which sweeps set out. */
function listByName(
  graph: CallGraph,
  places: readonly Place[],
  routes: readonly (readonly number[])[],
): number[] {
  const end = Int32Array.from(places, (_, place) => place);
  for (const route of routes)
    for (const place of route) if (places[place]!.node < 0) end[place] = route.at(-1)!;
  const name = (place: number) => graph.nodes[end[place]!]!.service;
  return places.map((_, place) => place).sort((a, b) => compareNames(name(a), name(b)) || a - b);
}

/** The places each place is joined to. */
function listNeighbours(places: readonly Place[], routes: readonly (readonly number[])[]): number[][] {
  const neighbours: number[][] = places.map(() => []);
  for (const route of routes)
    for (let i = 1; i < route.length; i++) {
      neighbours[route[i - 1]!]!.push(route[i]!);
      neighbours[route[i]!]!.push(route[i - 1]!);
    }
  return neighbours;
}

/**
 * Barycentre sweeps (Sugiyama, Tagawa and Toda 1981): each column in turn is sorted by the mean position of what its
 * places are joined to on the side the sweep comes from. Keeps the order with the fewest crossings.
 */
function* orderColumns(
  columns: readonly (readonly number[])[],
  neighbours: readonly (readonly number[])[],
): Generator<void, readonly (readonly number[])[]> {
  const at = new Float64Array(neighbours.length); // position in the column, its middle at 0
  const columnOf = new Int32Array(neighbours.length);
  const settle = (column: readonly number[]) =>
    column.forEach((place, i) => (at[place] = i - (column.length - 1) / 2));
  columns.forEach((column, i) => {
    settle(column);
    for (const place of column) columnOf[place] = i;
  });
  let current = columns.map((column) => [...column]);
  let best = current;
  let fewest = Infinity;
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const side = sweep % 2 === 0 ? -1 : 1;
    current = current.map((column) => [...column]);
    for (const column of side < 0 ? current : current.toReversed()) {
      const mean = (place: number) => {
        const near = neighbours[place]!.filter((other) => (columnOf[other]! - columnOf[place]!) * side >= 0);
        return near.length ? near.reduce((sum, other) => sum + at[other]!, 0) / near.length : at[place]!;
      };
      const means = new Map(column.map((place) => [place, mean(place)]));
      column.sort((a, b) => means.get(a)! - means.get(b)! || at[a]! - at[b]!);
      settle(column);
    }
    const crossings = countCrossings(current, neighbours, at, columnOf);
    if (crossings < fewest) [fewest, best] = [crossings, current];
    yield;
  }
  return best;
}

/** How many pairs of joints between the same two columns cross. */
function countCrossings(
  columns: readonly (readonly number[])[],
  neighbours: readonly (readonly number[])[],
  at: Float64Array,
  columnOf: Int32Array,
): number {
  let crossings = 0;
  columns.forEach((column, i) => {
    const ends: number[] = []; // where joints to the next column end, by where they begin
    for (const place of column) {
      const before = ends.length;
      for (const other of neighbours[place]!) {
        if (columnOf[other] !== i + 1) continue;
        for (let k = 0; k < before; k++) if (ends[k]! > at[other]!) crossings++;
        ends.push(at[other]!);
      }
    }
  });
  return crossings;
}
