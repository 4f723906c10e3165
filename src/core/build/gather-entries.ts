import type { NumberArray } from '../lib/growable.ts';
import { SEGMENT_BITS, SEGMENT_MASK, type SegmentedColumn } from '../lib/segmented-column.ts';
import { indexList } from '../model/columns.ts';
import type {
  EventTable,
  LinkTable,
  SparseEnds,
  SparseIds,
  SparseSeconds,
  SparseStrings,
} from '../model/dataset.ts';
import { SPAN_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { AttributeIndex } from '../model/units.ts';
import { inRanges } from './in-steps.ts';
import type { SpanRows } from './span-rows.ts';
import type { SparseColumn } from './sparse-column.ts';
import type { Layout, TraceRows } from './layout-columns.ts';

// What not every span has one of, in the final order of the spans.

/** Of an entry whose row was taken away. */
const NO_ROW = -1;

/** The spans of rows, and how many there are. */
type SpanPlaces = Pick<Layout, 'spanOf' | 'length'>;

/** The events of the spans. */
export function* gatherEvents(
  { events, firstEvent, attributes }: SpanRows,
  places: SpanPlaces,
  traces: TraceRows,
): Generator<undefined, EventTable> {
  const { seconds, nanos, name } = events.columns;
  const { span, from } = yield* sortBySpan(yield* listRows(events, firstEvent), places);
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
  const lists = yield* pickAttributes(attributes.list, events, from);
  return { length: span.length, span, time, name: names, ...lists };
}

export function* gatherLinks(
  { links, firstLink, attributes }: SpanRows,
  places: SpanPlaces,
): Generator<undefined, LinkTable> {
  const { span, from } = yield* sortBySpan(yield* listRows(links, firstLink), places);
  const { length } = span;
  const traceId = yield* pickColumn(links.columns.traceId, from, new Int32Array(length));
  const spanId = yield* pickColumn(links.columns.spanId, from, new Int32Array(length));
  const kind = yield* pickColumn(links.columns.kind, from, new Uint8Array(length));
  const lists = yield* pickAttributes(attributes.list, links, from);
  return { length, span, traceId, spanId, kind, ...lists };
}

export function* gatherMessages(
  { statusMessage }: SpanRows,
  places: SpanPlaces,
): Generator<undefined, SparseStrings> {
  const { row, value } = yield* statusMessage.list();
  const { span, from } = yield* sortBySpan(row, places);
  return { length: span.length, span, value: yield* pick(value, from) };
}

/** The ids of the parents that orphans name; `orphans` are their rows. */
export function* gatherMissingParents(
  { parentSpanId }: SpanRows,
  places: SpanPlaces,
  orphans: readonly number[],
): Generator<undefined, SparseIds> {
  const row = new Int32Array(orphans);
  const { span, from } = yield* sortBySpan(row, places);
  const rows = yield* pick(row, from);
  const id = yield* pickColumn(parentSpanId, rows, new Uint32Array(SPAN_ID_WORDS * span.length));
  return { length: span.length, span, id };
}

export function* gatherSeconds(
  { seconds, secondsAt }: SpanRows,
  places: SpanPlaces,
): Generator<undefined, SparseSeconds> {
  const { row, value } = yield* secondsAt.list();
  const { span, from } = yield* sortBySpan(row, places);
  const { length } = span;
  const pairs = yield* pick(value, from);
  const start = yield* pickColumn(seconds.start, pairs, new Float64Array(length));
  const duration = yield* pickColumn(seconds.duration, pairs, new Float64Array(length));
  return { length, span, start, duration };
}

/** The ends of spans that have one and are unfinished all the same: only where the layout set some aside. */
export function* gatherAsideEnds(
  { duration: durations, length }: SpanRows,
  places: Pick<Layout, 'spanOf' | 'length' | 'flags'>,
  hasAny: boolean,
): Generator<undefined, SparseEnds> {
  const { spanOf, flags } = places;
  const rows: number[] = [];
  if (hasAny)
    yield* inRanges(length, (from, to) => {
      for (let row = from; row < to; row++)
        if (durations.at(row) > 0 && (flags[spanOf[row]] & SpanFlag.UNFINISHED) !== 0) rows.push(row);
    });
  const { span, from } = yield* sortBySpan(Int32Array.from(rows), places);
  const duration = Float64Array.from(from, (at) => durations.at(rows[at]));
  return { length: span.length, span, duration };
}

/** Of things that belong to rows, those whose row is a span, by span: which span, and which of `row` it is. A counting sort. */
function* sortBySpan(
  row: Int32Array,
  { spanOf, length }: SpanPlaces,
): Generator<undefined, { span: Int32Array; from: Int32Array }> {
  if (row.length === 0) return { span: new Int32Array(0), from: new Int32Array(0) };
  const spans = new Int32Array(row.length);
  const next = new Int32Array(length + 1);
  yield* inRanges(row.length, (first, end) => {
    for (let at = first; at < end; at++) {
      spans[at] = row[at] === NO_ROW ? -1 : spanOf[row[at]];
      if (spans[at] >= 0) next[spans[at] + 1]++;
    }
  });
  yield* inRanges(length, (first, end) => {
    for (let at = first; at < end; at++) next[at + 1] += next[at];
  });
  const span = new Int32Array(next[length]);
  const from = new Int32Array(next[length]);
  yield* inRanges(row.length, (first, end) => {
    for (let at = first; at < end; at++) {
      if (spans[at] < 0) continue;
      const to = next[spans[at]]++;
      span[to] = spans[at];
      from[to] = at;
    }
  });
  return { span, from };
}

/** The row of each entry; -1 of one whose row was taken away: none leads to it. */
function* listRows(
  { row, length }: SpanRows['events'] | SpanRows['links'],
  firstOf: SparseColumn,
): Generator<undefined, Int32Array> {
  const listed = new Int32Array(length);
  yield* inRanges(length, (from, to) => {
    const own = row.run(from, to);
    for (let at = 0; at < own.length; at++) {
      const first = firstOf.at(own[at]);
      listed[from + at] = first >= 0 && first <= from + at ? own[at] : NO_ROW;
    }
  });
  return listed;
}

/** The numbers at the places `order`. */
function* pick(values: Int32Array, order: Int32Array): Generator<undefined, Int32Array> {
  const picked = new Int32Array(order.length);
  yield* inRanges(order.length, (from, to) => {
    for (let at = from; at < to; at++) picked[at] = values[order[at]];
  });
  return picked;
}

/** Copies the rows `order` of a column, in that order. */
function* pickColumn<A extends NumberArray>(
  column: SegmentedColumn<NumberArray>,
  order: Int32Array,
  into: A,
): Generator<undefined, A> {
  yield* inRanges(order.length, (from, to) => column.pick(order, into, from, to));
  return into;
}

/** Where the lists of entries are. */
interface ListPlaces {
  readonly attributesAt: SegmentedColumn<Uint32Array>;
  readonly attributeCount: SegmentedColumn<Uint32Array>;
}

/** The lists of the entries in `order`, one after the other; `attributeStart` has one entry more. */
function* pickAttributes(
  { segments }: SegmentedColumn<Uint32Array>,
  { attributesAt, attributeCount }: ListPlaces,
  order: Int32Array,
) {
  const { length } = order;
  const listAt = yield* pickColumn(attributesAt, order, new Uint32Array(length));
  const attributeStart = new Uint32Array(length + 1);
  yield* inRanges(length, (from, to) => {
    for (let at = from; at < to; at++) attributeStart[at + 1] = attributeCount.at(order[at]);
  });
  yield* sumUp(attributeStart);
  const list = new Uint32Array(attributeStart[length]);
  yield* inRanges(length, (from, to) => {
    for (let at = from; at < to; at++)
      copyList(segments, listAt[at], list, attributeStart[at], attributeStart[at + 1]);
  });
  return { attributeStart, attributeList: indexList<AttributeIndex>(list) };
}

/** Adds to each number those before it. */
export function* sumUp(counts: Uint32Array): Generator<undefined, void> {
  yield* inRanges(counts.length - 1, (from, to) => {
    for (let at = from; at < to; at++) counts[at + 1] += counts[at];
  });
}

/** Copies what stands in the segments of a column from `listAt` on to `into[from .. to]`. */
export function copyList(
  segments: readonly Uint32Array[],
  listAt: number,
  into: Uint32Array,
  from: number,
  to: number,
): void {
  while (from < to) {
    const segment = segments[listAt >>> SEGMENT_BITS];
    const place = listAt & SEGMENT_MASK;
    const count = Math.min(to - from, segment.length - place);
    for (let i = 0; i < count; i++) into[from + i] = segment[place + i];
    from += count;
    listAt += count;
  }
}
