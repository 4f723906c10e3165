import type { NumberArray } from '../lib/growable.ts';
import type { StringPool } from '../lib/string-pool.ts';
import type { AttributePool } from './attribute-pool.ts';
import { indexList, spanColumn, traceColumn } from '../model/columns.ts';
import type { Dataset, Scope, Source, SpanTable, TraceTable } from '../model/dataset.ts';
import type { DeferredTable } from './deferred-table.ts';
import type { Diagnostic } from '../model/diagnostics.ts';
import { gatherEvents, gatherLinks, gatherSeconds, gatherStrings, pickAttributes } from './gather-entries.ts';
import { nameRows, type RowNames } from './name-rows.ts';
import type { SpanBuffer } from './span-buffer.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { ResourceRecord } from '../model/span-record.ts';
import type { LaidOutTrace, Layout } from './trace-layout.ts';
import type { SpanIndex } from '../model/units.ts';

/** Everything a builder knows when all traces are laid out. */
export interface LaidOutSpans {
  readonly buffer: SpanBuffer;
  readonly layout: Layout;
  readonly traces: readonly LaidOutTrace[];
  /** String index of each trace's id. */
  readonly traceIds: readonly number[];
  readonly strings: StringPool;
  readonly attributes: AttributePool;
  readonly resources: DeferredTable<ResourceRecord>;
  readonly scopes: DeferredTable<Scope>;
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Copies the buffer's columns into their final order, one column after the other. */
export function gatherDataset(laidOut: LaidOutSpans): Dataset {
  const { buffer, layout, traces, strings, attributes, sources, diagnostics } = laidOut;
  const { operationOfRow, provenanceOfRow, ...names } = nameRows(layout, laidOut);
  const row = layout.row.subarray(0, layout.length);
  const trace = traceOfSpans(traces, row.length);
  const spans = gatherSpans(laidOut, row, { trace, operationOfRow, provenanceOfRow });
  return {
    spans,
    traces: gatherTraces(laidOut, spans, names),
    events: gatherEvents(buffer, row, trace, traces),
    links: gatherLinks(buffer, row),
    statusMessages: gatherStrings(row, (from) => buffer.statusMessage[from]),
    missingParents: gatherStrings(row, (from, span) =>
      layout.flags[span] & SpanFlag.ORPHAN ? buffer.parentSpanId[from] : -1,
    ),
    seconds: gatherSeconds(buffer, row),
    attributes: attributes.table(),
    ...names,
    sources,
    strings,
    diagnostics,
  };
}

/** By span: the trace it is of. */
function traceOfSpans(traces: readonly LaidOutTrace[], length: number): Int32Array {
  const trace = new Int32Array(length);
  for (let t = 0; t < traces.length; t++)
    trace.fill(t, traces[t].firstSpan, traces[t + 1]?.firstSpan ?? length);
  return trace;
}

/** Columns that come from elsewhere than the buffer: the first by span, the others by row. */
interface OwnColumns {
  readonly trace: Int32Array;
  readonly operationOfRow: Int32Array;
  readonly provenanceOfRow: Int32Array;
}

function gatherSpans(
  { buffer, layout }: LaidOutSpans,
  row: Int32Array,
  { trace, operationOfRow, provenanceOfRow }: OwnColumns,
): SpanTable {
  const { length } = row;
  const pick = <A extends NumberArray>(to: A, from: A): A => {
    for (let span = 0; span < length; span++) to[span] = from[row[span]]!;
    return to;
  };
  const duration = pick(new Float64Array(length), buffer.duration);
  for (let span = 0; span < length; span++) if (!(duration[span] > 0)) duration[span] = 0; // negative or not known
  const { attributeStart, attributeList } = pickAttributes(buffer.attributes, row);
  return {
    length,
    trace: spanColumn(trace),
    parent: spanColumn(layout.parent.slice(0, length)),
    depth: spanColumn(layout.depth.slice(0, length)),
    subtreeEnd: spanColumn(layout.subtreeEnd.slice(0, length)),
    start: spanColumn(layout.start.slice(0, length)),
    duration: spanColumn(duration),
    operation: spanColumn(pick(new Int32Array(length), operationOfRow)),
    kind: spanColumn(pick(new Uint8Array(length), buffer.kind)),
    status: spanColumn(pick(new Uint8Array(length), buffer.status)),
    flags: spanColumn(layout.flags.slice(0, length)),
    id: spanColumn(pick(new Int32Array(length), buffer.spanId)),
    provenance: spanColumn(pick(new Int32Array(length), provenanceOfRow)),
    place: spanColumn(pick(new Float64Array(length), buffer.place)),
    attributeStart: spanColumn(attributeStart),
    attributeList: indexList(attributeList),
  };
}

function gatherTraces(
  { traces, traceIds, layout }: LaidOutSpans,
  { start, duration, operation, status, flags }: SpanTable,
  { operations, services }: Pick<RowNames, 'operations' | 'services'>,
): TraceTable {
  const length = traces.length;
  const firstSpan = Int32Array.from({ length: length + 1 }, (_, t) => traces[t]?.firstSpan ?? layout.length);
  const traceDuration = new Float64Array(length);
  const errorCount = new Int32Array(length);
  const serviceCount = new Int32Array(length);
  const seenIn = new Int32Array(services.length).fill(-1); // the last trace a service was seen in
  for (let t = 0; t < length; t++) {
    let latest = 0;
    for (let span = firstSpan[t] as SpanIndex; span < firstSpan[t + 1]; span++) {
      if (status[span] === StatusCode.ERROR) errorCount[t]++;
      if ((flags[span] & SpanFlag.IMPOSSIBLE_TIME) === 0)
        latest = Math.max(latest, start[span] + duration[span]);
      const { service } = operations[operation[span]];
      if (seenIn[service] !== t) serviceCount[t]++;
      seenIn[service] = t;
    }
    traceDuration[t] = latest;
  }
  return {
    length,
    firstSpan: traceColumn(firstSpan),
    root: traceColumn(Int32Array.from(traces, ({ root }) => root)),
    originSeconds: traceColumn(Float64Array.from(traces, ({ originSeconds }) => originSeconds)),
    originNanos: traceColumn(Float64Array.from(traces, ({ originNanos }) => originNanos)),
    duration: traceColumn(traceDuration),
    errorCount: traceColumn(errorCount),
    serviceCount: traceColumn(serviceCount),
    id: traceColumn(Int32Array.from(traceIds)),
  };
}
