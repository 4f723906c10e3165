import type { NumberArray } from '../lib/growable.ts';
import { narrowColumn } from '../model/columns.ts';
import { NANOS_PER_SECOND } from '../model/units.ts';
import { NO_ENTRY } from './entry-rows.ts';
import type { GroupedRows } from './group-rows.ts';
import { FEW_AT_ONCE, inRanges } from './in-steps.ts';
import { SpanRows } from './span-rows.ts';
import type { Layout, TraceRows } from './trace-layout.ts';

/**
 * What must be kept beside a data set so that its rows can be made again: their order, and the rows that it does not tell
 * exactly, such as copies that were dropped.
 */
export interface KeptRows {
  /** By trace: the builder's number. */
  readonly traceNumber: Int32Array;
  /** By trace: the first of its rows, once they are made again. One entry more than traces. */
  readonly firstRow: Int32Array;
  /** By span: which row of its trace it is, in input order; `untold` where the data set does not tell its row exactly. */
  readonly rank: NumberArray;
  readonly untold: number;
  /** The rows that are not told … */
  readonly aside: SpanRows;
  /** … and which row each is, once all are made again. */
  readonly asideRow: Int32Array;
}

/** Notes what `KeptRows` says while traces are laid out: their rows are still there then. */
export class RowKeeper {
  readonly #grouped: GroupedRows;
  readonly #layout: Layout;
  readonly #traces: TraceRows;
  readonly #asideRow: number[] = [];

  constructor(grouped: GroupedRows, layout: Layout, traces: TraceRows) {
    this.#grouped = grouped;
    this.#layout = layout;
    this.#traces = traces;
  }

  /** Notes which rows of the trace that was laid out last, one of the builder's `number`, no span tells. */
  *note(number: number): Generator<undefined, void> {
    const { rank, length } = this.#layout;
    const { firstSpan } = this.#traces;
    const from = firstSpan[this.#traces.length - 1];
    const firstRow = this.#grouped.first[number];
    const count = this.#grouped.first[number + 1] - firstRow;
    const isTold = new Uint8Array(count);
    yield* inRanges(length - from, (first, end) => {
      for (let span = from + first; span < from + end; span++) if (rank[span] >= 0) isTold[rank[span]] = 1;
    });
    yield* inRanges(count, (first, end) => {
      for (let at = first; at < end; at++) if (isTold[at] === 0) this.#asideRow.push(firstRow + at);
    });
  }

  /** All that was noted, when the last trace was. */
  *keep(rows: SpanRows): Generator<undefined, KeptRows> {
    const { first, row: grouped } = this.#grouped;
    const { length, number } = this.#traces;
    const traceNumber = number.slice(0, length);
    const firstRow = new Int32Array(length + 1).fill(grouped.length);
    let mostRows = 0;
    yield* inRanges(length, (from, to) => {
      for (let at = from; at < to; at++) {
        firstRow[at] = first[traceNumber[at]];
        mostRows = Math.max(mostRows, first[traceNumber[at] + 1] - firstRow[at]);
      }
    });
    const rank = narrowColumn(this.#layout.length, mostRows);
    rank.set(this.#layout.rank.subarray(0, this.#layout.length)); // -1 becomes the largest there is
    yield;
    const aside = new SpanRows();
    for (const [at, place] of this.#asideRow.entries()) {
      aside.addFrom(rows, grouped[place]);
      if (at % FEW_AT_ONCE === 0) yield;
    }
    const untold = 2 ** (8 * rank.BYTES_PER_ELEMENT) - 1;
    return { traceNumber, firstRow, rank, untold, aside, asideRow: new Int32Array(this.#asideRow) };
  }
}

/** Whether nanoseconds after an origin lead back to the moment they were made of; also with those of the origin added. */
export function isExact(nanos: number): boolean {
  return Math.abs(nanos) < 2 ** 52;
}

/** Whether all events of a row are so near the origin that their nanoseconds lead back to them. */
export function hasExactEvents(
  { events, firstEvent }: SpanRows,
  row: number,
  originSeconds: number,
): boolean {
  const first = firstEvent.at(row);
  if (first === NO_ENTRY) return true;
  for (let event = first; events.isOfSame(first, event); event++) {
    const seconds = Math.abs(events.columns.seconds.at(event) - originSeconds) + 1;
    if (!Number.isNaN(seconds) && !isExact(seconds * NANOS_PER_SECOND)) return false;
  }
  return true;
}
