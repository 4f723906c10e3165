/**
 * Where a percentile stands between the least (0) and the greatest (1): each further nine takes as much room as the first
 * (−log₁₀ of the share that is slower), and the maximum closes the axis.
 */
export function percentilePosition(percentile: number): number {
  if (percentile >= 100) return 1;
  return Math.log10(100 / (100 - percentile)) / (NINES + MAXIMUM_ROOM);
}

/** Nines drawn: up to p99.9, the finest percentile there is before the maximum. */
const NINES = 3;
/** Room after them for the maximum, in the same measure. */
const MAXIMUM_ROOM = 0.35;

/** Percentiles named on the axis and in tables, ascending. */
export const NAMED_PERCENTILES = [0, 50, 75, 90, 95, 99, 99.9, 100] as const;

/** "min", "p50", "p99.9", "max". */
export function formatPercentile(percentile: number): string {
  if (percentile <= 0) return 'min';
  return percentile >= 100 ? 'max' : `p${Number(percentile.toFixed(1))}`;
}

/** Whether percentile `p` of `count` values is the largest of them, as `percentileOf` defines it: too few for a tail. */
export function isMaximum(count: number, p: number): boolean {
  return Math.floor((count * p) / 100) >= count - 1;
}
