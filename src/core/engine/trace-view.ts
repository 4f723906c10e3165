import { computeLongestPath } from '../analyze/longest-path.ts';
import type { TraceSlice } from '../analyze/trace-slice.ts';
import type { JoinedStrings } from '../lib/joined-strings.ts';
import { lowerBound, NO_SPAN, originOf, type Dataset } from '../model/dataset.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { OperationIndex, ServiceIndex, SpanIndex, TraceIndex } from '../model/units.ts';
import type { OpenTrace } from './open-trace.ts';
import type { TraceView } from './trace-answers.ts';

/** The trace whole, for the waterfall: fresh columns that count spans from its first. */
export function viewTrace({ dataset, traceId, slice, selfTime }: OpenTrace): TraceView {
  const { traces } = dataset;
  const { trace, root, columns, spans } = slice;
  const longest = computeLongestPath(slice, root);
  const names = nameOperations(dataset, slice);
  return {
    traceId,
    origin: originOf(dataset, trace),
    resolution: findResolution(dataset, slice),
    duration: traces.duration[trace],
    spanCount: spans.length,
    errorCount: traces.errorCount[trace],
    depthCount: columns.depth.reduce((levels, depth) => Math.max(levels, depth + 1), 0),
    root,
    rootCount: columns.parent.reduce((count, parent) => (parent === NO_SPAN ? count + 1 : count), 0),
    hasRoot: (spans.flags[root] & SpanFlag.ORPHAN) === 0,
    services: names.services,
    operations: names.operations,
    spans: {
      parent: columns.parent.slice(),
      depth: columns.depth.slice(),
      subtreeEnd: columns.subtreeEnd.slice(),
      start: columns.start.slice(),
      duration: columns.duration.slice(),
      kind: columns.kind.slice(),
      status: columns.status.slice(),
      flags: columns.flags.slice(),
      operation: names.operation,
      selfTime: selfTime.slice(),
      ...countSiblings(columns.parent),
      shift: new Float64Array(0),
    },
    errorsBefore: countErrors(columns.status),
    spanIds: joinSpanIds(dataset, slice),
    events: copyEvents(dataset, trace),
    clocks: [],
    longestPath: longest,
  };
}

function countSiblings(parent: Int32Array) {
  const position = new Int32Array(parent.length);
  const childCount = new Int32Array(parent.length);
  let rootCount = 0;
  for (let span = 0; span < parent.length; span++) {
    const above = parent[span];
    position[span] = above === NO_SPAN ? ++rootCount : ++childCount[above];
  }
  return { position, childCount };
}

function countErrors(status: Uint8Array): Int32Array {
  const before = new Int32Array(status.length + 1);
  for (let span = 0; span < status.length; span++)
    before[span + 1] = before[span] + (status[span] === StatusCode.ERROR ? 1 : 0);
  return before;
}

/** One tick of the coarsest clock among the files the spans came from, in nanoseconds. */
function findResolution({ spans, provenances, sources }: Dataset, { spanOf }: TraceSlice): number {
  let coarsest = 1;
  let last = -1;
  for (let at = 0; at < spanOf.length; at++) {
    const provenance = spans.provenance[spanOf[at as SpanIndex]];
    if (provenance === last) continue;
    last = provenance;
    coarsest = Math.max(coarsest, sources[provenances[provenance].source].resolution);
  }
  return coarsest;
}

/** The operations and services of the trace in order of appearance, and which operation each span has. */
function nameOperations({ operations, services }: Dataset, { spans }: TraceSlice) {
  const placeOfService = new Map<ServiceIndex, number>();
  const placeOfOperation = new Map<OperationIndex, number>();
  const named: { readonly service: number; readonly name: string }[] = [];
  const operation = new Int32Array(spans.length);
  for (let span = 0 as SpanIndex; span < spans.length; span++) {
    const own = spans.operation[span];
    let place = placeOfOperation.get(own);
    if (place === undefined) {
      const { service, name } = operations[own];
      if (!placeOfService.has(service)) placeOfService.set(service, placeOfService.size);
      place = named.push({ service: placeOfService.get(service)!, name }) - 1;
      placeOfOperation.set(own, place);
    }
    operation[span] = place;
  }
  return {
    services: Array.from(placeOfService.keys(), (service) => services[service]),
    operations: named,
    operation,
  };
}

function joinSpanIds({ spans, strings }: Dataset, { spanOf }: TraceSlice): JoinedStrings {
  const ids = new Int32Array(spanOf.length);
  for (let at = 0; at < spanOf.length; at++) ids[at] = spans.id[spanOf[at as SpanIndex]];
  return strings.join(ids);
}

function copyEvents({ events, traces }: Dataset, trace: TraceIndex): TraceView['events'] {
  const first = traces.firstSpan[trace];
  const from = lowerBound(events.span, events.length, first);
  const to = lowerBound(events.span, events.length, traces.firstSpan[(trace + 1) as TraceIndex]);
  return {
    span: events.span.slice(from, to).map((span) => span - first),
    time: events.time.slice(from, to),
  };
}
