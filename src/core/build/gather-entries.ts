import { SegmentedColumn } from '../lib/segmented-column.ts';
import { indexList } from '../model/columns.ts';
import type { EventTable, LinkTable, SparseIds, SparseSeconds, SparseStrings } from '../model/dataset.ts';
import { SPAN_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { AttributeIndex } from '../model/units.ts';
import type { AttributeLists } from './attribute-lists.ts';
import { NO_ENTRY } from './entry-rows.ts';
import { inSteps } from './in-steps.ts';
import type { SpanRows } from './span-rows.ts';
import type { Layout, TraceRows } from './trace-layout.ts';

// What not every span has one of, in the final order of the spans: `order` says which row each span was.

/** The events of the spans. */
export function* gatherEvents(
  { events, firstEvent, attributes }: SpanRows,
  order: Int32Array,
  traces: TraceRows,
): Generator<undefined, EventTable> {
  const { seconds, nanos, name } = events.columns;
  const { span, from } = yield* pickEntries(events, firstEvent, order);
  const time = new Float64Array(span.length);
  let trace = 0;
  yield* inSteps(span.length, (at) => {
    while (trace + 1 < traces.length && traces.firstSpan[trace + 1] <= span[at]) trace++;
    time[at] =
      (seconds.at(from[at]) - traces.originSeconds[trace]) * 1e9 +
      (nanos.at(from[at]) - traces.originNanos[trace]);
  });
  const names = new Int32Array(span.length);
  name.pick(from, names, 0, span.length);
  return { length: span.length, span, time, name: names, ...(yield* openLists(attributes, events, from)) };
}

export function* gatherLinks(
  { links, firstLink, attributes }: SpanRows,
  order: Int32Array,
): Generator<undefined, LinkTable> {
  const { span, from } = yield* pickEntries(links, firstLink, order);
  const { length } = span;
  const traceId = new Int32Array(length);
  const spanId = new Int32Array(length);
  const kind = new Uint8Array(length);
  links.columns.traceId.pick(from, traceId, 0, length);
  links.columns.spanId.pick(from, spanId, 0, length);
  links.columns.kind.pick(from, kind, 0, length);
  return { length, span, traceId, spanId, kind, ...(yield* openLists(attributes, links, from)) };
}

export function* gatherMessages(
  { statusMessage }: SpanRows,
  order: Int32Array,
): Generator<undefined, SparseStrings> {
  const span = yield* listSpans(order.length, (at) => statusMessage.at(order[at]) >= 0);
  const value = span.map((at) => statusMessage.at(order[at]));
  return { length: span.length, span, value };
}

/** The ids of the parents that orphans name. */
export function* gatherMissingParents(
  { parentSpanId }: SpanRows,
  order: Int32Array,
  { flags }: Layout,
): Generator<undefined, SparseIds> {
  const span = yield* listSpans(order.length, (at) => (flags[at] & SpanFlag.ORPHAN) !== 0);
  const id = new Uint32Array(SPAN_ID_WORDS * span.length);
  for (let at = 0; at < id.length; at++) id[at] = parentSpanId.at(2 * order[span[at >> 1]] + (at & 1));
  return { length: span.length, span, id };
}

export function* gatherSeconds(
  { seconds, secondsAt }: SpanRows,
  order: Int32Array,
): Generator<undefined, SparseSeconds> {
  const span =
    seconds.length === 0
      ? new Int32Array(0)
      : yield* listSpans(order.length, (at) => secondsAt.at(order[at]) >= 0);
  const start = new Float64Array(span.length);
  const duration = new Float64Array(span.length);
  for (let at = 0; at < span.length; at++) {
    const own = secondsAt.at(order[span[at]]);
    start[at] = seconds.start.at(own);
    duration[at] = seconds.duration.at(own);
  }
  return { length: span.length, span, start, duration };
}

/** Where the lists of some rows or entries are. */
interface ListPlaces {
  readonly attributesAt: SegmentedColumn<Uint32Array>;
  readonly attributeCount: SegmentedColumn<Uint32Array>;
}

/** The lists of the rows in `order`, one after the other; `attributeStart` has one entry more. */
export function* pickAttributes(
  { list }: AttributeLists,
  { attributesAt, attributeCount }: ListPlaces,
  order: Int32Array,
): Generator<undefined, { attributeStart: Uint32Array; attributeList: Uint32Array }> {
  const { length } = order;
  const attributeStart = new Uint32Array(length + 1);
  yield* inSteps(length, (i) => {
    attributeStart[i + 1] = attributeStart[i] + attributeCount.at(order[i]);
  });
  const attributeList = new Uint32Array(attributeStart[length]);
  yield* inSteps(length, (i) => {
    const from = attributesAt.at(order[i]);
    const to = attributeStart[i];
    const count = attributeStart[i + 1] - to;
    for (let j = 0; j < count; j++) attributeList[to + j] = list.at(from + j);
  });
  return { attributeStart, attributeList };
}

function* openLists(lists: AttributeLists, places: ListPlaces, from: Int32Array) {
  const { attributeStart, attributeList } = yield* pickAttributes(lists, places, from);
  return { attributeStart, attributeList: indexList<AttributeIndex>(attributeList) };
}

/** The spans below `length` that are such, ascending. */
function* listSpans(
  length: number,
  isSuch: (span: number) => boolean,
): Generator<undefined, Int32Array<ArrayBuffer>> {
  const found: number[] = [];
  yield* inSteps(length, (span) => {
    if (isSuch(span)) found.push(span);
  });
  return Int32Array.from(found);
}

/** For each entry of the picked rows, in order of span: its span, and its place among the entries. */
function* pickEntries(
  entries: SpanRows['events'] | SpanRows['links'],
  firstOf: SegmentedColumn<Int32Array>,
  order: Int32Array,
): Generator<undefined, { span: Int32Array; from: Int32Array }> {
  const span: number[] = [];
  const from: number[] = [];
  yield* inSteps(order.length, (at) => {
    const first = firstOf.at(order[at]);
    if (first === NO_ENTRY) return;
    for (const entry of entries.entriesFrom(first)) {
      span.push(at);
      from.push(entry);
    }
  });
  return { span: Int32Array.from(span), from: Int32Array.from(from) };
}
