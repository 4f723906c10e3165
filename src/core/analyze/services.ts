import { type Dataset, serviceByOperation } from '../model/dataset.ts';
import type { ServiceIndex, SpanIndex } from '../model/units.ts';
import { type DurationStatistics, groupDurations, measureGroups } from './duration-statistics.ts';
import { forEachSpan, type TraceSet } from './trace-set.ts';

export interface ServiceStatistics extends DurationStatistics {
  readonly service: ServiceIndex;
  /** Traces with at least one span of this service. */
  readonly traceCount: number;
}

/** How the spans of each service are spread, over the traces of `set`; services without a span there are left out. */
export function measureServices(dataset: Dataset, set: TraceSet): ServiceStatistics[] {
  const group = serviceOfSpans(dataset);
  const traceCount = countTraces(dataset, set, group);
  return measureGroups(groupDurations(dataset, set, group, dataset.services.length))
    .map((statistics, service) =>
      Object.assign(statistics, { service: service as ServiceIndex, traceCount: traceCount[service] }),
    )
    .filter(({ count }) => count > 0);
}

/** The service of each span: a column of the span table. */
export function serviceOfSpans(dataset: Dataset): Int32Array {
  const services = serviceByOperation(dataset);
  const { operation, length } = dataset.spans;
  const column = new Int32Array(length);
  for (let span = 0 as SpanIndex; span < length; span++) column[span] = services[operation[span]];
  return column;
}

/** By service: in how many traces of `set` it has a span. */
function countTraces(dataset: Dataset, set: TraceSet, service: Int32Array): Int32Array {
  const count = new Int32Array(dataset.services.length);
  const latest = new Int32Array(dataset.services.length).fill(-1);
  forEachSpan(dataset, set, (span, trace) => {
    if (latest[service[span]] === trace) return;
    latest[service[span]] = trace;
    count[service[span]]++;
  });
  return count;
}
