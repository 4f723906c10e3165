import { arrangeSiblings } from '../analyze/arrange-siblings.ts';
import { findRepeatedCalls } from '../analyze/repeated-calls.ts';
import { groupSiblings, NO_GROUPS } from '../analyze/sibling-groups.ts';
import { measureSiblings } from '../analyze/sibling-statistics.ts';
import { orderByLargest } from '../lib/radix-order.ts';
import type { OpenTrace } from './open-trace.ts';
import type { ArrangeParams, Arrangement } from './trace-answers.ts';

/** The rows of the waterfall with everything open. */
export function arrangeTrace(open: OpenTrace, params: ArrangeParams): Arrangement {
  const { dataset, slice } = open;
  const grouping = params.isGrouped ? groupSiblings(slice, dataset.operations.length) : NO_GROUPS;
  const statistics = measureSiblings(slice, grouping);
  const largest = sizesOf(open, params);
  return {
    ...arrangeSiblings(slice, largest && orderByLargest(largest), grouping),
    groups: { ...statistics, isRepeated: findRepeatedCalls(dataset, slice, grouping, statistics) },
  };
}

/** By span: what siblings are sorted by, largest first; null where they stay in order of start. */
function sizesOf(open: OpenTrace, params: ArrangeParams): Float64Array | null {
  switch (params.sort) {
    case 'start':
      return null;
    case 'duration':
      return open.slice.columns.duration;
    case 'self':
      return open.selfTime;
    case 'critical':
      return open.criticalTime(params);
  }
}
