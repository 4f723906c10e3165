import { Numbering } from '../lib/numbering.ts';
import { inputOrder, sortByKey } from '../lib/stable-order.ts';
import { NO_STRING, rangeOfTrace, type Dataset } from '../model/dataset.ts';
import type { SpanIndex, StringIndex } from '../model/units.ts';
import { ExceptionReader, type ExceptionEvent } from './exceptions.ts';
import { templateOf } from './message-template.ts';
import type { TraceSlice } from './trace-slice.ts';

/** The events of a slice as columns of equal length, in order of time, those without time last. */
export interface EventColumns {
  /** In the slice. */
  readonly span: Int32Array;
  /** Nanoseconds after the trace's origin; NaN where the file gives none. */
  readonly time: Float64Array;
  /** Opens `names`. */
  readonly name: Int32Array;
  readonly names: readonly string[];
  /** Opens `summaries`. */
  readonly summary: Int32Array;
  /** The attributes of an event in a line, '' where it has none. */
  readonly summaries: readonly string[];
  /** The kind of exception it records, which opens `kinds`; -1 where it is none. */
  readonly kind: Int32Array;
  readonly kinds: readonly ExceptionKind[];
}

/** Exceptions of one type whose messages are alike: see `templateOf`. '' where none is given. */
export interface ExceptionKind {
  readonly type: string;
  readonly message: string;
}

/** A summary is read at a glance: longer values and longer lines are cut. */
const LONGEST_VALUE = 120;
const LONGEST_SUMMARY = 400;

/** All events of the slice. Where its spans are moved in time, their events move with them. */
export function listEvents(dataset: Dataset, slice: TraceSlice): EventColumns {
  const { events, strings } = dataset;
  const { row, span, time } = sortRows(dataset, slice);
  const reader = new ExceptionReader(dataset);
  const names = new Numbering<number>();
  const summaries = new Numbering<string>();
  const kinds = new KindNumbering(dataset);
  const name = new Int32Array(row.length);
  const summary = new Int32Array(row.length);
  const kind = new Int32Array(row.length).fill(-1);
  for (let at = 0; at < row.length; at++) {
    const exception = reader.read(row[at]);
    name[at] = names.of(events.name[row[at]]);
    summary[at] = summaries.of(summarize(dataset, reader, row[at], exception));
    if (exception) kind[at] = kinds.of(exception);
  }
  return {
    span,
    time,
    name,
    names: names.list.map((id) => strings.get(id)),
    summary,
    summaries: summaries.list,
    kind,
    kinds: kinds.list,
  };
}

/** The rows of the slice's events in order of time, with the span and the time of each. */
function sortRows(dataset: Dataset, { trace, spanOf, columns }: TraceSlice) {
  const { events, spans, traces } = dataset;
  const first = traces.firstSpan[trace];
  const [firstRow, endRow] = rangeOfTrace(dataset, events, trace);
  const placeOf = new Int32Array(spanOf.length);
  for (let at = 0 as SpanIndex; at < spanOf.length; at++) placeOf[spanOf[at] - first] = at;
  const order = inputOrder(endRow - firstRow);
  const moved = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const span = events.span[firstRow + at] as SpanIndex;
    const shift = columns.start[placeOf[span - first]] - spans.start[span];
    const time = events.time[firstRow + at] + shift;
    moved[at] = Number.isNaN(time) ? Infinity : time; // so that they come last
  }
  sortByKey(order, moved, order.length, new Int32Array(order.length));
  return {
    row: order.map((at) => firstRow + at),
    span: order.map((at) => placeOf[events.span[firstRow + at] - first]),
    time: Float64Array.from(order, (at) => (moved[at] === Infinity ? NaN : moved[at])),
  };
}

/** The attributes of an event in a line; an exception's type and message come first, its stack is left to the details. */
function summarize(
  { events, attributes, strings }: Dataset,
  reader: ExceptionReader,
  row: number,
  exception: ExceptionEvent | null,
): string {
  const parts: string[] = [];
  const textOf = (id: StringIndex): string => (id === NO_STRING ? '' : shorten(strings.get(id)));
  if (exception)
    parts.push([textOf(exception.type), textOf(exception.message)].filter((text) => text !== '').join(': '));
  for (let at = events.attributeStart[row]; at < events.attributeStart[row + 1]; at++) {
    const attribute = events.attributeList[at];
    if (exception && reader.isSpokenFor(attribute)) continue;
    parts.push(`${strings.get(attributes.key[attribute])}=${textOf(attributes.value[attribute])}`);
  }
  const line = parts.filter((part) => part !== '').join('  ');
  return line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY)}…` : line;
}

function shorten(value: string): string {
  const [line = ''] = value.trim().split('\n', 1);
  return line.length > LONGEST_VALUE || line.length < value.trim().length
    ? `${line.slice(0, LONGEST_VALUE)}…`
    : line;
}

/** Kinds of exceptions numbered from 0 in order of first appearance; each distinct message is looked at once. */
class KindNumbering {
  readonly list: ExceptionKind[] = [];
  readonly #dataset: Dataset;
  readonly #templates = new Numbering<string>();
  readonly #templateOf = new Map<StringIndex, number>();
  readonly #kinds = new Numbering<string>();

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  of({ type, message }: ExceptionEvent): number {
    const template = this.#templateNumber(message);
    const number = this.#kinds.of(`${type} ${template}`);
    if (number === this.list.length)
      this.list.push({
        type: type === NO_STRING ? '' : this.#dataset.strings.get(type),
        message: this.#templates.list[template],
      });
    return number;
  }

  #templateNumber(message: StringIndex): number {
    let number = this.#templateOf.get(message);
    if (number === undefined) {
      number = this.#templates.of(
        message === NO_STRING ? '' : templateOf(this.#dataset.strings.get(message)),
      );
      this.#templateOf.set(message, number);
    }
    return number;
  }
}
