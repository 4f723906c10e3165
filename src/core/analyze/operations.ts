import type { Dataset } from '../model/dataset.ts';
import type { OperationIndex } from '../model/units.ts';
import { type DurationStatistics, groupDurations, measureGroups } from './duration-statistics.ts';
import type { TraceSet } from './trace-set.ts';

/** What comes first: the largest mean duration, the largest share of errors, or the most spans. */
export type OperationOrder = 'slowest' | 'error-prone' | 'busiest';

export interface OperationStatistics extends DurationStatistics {
  readonly operation: OperationIndex;
}

/** What each order compares; the largest comes first. */
const MEASURES: Record<OperationOrder, (statistics: DurationStatistics) => number> = {
  slowest: ({ mean }) => mean,
  'error-prone': ({ errorRate }) => errorRate,
  busiest: ({ count }) => count,
};

/**
 * How the spans of each operation are spread, over the traces of `set`, in `order`; ties keep the order of first
 * appearance. Operations without a span there are left out, those without errors are not.
 */
export function rankOperations(
  dataset: Dataset,
  set: TraceSet,
  order: OperationOrder,
): OperationStatistics[] {
  const measure = MEASURES[order];
  return measureGroups(groupDurations(dataset, set, dataset.spans.operation, dataset.operations.length))
    .map((statistics, operation) => Object.assign(statistics, { operation: operation as OperationIndex }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => measure(b) - measure(a));
}
