import { forceLink, forceSimulation, forceY, randomLcg, type SimulationNodeDatum } from 'd3';
import type { Columns } from './arrange-columns.ts';
import { keepApart } from './keep-apart.ts';

/** Enough for the largest graphs to come to rest. */
const TICKS = 150;

interface Body extends SimulationNodeDatum {
  readonly place: number;
  x: number;
  y: number;
}

/**
 * Runs the simulation to its end: the position of each place along its column, in px. Columns stand at `across`; calls
 * pull what they join level, and what stands in one column keeps apart. Yields after each step.
 */
export function* settleColumns(
  { places, columns, routes }: Columns,
  across: readonly number[],
): Generator<void, Float64Array> {
  const start = new Float64Array(places.length);
  for (const column of columns) spread(column, places, start);
  const bodies = places.map(({ column }, place): Body => ({
    place,
    x: across[column]!,
    fx: across[column]!,
    y: start[place]!,
  }));
  const links = routes.flatMap((route) =>
    route.slice(1).map((target, i) => ({ source: bodies[route[i]!]!, target: bodies[target]! })),
  );
  const isBend = (body: Body) => places[body.place]!.node < 0;
  const degree = new Float64Array(places.length);
  for (const { source, target } of links) {
    degree[source.place]!++;
    degree[target.place]!++;
  }
  const simulation = forceSimulation(bodies)
    .randomSource(randomLcg(0.5))
    .alphaDecay(1 - Math.pow(0.001, 1 / TICKS))
    // distance 0: with columns fixed, a call is at rest when its ends are level
    .force(
      'level',
      forceLink(links)
        .distance(0)
        .strength(({ source, target }) =>
          isBend(source) || isBend(target) ? 0.5 : 1 / Math.min(degree[source.place]!, degree[target.place]!),
        ),
    )
    .force('centre', forceY(0).strength(0.02))
    .force('apart', () => {
      for (const column of columns) {
        const moved = keepApart(column, places, (place) => bodies[place]!.y + bodies[place]!.vy!);
        column.forEach((place, i) => (bodies[place]!.vy = moved[i]! - bodies[place]!.y));
      }
    })
    .stop();
  for (let tick = 0; tick < TICKS && links.length; tick++) {
    simulation.tick();
    yield;
  }
  const along = new Float64Array(places.length);
  for (const column of columns)
    keepApart(column, places, (place) => bodies[place]!.y).forEach((y, i) => (along[column[i]!] = y));
  return along;
}

/** Sets the places of a column one after the other, the whole centred on 0. */
function spread(column: readonly number[], places: Columns['places'], at: Float64Array): void {
  let end = 0;
  for (const place of column) {
    at[place] = end + places[place]!.before;
    end = at[place] + places[place]!.after;
  }
  for (const place of column) at[place]! -= end / 2;
}
