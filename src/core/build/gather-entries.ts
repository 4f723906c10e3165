import type { AttributeLists } from './attribute-lists.ts';
import { indexList } from '../model/columns.ts';
import type { EventTable, LinkTable, SparseSeconds, SparseStrings } from '../model/dataset.ts';
import type { SpanBuffer } from './span-buffer.ts';
import type { LaidOutTrace } from './trace-layout.ts';
import type { AttributeIndex } from '../model/units.ts';

// What not every span has one of, in the final order of the spans: `row` says which row of the buffer each span was.

/** The events of the spans; `trace` is the trace of each span. */
export function gatherEvents(
  { events }: SpanBuffer,
  row: Int32Array,
  trace: Int32Array,
  traces: readonly LaidOutTrace[],
): EventTable {
  const { seconds, nanos, name } = events.columns;
  const { span, from } = pickEntries(events.start, row);
  const time = new Float64Array(span.length);
  for (let at = 0; at < span.length; at++) {
    const { originSeconds, originNanos } = traces[trace[span[at]]];
    time[at] = (seconds[from[at]] - originSeconds) * 1e9 + (nanos[from[at]] - originNanos);
  }
  return {
    length: span.length,
    span,
    time,
    name: Int32Array.from(from, (entry) => name[entry]),
    ...openLists(events.attributes, from),
  };
}

export function gatherLinks({ links }: SpanBuffer, row: Int32Array): LinkTable {
  const { traceId, spanId, kind } = links.columns;
  const { span, from } = pickEntries(links.start, row);
  return {
    length: span.length,
    span,
    traceId: Int32Array.from(from, (entry) => traceId[entry]),
    spanId: Int32Array.from(from, (entry) => spanId[entry]),
    kind: Uint8Array.from(from, (entry) => kind[entry]),
    ...openLists(links.attributes, from),
  };
}

/** The strings `valueOf` gives for the rows, those below 0 left out. */
export function gatherStrings(
  row: Int32Array,
  valueOf: (row: number, span: number) => number,
): SparseStrings {
  const span: number[] = [];
  const value: number[] = [];
  for (let s = 0; s < row.length; s++) {
    const string = valueOf(row[s], s);
    if (string < 0) continue;
    span.push(s);
    value.push(string);
  }
  return { length: span.length, span: Int32Array.from(span), value: Int32Array.from(value) };
}

export function gatherSeconds({ seconds }: SpanBuffer, row: Int32Array): SparseSeconds {
  const span: number[] = [];
  const start: number[] = [];
  const duration: number[] = [];
  for (let s = 0; s < row.length && seconds.size > 0; s++) {
    const own = seconds.get(row[s]);
    if (!own) continue;
    span.push(s);
    start.push(own.start);
    duration.push(own.duration);
  }
  return {
    length: span.length,
    span: Int32Array.from(span),
    start: Float64Array.from(start),
    duration: Float64Array.from(duration),
  };
}

/** The lists of the rows in `row`, one after the other; `attributeStart` has one entry more. */
export function pickAttributes(
  { start, list }: AttributeLists,
  row: Int32Array,
): { attributeStart: Uint32Array; attributeList: Uint32Array } {
  const { length } = row;
  const attributeStart = new Uint32Array(length + 1);
  for (let i = 0; i < length; i++)
    attributeStart[i + 1] = attributeStart[i] + start[row[i] + 1] - start[row[i]];
  const attributeList = new Uint32Array(attributeStart[length]);
  for (let i = 0; i < length; i++) {
    const from = start[row[i]];
    const to = attributeStart[i];
    const count = attributeStart[i + 1] - to;
    for (let j = 0; j < count; j++) attributeList[to + j] = list[from + j]!;
  }
  return { attributeStart, attributeList };
}

function openLists(
  lists: AttributeLists,
  from: Int32Array,
): Pick<EventTable, 'attributeStart' | 'attributeList'> {
  const { attributeStart, attributeList } = pickAttributes(lists, from);
  return { attributeStart, attributeList: indexList<AttributeIndex>(attributeList) };
}

/** For each entry of the picked rows, in order of span: its span, and its place in the buffer's table. */
function pickEntries(start: Uint32Array, row: Int32Array): { span: Int32Array; from: Int32Array } {
  let count = 0;
  for (const r of row) count += start[r + 1] - start[r];
  const span = new Int32Array(count);
  const from = new Int32Array(count);
  let at = 0;
  for (let s = 0; s < row.length; s++)
    for (let entry = start[row[s]]; entry < start[row[s] + 1]; entry++) {
      span[at] = s;
      from[at++] = entry;
    }
  return { span, from };
}
