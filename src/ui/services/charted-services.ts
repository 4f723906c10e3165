import type { ServiceRow } from '../../core/engine/protocol.ts';

/** As many lines as can be told apart. */
export const MOST_CHARTED = 8;
/** Lines drawn while none is picked. */
const CHARTED_UNPICKED = 5;

/** The services to draw: those picked, in that order, as far as they are in `rows`; else the slowest few by p95. */
export function chartedServices(rows: readonly ServiceRow[], picked: readonly string[]): string[] {
  const present = new Set(rows.map(({ service }) => service));
  const drawn = [...new Set(picked)].filter((service) => present.has(service)).slice(0, MOST_CHARTED);
  if (drawn.length > 0) return drawn;
  const slowest = rows.toSorted((a, b) => b.p95 - a.p95).slice(0, CHARTED_UNPICKED);
  return slowest.map(({ service }) => service);
}
