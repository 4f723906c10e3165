/**
 * The place of percentile `p` (0 to 100) among `n` values in ascending order, n ≥ 1: `min(n − 1, floor(n · p / 100))`.
 * The one definition everywhere in TracAgg; the same as ClickHouse's `quantilesExact`.
 */
export function percentileRank(n: number, p: number): number {
  return Math.min(n - 1, Math.floor((n * p) / 100));
}

/** Percentile `p` (0 to 100) of values in ascending order, as `percentileRank` defines it; of none, 0. */
export function percentileOf(sorted: ArrayLike<number>, p: number): number {
  return sorted.length === 0 ? 0 : sorted[percentileRank(sorted.length, p)];
}

/** The median of values in ascending order: the middle one, or the mean of the middle two; of none, 0. */
export function medianOf(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n === 0) return 0;
  const middle = n >> 1;
  return n % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
