import type { NumberArray } from '../lib/growable.ts';
import type { SegmentedColumn } from '../lib/segmented-column.ts';
import { indexList, narrowColumn, spanColumn, traceColumn } from '../model/columns.ts';
import type { Dataset, Source, SpanTable, TraceTable } from '../model/dataset.ts';
import type { Diagnostic } from '../model/diagnostics.ts';
import { SPAN_ID_WORDS, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { SpanIndex } from '../model/units.ts';
import type { AttributePool } from './attribute-pool.ts';
import {
  gatherEvents,
  gatherLinks,
  gatherMessages,
  gatherMissingParents,
  gatherSeconds,
  pickAttributes,
  pickColumn,
} from './gather-entries.ts';
import { inRanges } from './in-steps.ts';
import type { BuilderNumbers } from './make-rows.ts';
import { nameRows, type NameTables, type RowNames } from './name-rows.ts';
import type { SpanRows } from './span-rows.ts';
import type { Layout, TraceRows } from './trace-layout.ts';

/** Everything a builder knows when all traces are laid out. */
export interface LaidOutSpans {
  readonly rows: SpanRows;
  /** Whether the rows are still wanted; else each column is given back as soon as it is gathered. */
  readonly keepsRows: boolean;
  readonly layout: Layout;
  readonly traces: TraceRows;
  /** The ids of all traces, four words each … */
  readonly traceIds: Uint32Array;
  /** … and by the builder's number of a trace, which of them it has. */
  readonly idOf: Int32Array;
  readonly tables: NameTables;
  readonly attributes: AttributePool;
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A data set, and what its numbers are to the builder. */
export interface GatheredDataset {
  readonly dataset: Dataset;
  readonly numbers: BuilderNumbers;
}

/** Copies the columns of the rows into their final order, one column after the other. */
export function* gatherDataset(laidOut: LaidOutSpans): Generator<undefined, GatheredDataset> {
  const { rows, layout, traces, tables, attributes, sources, diagnostics } = laidOut;
  const order = layout.row.subarray(0, layout.length);
  const builderProvenance = yield* pickColumn(rows.provenance, order, new Int32Array(order.length));
  const named = yield* nameRows(rows, order, builderProvenance, tables);
  const { services, operations, resources, scopes, provenances, provenanceOf, operationName } = named;
  const beside = {
    events: yield* gatherEvents(rows, order, traces),
    links: yield* gatherLinks(rows, order),
    statusMessages: yield* gatherMessages(rows, order),
    missingParents: yield* gatherMissingParents(rows, order, layout),
    seconds: yield* gatherSeconds(rows, order),
  };
  const spans = yield* gatherSpans(laidOut, order, builderProvenance, named);
  const dataset = {
    spans,
    traces: yield* gatherTraces(laidOut, spans, named),
    ...beside,
    attributes: attributes.table(),
    services,
    operations,
    resources,
    scopes,
    provenances,
    sources: [...sources],
    strings: tables.strings,
    diagnostics,
  };
  const provenance = new Int32Array(provenances.length);
  for (let number = 0; number < provenanceOf.length; number++)
    if (provenanceOf[number] >= 0) provenance[provenanceOf[number]] = number;
  return { dataset, numbers: { provenance, operationName } };
}

function* gatherSpans(
  laidOut: LaidOutSpans,
  order: Int32Array,
  builderProvenance: Int32Array,
  { operation, provenances, provenanceOf }: RowNames,
): Generator<undefined, SpanTable> {
  const { rows, keepsRows, layout } = laidOut;
  const { length } = order;
  function* move<A extends NumberArray>(
    column: SegmentedColumn<NumberArray>,
    into: A,
  ): Generator<undefined, A> {
    const moved = yield* pickColumn(column, order, into);
    if (!keepsRows) column.release();
    return moved;
  }
  if (!keepsRows) for (const column of rows.gathered()) column.release();
  const provenance = narrowColumn(length, provenances.length);
  yield* inRanges(length, (from, to) => {
    for (let span = from; span < to; span++) provenance[span] = provenanceOf[builderProvenance[span]];
  });
  const duration = yield* move(rows.duration, new Float64Array(length));
  yield* inRanges(length, (from, to) => {
    for (let span = from; span < to; span++)
      if (!(duration[span] > 0) || (layout.flags[span] & SpanFlag.UNFINISHED) !== 0) duration[span] = 0;
  });
  const kind = yield* move(rows.kind, new Uint8Array(length));
  const status = yield* move(rows.status, new Uint8Array(length));
  const id = yield* move(rows.spanId, new Uint32Array(SPAN_ID_WORDS * length));
  const place = yield* narrowedPlaces(yield* move(rows.place, new Float64Array(length)));
  const { attributeStart, attributeList } = yield* pickAttributes(rows.attributes, rows, order);
  if (!keepsRows) rows.release();
  return {
    length,
    parent: spanColumn(exactly(layout.parent, length)),
    depth: spanColumn(narrowed(layout.depth.subarray(0, length), layout.deepest)),
    subtreeEnd: spanColumn(exactly(layout.subtreeEnd, length)),
    start: spanColumn(exactly(layout.start, length)),
    duration: spanColumn(duration),
    operation: spanColumn(operation),
    kind: spanColumn(kind),
    status: spanColumn(status),
    flags: spanColumn(exactly(layout.flags, length)),
    id,
    provenance: spanColumn(provenance),
    place: spanColumn(place),
    attributeStart: spanColumn(attributeStart),
    attributeList: indexList(attributeList),
  };
}

/** The first `length` of `array`, a copy only where there are more. */
function exactly<A extends NumberArray>(array: A, length: number): A {
  return array.length === length ? array : (array.slice(0, length) as A);
}

/** `values` in the narrowest type for whole numbers up to `largest`. */
function narrowed(values: Int32Array, largest: number): NumberArray {
  const narrow = narrowColumn(values.length, largest);
  narrow.set(values);
  return narrow;
}

function* narrowedPlaces(places: Float64Array): Generator<undefined, NumberArray> {
  const narrow = new Uint32Array(places.length);
  let isExact = true;
  yield* inRanges(places.length, (from, to) => {
    for (let span = from; span < to; span++) {
      narrow[span] = places[span];
      if (narrow[span] !== places[span]) isExact = false;
    }
  });
  return isExact ? narrow : places;
}

function* gatherTraces(
  { traces, traceIds, idOf }: LaidOutSpans,
  { length: spanCount, start, duration, operation, status, flags }: SpanTable,
  { operations, services }: Pick<RowNames, 'operations' | 'services'>,
): Generator<undefined, TraceTable> {
  const { length, firstSpan, number } = traces;
  const traceDuration = new Float64Array(length);
  const errorCount = new Int32Array(length);
  const serviceCount = new Int32Array(length);
  const seenIn = new Int32Array(services.length).fill(-1); // the last trace a service was seen in
  const serviceOf = Int32Array.from(operations, ({ service }) => service);
  let trace = 0;
  yield* inRanges(spanCount, (from, to) => {
    for (let span = from as SpanIndex; span < to; span++) {
      while (firstSpan[trace + 1] <= span) trace++;
      if (status[span] === StatusCode.ERROR) errorCount[trace]++;
      if ((flags[span] & SpanFlag.IMPOSSIBLE_TIME) === 0)
        traceDuration[trace] = Math.max(traceDuration[trace], start[span] + duration[span]);
      const service = serviceOf[operation[span]];
      if (seenIn[service] !== trace) serviceCount[trace]++;
      seenIn[service] = trace;
    }
  });
  const id = new Uint32Array(TRACE_ID_WORDS * length);
  yield* inRanges(id.length, (from, to) => {
    for (let at = from; at < to; at++) id[at] = traceIds[TRACE_ID_WORDS * idOf[number[at >> 2]] + (at & 3)]!;
  });
  return {
    length,
    firstSpan: traceColumn(exactly(firstSpan, length + 1)),
    root: traceColumn(exactly(traces.root, length)),
    originSeconds: traceColumn(exactly(traces.originSeconds, length)),
    originNanos: traceColumn(exactly(traces.originNanos, length)),
    duration: traceColumn(traceDuration),
    errorCount: traceColumn(errorCount),
    serviceCount: traceColumn(serviceCount),
    id,
  };
}
