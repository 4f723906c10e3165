import { computeLongestPath } from '../analyze/longest-path.ts';
import type { SliceColumns, TraceSlice } from '../analyze/trace-slice.ts';
import type { JoinedStrings } from '../lib/joined-strings.ts';
import { Numbering } from '../lib/numbering.ts';
import { lowerBound, NO_SPAN, rangeOfTrace, type Dataset } from '../model/dataset.ts';
import { joinIds, SPAN_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { ServiceIndex, SpanIndex } from '../model/units.ts';
import type { OpenTrace } from './open-trace.ts';
import type { TraceView } from './trace-answers.ts';

/** The trace whole, for the waterfall: fresh columns that count spans from its first. */
export function viewTrace(open: OpenTrace): TraceView {
  const { dataset, traceId, slice, selfTime, clocks } = open;
  const { root, columns, spans } = slice;
  const { position, childCount, rootCount, depthCount } = measureTree(columns);
  const { services, operations, operation } = nameOperations(open);
  return {
    traceId,
    origin: slice.origin,
    resolution: slice.resolution,
    duration: slice.duration,
    spanCount: spans.length,
    errorCount: dataset.traces.errorCount[slice.trace],
    depthCount,
    root,
    rootCount,
    hasRoot: (spans.flags[root] & SpanFlag.ORPHAN) === 0,
    services,
    operations,
    spans: {
      parent: columns.parent.slice(),
      depth: columns.depth.slice(),
      subtreeEnd: columns.subtreeEnd.slice(),
      start: columns.start.slice(),
      duration: columns.duration.slice(),
      kind: columns.kind.slice(),
      status: columns.status.slice(),
      flags: columns.flags.slice(),
      operation,
      selfTime: selfTime.slice(),
      position,
      childCount,
      shift: slice.shift?.slice() ?? new Float64Array(0),
    },
    errorsBefore: countErrors(columns.status),
    spanIds: joinSpanIds(dataset, slice),
    events: copyEvents(dataset, slice),
    clocks,
    longestPath: computeLongestPath(slice, root),
  };
}

/** What the tree alone says: in one pass over the spans. */
function measureTree({ parent, depth }: SliceColumns) {
  const position = new Int32Array(parent.length);
  const childCount = new Int32Array(parent.length);
  let rootCount = 0;
  let deepest = -1;
  for (let span = 0; span < parent.length; span++) {
    const above = parent[span];
    position[span] = above === NO_SPAN ? ++rootCount : ++childCount[above];
    if (depth[span] > deepest) deepest = depth[span];
  }
  return { position, childCount, rootCount, depthCount: deepest + 1 };
}

function countErrors(status: Uint8Array): Int32Array {
  const before = new Int32Array(status.length + 1);
  for (let span = 0; span < status.length; span++)
    before[span + 1] = before[span] + (status[span] === StatusCode.ERROR ? 1 : 0);
  return before;
}

/** The operations of the trace, its services in order of appearance, and which operation each span has. */
function nameOperations({ dataset, slice, operations: { list, numberOf } }: OpenTrace) {
  const services = new Numbering<ServiceIndex>();
  const operations = list.map(({ service, name }) => ({ service: services.of(service), name }));
  return {
    services: services.list.map((service) => dataset.services[service]),
    operations,
    operation: slice.columns.operation.map((own) => numberOf[own]),
  };
}

function joinSpanIds(dataset: Dataset, { spanOf }: TraceSlice): JoinedStrings {
  const { spans, strings } = dataset;
  const words = new Uint32Array(SPAN_ID_WORDS * spanOf.length);
  for (let at = 0; at < spanOf.length; at++) {
    const own = SPAN_ID_WORDS * spanOf[at as SpanIndex];
    words[2 * at] = spans.id[own];
    words[2 * at + 1] = spans.id[own + 1];
  }
  return joinIds(words, SPAN_ID_WORDS, (string) => strings.get(string));
}

/** The times of the slice's events, sorted by span; those of a span that is moved move with it. */
function copyEvents(dataset: Dataset, slice: TraceSlice): TraceView['events'] {
  const { events, spans, traces } = dataset;
  const { trace, spanOf, columns } = slice;
  const firstSpan = traces.firstSpan[trace];
  const [from, to] = rangeOfTrace(dataset, events, trace);
  if (slice.shift === null)
    return {
      span: events.span.slice(from, to).map((span) => span - firstSpan),
      time: events.time.slice(from, to),
    };
  const span = new Int32Array(to - from);
  const time = new Float64Array(to - from);
  for (let at = 0 as SpanIndex, next = 0; at < spanOf.length; at++) {
    const own = spanOf[at];
    const moved = columns.start[at] - spans.start[own];
    for (let row = lowerBound(events.span, to, own); row < to && events.span[row] === own; row++) {
      span[next] = at;
      time[next++] = events.time[row] + moved;
    }
  }
  return { span, time };
}
