/**
 * Percentile `p` (0 to 100) of values in ascending order: `sorted[min(n − 1, floor(n · p / 100))]`; of none, 0.
 * The one definition everywhere in TracAgg; the same as ClickHouse's `quantilesExact`.
 */
export function percentileOf(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))]!;
}

/** The median of values in ascending order: the middle one, or the mean of the middle two; of none, 0. */
export function medianOf(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n === 0) return 0;
  const middle = n >> 1;
  return n % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
