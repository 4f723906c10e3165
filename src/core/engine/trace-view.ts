import { computeCriticalPath, type CriticalPath } from '../analyze/critical-path.ts';
import { computeLongestPath } from '../analyze/longest-path.ts';
import { computeSelfTime } from '../analyze/self-time.ts';
import { breakDownServices } from '../analyze/service-breakdown.ts';
import type { JoinedStrings } from '../lib/joined-strings.ts';
import { lowerBound, NO_SPAN, originOf, type Dataset } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { OperationIndex, ServiceIndex, SpanIndex, TraceIndex } from '../model/units.ts';
import { getTrace } from './find.ts';
import type { TraceView } from './protocol.ts';

/** The spans of one trace: `first .. end` of the span table. */
interface SpanRange {
  readonly first: SpanIndex;
  readonly end: SpanIndex;
}

/** The trace `traceId` whole, for the waterfall: columns that count spans from its first. Fails with `no-such-trace`. */
export function viewTrace(dataset: Dataset, traceId: string): TraceView {
  const { spans, traces, services } = dataset;
  const trace = getTrace(dataset, traceId);
  const range = { first: traces.firstSpan[trace], end: traces.firstSpan[(trace + 1) as TraceIndex] };
  const { first, end } = range;
  const root = traces.root[trace];
  const path = computeCriticalPath(dataset, root);
  const longest = computeLongestPath(dataset, root);
  const selfTime = computeSelfTime(dataset, first, end);
  const criticalTime = sumBySpan(path, range);
  const columns = copyColumns(dataset, range);
  const names = nameOperations(dataset, range);
  return {
    traceId,
    origin: originOf(dataset, trace),
    resolution: findResolution(dataset, range),
    duration: traces.duration[trace],
    spanCount: end - first,
    errorCount: traces.errorCount[trace],
    depthCount: columns.depth.reduce((levels, depth) => Math.max(levels, depth + 1), 0),
    root: root - first,
    hasRoot: (spans.flags[root] & SpanFlag.ORPHAN) === 0,
    services: names.services,
    operations: names.operations,
    spans: { ...columns, operation: names.operation, selfTime, criticalTime },
    spanIds: joinSpanIds(dataset, range),
    events: copyEvents(dataset, range),
    criticalPath: {
      ...path,
      span: countFrom(first, path.span),
      clipped: countFrom(first, path.clipped),
      async: countFrom(first, path.async),
    },
    longestPath: { ...longest, span: countFrom(first, longest.span) },
    serviceBreakdown: Array.from(
      breakDownServices(dataset, trace, { selfTime, criticalTime }),
      ({ service, ...part }) => ({ service: services[service], ...part }),
    ),
  };
}

/** Spans of the span table as spans of the trace that begins with `first`. */
function countFrom(first: SpanIndex, spans: Int32Array): Int32Array {
  return spans.map((span) => span - first);
}

/** Time on the critical path, by span of the trace. */
function sumBySpan(path: CriticalPath, { first, end }: SpanRange): Float64Array {
  const time = new Float64Array(end - first);
  for (let at = 0; at < path.span.length; at++) time[path.span[at] - first] += path.end[at] - path.start[at];
  return time;
}

/** One tick of the coarsest clock among the files the spans came from, in nanoseconds. */
function findResolution({ spans, provenances, sources }: Dataset, { first, end }: SpanRange): number {
  let coarsest = 1;
  let last = -1;
  for (let span = first; span < end; span++) {
    const provenance = spans.provenance[span];
    if (provenance === last) continue;
    last = provenance;
    coarsest = Math.max(coarsest, sources[provenances[provenance].source].resolution);
  }
  return coarsest;
}

function copyColumns({ spans }: Dataset, { first, end }: SpanRange) {
  const length = end - first;
  const columns = {
    parent: new Int32Array(length),
    depth: new Int32Array(length),
    subtreeEnd: new Int32Array(length),
    start: new Float64Array(length),
    duration: new Float64Array(length),
    kind: new Uint8Array(length),
    status: new Uint8Array(length),
    flags: new Uint16Array(length),
  };
  for (let span = first; span < end; span++) {
    const at = span - first;
    const parent = spans.parent[span];
    columns.parent[at] = parent === NO_SPAN ? NO_SPAN : parent - first;
    columns.depth[at] = spans.depth[span];
    columns.subtreeEnd[at] = spans.subtreeEnd[span] - first;
    columns.start[at] = spans.start[span];
    columns.duration[at] = spans.duration[span];
    columns.kind[at] = spans.kind[span];
    columns.status[at] = spans.status[span];
    columns.flags[at] = spans.flags[span];
  }
  return columns;
}

/** The operations and services of the trace in order of appearance, and which operation each span has. */
function nameOperations({ spans, operations, services }: Dataset, { first, end }: SpanRange) {
  const placeOfService = new Map<ServiceIndex, number>();
  const placeOfOperation = new Map<OperationIndex, number>();
  const named: { readonly service: number; readonly name: string }[] = [];
  const operation = new Int32Array(end - first);
  for (let span = first; span < end; span++) {
    const own = spans.operation[span];
    let place = placeOfOperation.get(own);
    if (place === undefined) {
      const { service, name } = operations[own];
      if (!placeOfService.has(service)) placeOfService.set(service, placeOfService.size);
      place = named.push({ service: placeOfService.get(service)!, name }) - 1;
      placeOfOperation.set(own, place);
    }
    operation[span - first] = place;
  }
  return {
    services: Array.from(placeOfService.keys(), (service) => services[service]),
    operations: named,
    operation,
  };
}

function joinSpanIds({ spans, strings }: Dataset, { first, end }: SpanRange): JoinedStrings {
  const ids = new Int32Array(end - first);
  for (let span = first; span < end; span++) ids[span - first] = spans.id[span];
  return strings.join(ids);
}

function copyEvents({ events }: Dataset, { first, end }: SpanRange): TraceView['events'] {
  const from = lowerBound(events.span, events.length, first);
  const to = lowerBound(events.span, events.length, end);
  return {
    span: events.span.slice(from, to).map((span) => span - first),
    time: events.time.slice(from, to),
  };
}
