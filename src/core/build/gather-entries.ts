import { type NumberArray, withRoom } from '../lib/growable.ts';
import type { SegmentedColumn } from '../lib/segmented-column.ts';
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
  const names = yield* pickColumn(name, from, new Int32Array(span.length));
  return { length: span.length, span, time, name: names, ...(yield* openLists(attributes, events, from)) };
}

export function* gatherLinks(
  { links, firstLink, attributes }: SpanRows,
  order: Int32Array,
): Generator<undefined, LinkTable> {
  const { span, from } = yield* pickEntries(links, firstLink, order);
  const { length } = span;
  const traceId = yield* pickColumn(links.columns.traceId, from, new Int32Array(length));
  const spanId = yield* pickColumn(links.columns.spanId, from, new Int32Array(length));
  const kind = yield* pickColumn(links.columns.kind, from, new Uint8Array(length));
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
  const rows = span.map((at) => order[at]);
  const id = yield* pickColumn(parentSpanId, rows, new Uint32Array(SPAN_ID_WORDS * span.length));
  return { length: span.length, span, id };
}

export function* gatherSeconds(
  { seconds, secondsAt }: SpanRows,
  order: Int32Array,
): Generator<undefined, SparseSeconds> {
  const { span, value } = yield* pickSparse(secondsAt, seconds.length === 0 ? NOTHING : order);
  const { length } = span;
  const start = yield* pickColumn(seconds.start, value, new Float64Array(length));
  const duration = yield* pickColumn(seconds.duration, value, new Float64Array(length));
  return { length, span, start, duration };
}

const NOTHING = new Int32Array(0);

/** Copies the rows `order` of a column, in that order. */
export function* pickColumn<A extends NumberArray>(
  column: SegmentedColumn<NumberArray>,
  order: Int32Array,
  into: A,
): Generator<undefined, A> {
  yield* inRanges(order.length, (from, to) => column.pick(order, into, from, to));
  return into;
}

/** The spans whose row has a number of 0 or more, and that number. */
function* pickSparse(
  column: SegmentedColumn<Int32Array>,
  order: Int32Array,
): Generator<undefined, { span: Int32Array; value: Int32Array }> {
  const value = yield* pickColumn(column, order, new Int32Array(order.length));
  const span = new Int32Array(order.length);
  let length = 0;
  yield* inRanges(order.length, (from, to) => {
    for (let at = from; at < to; at++) {
      if (value[at] < 0) continue;
      value[length] = value[at];
      span[length++] = at;
    }
  });
  return { span: span.slice(0, length), value: value.slice(0, length) };
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
  let span = new Int32Array(first.span.length);
  let from = new Int32Array(first.span.length);
  let length = 0;
  yield* inRanges(first.span.length, (begin, end) => {
    for (let at = begin; at < end; at++)
      for (let entry = first.value[at]; entries.isOfSame(first.value[at], entry); entry++) {
        span = withRoom(span, length + 1);
        from = withRoom(from, length + 1);
        span[length] = first.span[at];
        from[length++] = entry;
      }
  });
  return { span: span.slice(0, length), from: from.slice(0, length) };
}
