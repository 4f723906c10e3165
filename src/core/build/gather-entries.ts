import { SegmentedColumn } from '../lib/segmented-column.ts';
import { indexList } from '../model/columns.ts';
import type { EventTable, LinkTable, SparseIds, SparseSeconds, SparseStrings } from '../model/dataset.ts';
import { SPAN_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { AttributeIndex } from '../model/units.ts';
import type { AttributeLists } from './attribute-lists.ts';
import { inRanges } from './in-steps.ts';
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
  yield* inRanges(span.length, (first, end) => {
    for (let at = first; at < end; at++) {
      while (traces.firstSpan[trace + 1] <= span[at]) trace++;
      time[at] =
        (seconds.at(from[at]) - traces.originSeconds[trace]) * 1e9 +
        (nanos.at(from[at]) - traces.originNanos[trace]);
    }
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
  const { span, value } = yield* pickSparse(statusMessage, order);
  return { length: span.length, span, value };
}

/** The ids of the parents that orphans name. */
export function* gatherMissingParents(
  { parentSpanId }: SpanRows,
  order: Int32Array,
  { flags }: Layout,
): Generator<undefined, SparseIds> {
  const found: number[] = [];
  yield* inRanges(order.length, (from, to) => {
    for (let span = from; span < to; span++) if (flags[span] & SpanFlag.ORPHAN) found.push(span);
  });
  const span = Int32Array.from(found);
  const id = new Uint32Array(SPAN_ID_WORDS * span.length);
  parentSpanId.pick(
    span.map((at) => order[at]),
    id,
    0,
    span.length,
  );
  return { length: span.length, span, id };
}

export function* gatherSeconds(
  { seconds, secondsAt }: SpanRows,
  order: Int32Array,
): Generator<undefined, SparseSeconds> {
  const { span, value } = yield* pickSparse(secondsAt, seconds.length === 0 ? NOTHING : order);
  const { length } = span;
  const start = new Float64Array(length);
  const duration = new Float64Array(length);
  seconds.start.pick(value, start, 0, length);
  seconds.duration.pick(value, duration, 0, length);
  return { length, span, start, duration };
}

const NOTHING = new Int32Array(0);

/** The spans whose row has a number of 0 or more, and that number. */
function* pickSparse(
  column: SegmentedColumn<Int32Array>,
  order: Int32Array,
): Generator<undefined, { span: Int32Array; value: Int32Array }> {
  const all = new Int32Array(order.length);
  const span: number[] = [];
  yield* inRanges(order.length, (from, to) => {
    column.pick(order, all, from, to);
    for (let at = from; at < to; at++) if (all[at] >= 0) span.push(at);
  });
  return { span: Int32Array.from(span), value: Int32Array.from(span, (at) => all[at]) };
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
  const count = new Uint32Array(length);
  const listAt = new Uint32Array(length);
  const attributeStart = new Uint32Array(length + 1);
  yield* inRanges(length, (from, to) => {
    attributeCount.pick(order, count, from, to);
    attributesAt.pick(order, listAt, from, to);
    for (let i = from; i < to; i++) attributeStart[i + 1] = attributeStart[i] + count[i];
  });
  const attributeList = new Uint32Array(attributeStart[length]);
  yield* inRanges(length, (from, to) => {
    for (let i = from; i < to; i++) list.copyTo(attributeList, attributeStart[i], listAt[i], count[i]);
  });
  return { attributeStart, attributeList };
}

function* openLists(lists: AttributeLists, places: ListPlaces, from: Int32Array) {
  const { attributeStart, attributeList } = yield* pickAttributes(lists, places, from);
  return { attributeStart, attributeList: indexList<AttributeIndex>(attributeList) };
}

/** For each entry of the picked rows, in order of span: its span, and its place among the entries. */
function* pickEntries(
  entries: SpanRows['events'] | SpanRows['links'],
  firstOf: SegmentedColumn<Int32Array>,
  order: Int32Array,
): Generator<undefined, { span: Int32Array; from: Int32Array }> {
  const first = yield* pickSparse(firstOf, entries.length === 0 ? NOTHING : order);
  const span: number[] = [];
  const from: number[] = [];
  for (let at = 0; at < first.span.length; at++)
    for (let entry = first.value[at]; entries.isOfSame(first.value[at], entry); entry++) {
      span.push(first.span[at]);
      from.push(entry);
    }
  return { span: Int32Array.from(span), from: Int32Array.from(from) };
}
