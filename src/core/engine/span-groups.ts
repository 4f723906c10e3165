import {
  groupSpans,
  measureSpanGroups,
  serviceOfGroups,
  type GroupMeasures,
} from '../analyze/span-groups.ts';
import { joinStrings } from '../lib/joined-strings.ts';
import { Numbering } from '../lib/numbering.ts';
import { orderByLargest } from '../lib/radix-order.ts';
import type { OpenTrace } from './open-trace.ts';
import type { GroupParams, SpanGroups } from './trace-answers.ts';

/** The spans of the trace in groups, measured; most self time first. */
export function measureGroups(open: OpenTrace, params: GroupParams): SpanGroups {
  const { dataset, slice, selfTime } = open;
  const grouping = groupSpans(dataset, slice, params.groupBy);
  const measures = measureSpanGroups(slice, grouping, { selfTime, criticalTime: open.criticalTime(params) });
  const order = orderByLargest(measures.selfTime);
  const services = new Numbering<number>();
  const serviceOf = serviceOfGroups(dataset, slice, grouping);
  return {
    length: grouping.length,
    names: joinStrings(Array.from(order, grouping.nameOf)),
    without: order.indexOf(grouping.without),
    service: order.map((group) => (serviceOf[group] < 0 ? -1 : services.of(serviceOf[group]))),
    services: services.list.map((service) => dataset.services[service]),
    ...inOrder(measures, order),
  };
}

function inOrder(measures: GroupMeasures, order: Int32Array): GroupMeasures {
  const counts = (column: Int32Array): Int32Array => order.map((group) => column[group]);
  const times = (column: Float64Array): Float64Array => Float64Array.from(order, (group) => column[group]);
  return {
    count: counts(measures.count),
    finishedCount: counts(measures.finishedCount),
    errorCount: counts(measures.errorCount),
    duration: times(measures.duration),
    selfTime: times(measures.selfTime),
    criticalTime: times(measures.criticalTime),
    mean: times(measures.mean),
    p50: times(measures.p50),
    p95: times(measures.p95),
    max: times(measures.max),
  };
}
