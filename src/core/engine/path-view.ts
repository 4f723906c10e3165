import { groupSpans, serviceOfGroups } from '../analyze/span-groups.ts';
import { shareTime, type TimeShares } from '../analyze/time-shares.ts';
import { listByGroup } from '../lib/counting-sort.ts';
import type { ServiceIndex } from '../model/units.ts';
import type { OpenTrace } from './open-trace.ts';
import type { OperationShare, PathParams, PathView, ServiceShare, Share } from './trace-answers.ts';

/** So many operations are named: more than anyone reads, and few where every span has a name of its own. */
const MOST_OPERATIONS = 500;

/** What held the trace up, or the part of it that is asked for. */
export function viewPath(open: OpenTrace, params: PathParams): PathView {
  const path = open.path(params);
  const time = open.criticalTime(params);
  const { first: firstSegment, index: bySpan } = listByGroup(path.span, time.length);
  return {
    of: path.of,
    window: path.window,
    span: path.span.slice(),
    start: path.start.slice(),
    end: path.end.slice(),
    firstSegment,
    bySpan,
    time,
    slack: path.slack.slice(),
    clipped: path.clipped.slice(),
    async: path.async.slice(),
    services: shareByService(open, time),
    ...shareByOperation(open, time),
  };
}

function shareByService({ dataset, slice, selfTime }: OpenTrace, criticalTime: Float64Array): ServiceShare[] {
  const grouping = groupSpans(dataset, slice, { by: 'service' });
  const shares = shareTime(slice, grouping, { selfTime, criticalTime });
  return Array.from(shares.order, (own) => ({
    service: grouping.nameOf(own),
    ...shareAt(shares, own, slice.duration),
  }));
}

function shareByOperation(
  { dataset, slice, selfTime }: OpenTrace,
  criticalTime: Float64Array,
): { operations: OperationShare[]; operationCount: number } {
  const grouping = groupSpans(dataset, slice, { by: 'operation' });
  const services = serviceOfGroups(dataset, slice, grouping);
  const shares = shareTime(slice, grouping, { selfTime, criticalTime });
  const operations = Array.from(shares.order.subarray(0, MOST_OPERATIONS), (own) => ({
    service: dataset.services[services[own] as ServiceIndex],
    operation: grouping.nameOf(own),
    ...shareAt(shares, own, slice.duration),
  }));
  return { operations, operationCount: grouping.length };
}

function shareAt(shares: TimeShares, own: number, whole: number): Share {
  return {
    spanCount: shares.spanCount[own],
    errorCount: shares.errorCount[own],
    duration: shares.duration[own],
    percentage: whole === 0 ? 0 : (shares.duration[own] / whole) * 100,
    selfTime: shares.selfTime[own],
    criticalTime: shares.criticalTime[own],
  };
}
