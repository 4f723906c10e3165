import type { NumberArray } from '../lib/growable.ts';
import { narrowColumn } from '../model/columns.ts';
import { SpanFlag } from '../model/span-enums.ts';
import { NANOS_PER_SECOND } from '../model/units.ts';
import { NO_ENTRY } from './entry-rows.ts';
import type { GroupedRows } from './group-rows.ts';
import { FEW_AT_ONCE, inRanges, SPANS_AT_ONCE } from './in-steps.ts';
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

/** A row that its span tells. */
const TOLD = -1;
/** Spans so marked say something else than their records did. */
const UNTOLD_FLAGS = SpanFlag.CYCLE_CUT | SpanFlag.SHARED_SERVER | SpanFlag.MERGED;

/** Notes what `KeptRows` says, as long as the first `inputCount` rows are there; behind them are unions. */
export function* keepRows(
  rows: SpanRows,
  inputCount: number,
  { first, row: grouped }: GroupedRows,
  layout: Layout,
  traces: TraceRows,
): Generator<undefined, KeptRows> {
  const { length } = grouped;
  const traceNumber = traces.number.slice(0, traces.length);
  const firstRow = new Int32Array(traces.length + 1).fill(length);
  for (let at = 0; at < traces.length; at++) firstRow[at] = first[traceNumber[at]];
  const rankOf = new Int32Array(inputCount); // by row
  let untold = 0;
  let trace = 0;
  yield* inRanges(length, (from, to) => {
    for (let at = from; at < to; at++) {
      while (firstRow[trace + 1] <= at) trace++;
      rankOf[grouped[at]] = at - firstRow[trace];
      untold = Math.max(untold, at + 1 - firstRow[trace]);
    }
  });
  const rank = narrowColumn(layout.length, untold);
  trace = 0;
  yield* inRanges(layout.length, (from, to) => {
    for (let span = from; span < to; span++) {
      while (traces.firstSpan[trace + 1] <= span) trace++;
      const row = layout.row[span];
      const isTold =
        row < inputCount &&
        rows.trace.at(row) === traceNumber[trace] &&
        tells(layout, span, rows, traces.originSeconds[trace]);
      rank[span] = isTold ? rankOf[row] : untold;
      if (isTold) rankOf[row] = TOLD;
    }
  });
  const aside = new SpanRows();
  const asideRow: number[] = [];
  for (let at = 0; at < length; at++) {
    if (at % SPANS_AT_ONCE === 0) yield;
    if (rankOf[grouped[at]] === TOLD) continue;
    aside.addFrom(rows, grouped[at]);
    if (asideRow.push(at) % FEW_AT_ONCE === 0) yield;
  }
  return { traceNumber, firstRow, rank, untold, aside, asideRow: Int32Array.from(asideRow) };
}

/** Whether a span says exactly what its row does. */
function tells(layout: Layout, span: number, rows: SpanRows, originSeconds: number): boolean {
  if (layout.differs[span] === 1 || (layout.flags[span] & UNTOLD_FLAGS) !== 0) return false;
  if (!isExact(layout.start[span])) return false;
  return rows.events.length === 0 || hasExactEvents(rows, layout.row[span], originSeconds);
}

/** Whether nanoseconds after an origin lead back to the moment they were made of; also with those of the origin added. */
function isExact(nanos: number): boolean {
  return Math.abs(nanos) < 2 ** 52;
}

/** Whether all events of a row are so near the origin that their nanoseconds lead back to them. */
function hasExactEvents({ events, firstEvent }: SpanRows, row: number, originSeconds: number): boolean {
  const first = firstEvent.at(row);
  if (first === NO_ENTRY) return true;
  for (const event of events.entriesFrom(first)) {
    const seconds = Math.abs(events.columns.seconds.at(event) - originSeconds) + 1;
    if (!Number.isNaN(seconds) && !isExact(seconds * NANOS_PER_SECOND)) return false;
  }
  return true;
}
