import { type Dataset, NO_SPAN } from '../model/dataset.ts';
import { NO_ID } from '../model/packed-id.ts';
import { SpanFlag, SpanKind } from '../model/span-enums.ts';
import { NANOS_PER_SECOND, type SpanIndex, type TraceIndex } from '../model/units.ts';
import { NO_ENTRY } from './entry-rows.ts';
import { FEW_AT_ONCE, inRanges } from './in-steps.ts';
import type { KeptRows } from './kept-rows.ts';
import type { SpanRows } from './span-rows.ts';

/** What the numbers of a data set are to the builder. */
export interface BuilderNumbers {
  /** By place in `dataset.provenances`. */
  readonly provenance: Int32Array;
  /** By operation: the string of its name. */
  readonly operationName: Int32Array;
}

/** Of a span whose row is kept aside. */
const NO_ROW = -1;

/** Writes the reserved rows again: those that `dataset` tells, and those that were kept aside. */
export function* makeRows(
  rows: SpanRows,
  dataset: Dataset,
  kept: KeptRows,
  numbers: BuilderNumbers,
): Generator<undefined, void> {
  const rowOf = new Int32Array(dataset.spans.length);
  yield* forEachSpan(dataset, (span, trace) => {
    const rank = kept.rank[span];
    rowOf[span] = rank === kept.untold ? NO_ROW : kept.firstRow[trace] + rank;
    if (rowOf[span] !== NO_ROW) rows.trace.set(rowOf[span], kept.traceNumber[trace]);
  });
  yield* writeSpans(rows, dataset, rowOf, numbers);
  yield* writeTimes(rows, dataset, rowOf);
  yield* writeSparse(rows, dataset, rowOf);
  yield* writeEvents(rows, dataset, rowOf);
  yield* writeLinks(rows, dataset, rowOf);
  for (let at = 0; at < kept.asideRow.length; at++) {
    rows.copy(kept.aside, at, kept.asideRow[at]);
    if (at % FEW_AT_ONCE === 0) yield;
  }
}

function forEachSpan(
  { spans, traces }: Dataset,
  visit: (span: SpanIndex, trace: TraceIndex) => void,
): Generator<undefined, void> {
  let trace = 0 as TraceIndex;
  return inRanges(spans.length, (from, to) => {
    for (let span = from as SpanIndex; span < to; span++) {
      while (traces.firstSpan[(trace + 1) as TraceIndex] <= span) trace++;
      visit(span, trace);
    }
  });
}

function* writeSpans(
  rows: SpanRows,
  dataset: Dataset,
  rowOf: Int32Array,
  { provenance, operationName }: BuilderNumbers,
): Generator<undefined, void> {
  const { spans } = dataset;
  const listAt = yield* rows.attributes.addInSteps(spans.attributeList);
  yield* forEachSpan(dataset, (span) => {
    const row = rowOf[span];
    if (row === NO_ROW) return;
    rows.spanId.set(2 * row, spans.id[2 * span]);
    rows.spanId.set(2 * row + 1, spans.id[2 * span + 1]);
    const parent = spans.flags[span] & SpanFlag.SELF_PARENT ? span : spans.parent[span];
    rows.parentSpanId.set(2 * row, parent === NO_SPAN ? NO_ID : spans.id[2 * parent]);
    rows.parentSpanId.set(2 * row + 1, parent === NO_SPAN ? NO_ID : spans.id[2 * parent + 1]);
    rows.name.set(row, operationName[spans.operation[span]]);
    rows.provenance.set(row, provenance[spans.provenance[span]]);
    rows.place.set(row, spans.place[span]);
    rows.kind.set(row, spans.kind[span]);
    rows.status.set(row, spans.status[span]);
    rows.flags.set(row, saysAsync({ spans }, span) ? SpanFlag.ASYNC : 0);
    rows.attributesAt.set(row, listAt + spans.attributeStart[span]);
    const count = spans.attributeStart[(span + 1) as SpanIndex] - spans.attributeStart[span];
    rows.attributeCount.set(row, count);
  });
}

/** Whether the record said so itself: of consumers below producers it is found out. */
function saysAsync({ spans }: Pick<Dataset, 'spans'>, span: SpanIndex): boolean {
  const parent = spans.parent[span];
  const isConsumed =
    parent !== NO_SPAN && spans.kind[span] === SpanKind.CONSUMER && spans.kind[parent] === SpanKind.PRODUCER;
  return (spans.flags[span] & SpanFlag.ASYNC) !== 0 && !isConsumed;
}

function* writeTimes(rows: SpanRows, dataset: Dataset, rowOf: Int32Array): Generator<undefined, void> {
  const { spans, traces } = dataset;
  yield* forEachSpan(dataset, (span, trace) => {
    const row = rowOf[span];
    if (row === NO_ROW) return;
    const nanos = traces.originNanos[trace] + spans.start[span];
    const seconds = Math.floor(nanos / NANOS_PER_SECOND);
    const hasStart = (spans.flags[span] & SpanFlag.START_UNKNOWN) === 0;
    rows.startSeconds.set(row, hasStart ? traces.originSeconds[trace] + seconds : NaN);
    rows.startNanos.set(row, hasStart ? nanos - seconds * NANOS_PER_SECOND : 0);
    const hasEnd = (spans.flags[span] & SpanFlag.UNFINISHED) === 0;
    rows.duration.set(row, hasEnd ? spans.duration[span] : NaN);
  });
}

function* writeSparse(
  rows: SpanRows,
  { statusMessages, missingParents, seconds }: Dataset,
  rowOf: Int32Array,
): Generator<undefined, void> {
  yield* inRanges(statusMessages.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rowOf[statusMessages.span[at]];
      if (row !== NO_ROW) rows.statusMessage.set(row, statusMessages.value[at]);
    }
  });
  yield* inRanges(missingParents.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rowOf[missingParents.span[at]];
      if (row === NO_ROW) continue;
      rows.parentSpanId.set(2 * row, missingParents.id[2 * at]);
      rows.parentSpanId.set(2 * row + 1, missingParents.id[2 * at + 1]);
    }
  });
  yield* inRanges(seconds.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rowOf[seconds.span[at]];
      if (row !== NO_ROW) rows.secondsAt.set(row, rows.seconds.add(seconds.start[at], seconds.duration[at]));
    }
  });
}

function* writeEvents(
  rows: SpanRows,
  { events, traces }: Dataset,
  rowOf: Int32Array,
): Generator<undefined, void> {
  const listAt = yield* rows.attributes.addInSteps(events.attributeList);
  let trace = 0 as TraceIndex;
  yield* inRanges(events.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rowOf[events.span[at]];
      while (traces.firstSpan[(trace + 1) as TraceIndex] <= events.span[at]) trace++;
      if (row === NO_ROW) continue;
      const nanos = traces.originNanos[trace] + events.time[at]; // NaN where the time is not known
      const seconds = Math.floor(nanos / NANOS_PER_SECOND);
      const values = {
        seconds: traces.originSeconds[trace] + seconds,
        nanos: nanos - seconds * NANOS_PER_SECOND,
        name: events.name[at],
      };
      const count = events.attributeStart[at + 1] - events.attributeStart[at];
      const entry = rows.events.addListed(row, values, listAt + events.attributeStart[at], count);
      if (rows.firstEvent.at(row) === NO_ENTRY) rows.firstEvent.set(row, entry);
    }
  });
}

function* writeLinks(rows: SpanRows, { links }: Dataset, rowOf: Int32Array): Generator<undefined, void> {
  const listAt = yield* rows.attributes.addInSteps(links.attributeList);
  yield* inRanges(links.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rowOf[links.span[at]];
      if (row === NO_ROW) continue;
      const values = { traceId: links.traceId[at], spanId: links.spanId[at], kind: links.kind[at] };
      const count = links.attributeStart[at + 1] - links.attributeStart[at];
      const entry = rows.links.addListed(row, values, listAt + links.attributeStart[at], count);
      if (rows.firstLink.at(row) === NO_ENTRY) rows.firstLink.set(row, entry);
    }
  });
}
