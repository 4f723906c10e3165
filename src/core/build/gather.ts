import type { NumberArray } from '../lib/growable.ts';
import { indexList, narrowColumn, spanColumn, traceColumn } from '../model/columns.ts';
import type { Dataset, Source, SpanTable, TraceTable } from '../model/dataset.ts';
import type { Diagnostic } from '../model/diagnostics.ts';
import { SPAN_ID_WORDS, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { SpanIndex } from '../model/units.ts';
import type { AttributePool } from './attribute-pool.ts';
import {
  copyList,
  gatherAsideEnds,
  gatherEvents,
  gatherLinks,
  gatherMessages,
  gatherMissingParents,
  gatherSeconds,
  sumUp,
} from './gather-entries.ts';
import { inRanges } from './in-steps.ts';
import type { BuilderNumbers } from './make-rows.ts';
import { nameRows, type NameTables, type RowNames } from './name-rows.ts';
import type { SpanRows } from './span-rows.ts';
import type { Layout, TraceRows } from './layout-columns.ts';

/** Everything a builder knows when all traces are laid out. */
export interface LaidOutSpans {
  readonly rows: SpanRows;
  /** Whether the rows are still wanted; else each column is given back as soon as it is gathered. */
  readonly keepsRows: boolean;
  readonly layout: Layout;
  readonly traces: TraceRows;
  /** The rows that name parents who are not there. */
  readonly orphans: readonly number[];
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

/** Moves what the rows hold to its final order. */
export function* gatherDataset(laidOut: LaidOutSpans): Generator<undefined, GatheredDataset> {
  const { rows, keepsRows, layout, traces, tables, attributes, sources, diagnostics } = laidOut;
  if (!keepsRows) rows.releaseLaidOut(rows.length);
  const hasImpossible = diagnostics.some(({ code }) => code === 'impossible-time');
  const beside = {
    events: yield* gatherEvents(rows, layout, traces),
    links: yield* gatherLinks(rows, layout),
    statusMessages: yield* gatherMessages(rows, layout),
    missingParents: yield* gatherMissingParents(rows, layout, laidOut.orphans),
    seconds: yield* gatherSeconds(rows, layout),
    asideEnds: yield* gatherAsideEnds(rows, layout, hasImpossible),
  };
  if (!keepsRows) rows.releaseBeside();
  const named = yield* nameRows(rows, layout, tables);
  const { services, operations, resources, scopes, provenances, provenanceOf, operationName } = named;
  const spans = yield* gatherSpans(laidOut, named);
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

function* gatherSpans(laidOut: LaidOutSpans, named: RowNames): Generator<undefined, SpanTable> {
  const { rows, keepsRows, layout } = laidOut;
  const { length } = layout;
  const place = yield* gatherPlaces(rows, layout);
  const moved = yield* moveColumns(laidOut, named);
  yield* sumUp(moved.attributeStart);
  const attributeList = yield* moveLists(laidOut, moved.attributeStart);
  if (!keepsRows) rows.release();
  yield;
  const depth = narrowed(layout.depth.subarray(0, length), layout.deepest);
  yield;
  const start = exactly(layout.start, length);
  yield;
  return {
    length,
    parent: spanColumn(exactly(layout.parent, length)),
    depth: spanColumn(depth),
    subtreeEnd: spanColumn(exactly(layout.subtreeEnd, length)),
    start: spanColumn(start),
    duration: spanColumn(moved.duration),
    operation: spanColumn(named.operation),
    kind: spanColumn(moved.kind),
    status: spanColumn(moved.status),
    flags: spanColumn(exactly(layout.flags, length)),
    id: moved.id,
    provenance: spanColumn(moved.provenance),
    place: spanColumn(place),
    attributeStart: spanColumn(moved.attributeStart),
    attributeList: indexList(attributeList),
  };
}

/** Writes what each row holds to its span, row after row: what was read of the rows is given back on the way. */
function* moveColumns(
  { rows, keepsRows, layout: { spanOf, flags, length } }: LaidOutSpans,
  { provenances, provenanceOf }: RowNames,
) {
  const duration = new Float64Array(length);
  const kind = new Uint8Array(length);
  const status = new Uint8Array(length);
  const id = new Uint32Array(SPAN_ID_WORDS * length);
  const provenance = narrowColumn(length, provenances.length);
  /** How many each has, one entry later. */
  const attributeStart = new Uint32Array(length + 1);
  yield* inRanges(rows.length, (from, to) => {
    const durations = rows.duration.run(from, to);
    const kinds = rows.kind.run(from, to);
    const statuses = rows.status.run(from, to);
    const ids = rows.spanId.run(from, to);
    const provenanceNumbers = rows.provenance.run(from, to);
    const counts = rows.attributeCount.run(from, to);
    for (let at = 0; at < kinds.length; at++) {
      const span = spanOf[from + at];
      if (span < 0) continue;
      const nanos = durations[at];
      duration[span] = nanos > 0 && (flags[span] & SpanFlag.UNFINISHED) === 0 ? nanos : 0;
      kind[span] = kinds[at];
      status[span] = statuses[at];
      id[2 * span] = ids[2 * at];
      id[2 * span + 1] = ids[2 * at + 1];
      provenance[span] = provenanceOf[provenanceNumbers[at]];
      attributeStart[span + 1] = counts[at];
    }
    if (!keepsRows) rows.releaseMoved(to);
  });
  return { duration, kind, status, id, provenance, attributeStart };
}

/** The attributes of the spans, one list after the other: those of a span begin at `attributeStart`. */
function* moveLists(
  { rows, keepsRows, layout: { spanOf } }: LaidOutSpans,
  attributeStart: Uint32Array,
): Generator<undefined, Uint32Array> {
  const { list } = rows.attributes;
  const moved = new Uint32Array(attributeStart.at(-1)!);
  // Lists of rows that were made again are in no order.
  const isAscending = rows.reserved === 0;
  yield* inRanges(rows.length, (from, to) => {
    const listAt = rows.attributesAt.run(from, to);
    const { segments } = list;
    for (let at = 0; at < listAt.length; at++) {
      const span = spanOf[from + at];
      if (span >= 0) copyList(segments, listAt[at], moved, attributeStart[span], attributeStart[span + 1]);
    }
    if (!keepsRows && isAscending) list.releaseBefore(listAt[listAt.length - 1]);
  });
  return moved;
}

/** Where the record of each span begins, in as many bits as that needs. */
function* gatherPlaces(
  { place: column, length: rowCount }: SpanRows,
  { spanOf, length }: Layout,
): Generator<undefined, NumberArray> {
  let isExact = true;
  function* gather<A extends NumberArray>(place: A): Generator<undefined, A> {
    yield* inRanges(rowCount, (from, to) => {
      const places = column.run(from, to);
      for (let at = 0; at < places.length; at++) {
        const span = spanOf[from + at];
        if (span < 0) continue;
        place[span] = places[at];
        if (place[span] !== places[at]) isExact = false;
      }
    });
    return place;
  }
  const narrow = yield* gather(new Uint32Array(length));
  return isExact ? narrow : yield* gather(new Float64Array(length));
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
