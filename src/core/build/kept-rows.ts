import type { NumberArray } from '../lib/growable.ts';
import { narrowColumn } from '../model/columns.ts';
import { NANOS_PER_SECOND } from '../model/units.ts';
import { NO_ENTRY } from './entry-rows.ts';
import type { GroupedRows } from './group-rows.ts';
import { FEW_AT_ONCE, inRanges } from './in-steps.ts';
import { SpanRows } from './span-rows.ts';
import type { Layout, TraceRows } from './layout-columns.ts';

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

/** Keeps what `KeptRows` says while traces are laid out: their rows are given back before all are. */
export class RowKeeper {
  readonly #rows: SpanRows;
  readonly #grouped: GroupedRows;
  readonly #layout: Layout;
  readonly #traces: TraceRows;
  readonly #aside = new SpanRows();
  readonly #asideRow: number[] = [];

  constructor(rows: SpanRows, grouped: GroupedRows, layout: Layout, traces: TraceRows) {
    this.#rows = rows;
    this.#grouped = grouped;
    this.#layout = layout;
    this.#traces = traces;
  }

  /** Puts the rows that no span tells aside, of the trace that was laid out last, one of the builder's `number`. */
  *putAside(number: number): Generator<undefined, void> {
    const { rank, length } = this.#layout;
    const { first, row: grouped } = this.#grouped;
    const from = this.#traces.firstSpan[this.#traces.length - 1];
    const isTold = new Uint8Array(first[number + 1] - first[number]);
    yield* inRanges(length - from, (begin, end) => {
      for (let span = from + begin; span < from + end; span++) if (rank[span] >= 0) isTold[rank[span]] = 1;
    });
    for (let at = isTold.indexOf(0); at >= 0; at = isTold.indexOf(0, at + 1)) {
      this.#aside.addFrom(this.#rows, grouped[first[number] + at]);
      if (this.#asideRow.push(first[number] + at) % FEW_AT_ONCE === 0) yield;
    }
  }

  /** All that is kept, when the last trace was laid out. */
  *keep(): Generator<undefined, KeptRows> {
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
    const untold = 2 ** (8 * rank.BYTES_PER_ELEMENT) - 1;
    const asideRow = new Int32Array(this.#asideRow);
    return { traceNumber, firstRow, rank, untold, aside: this.#aside, asideRow };
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
