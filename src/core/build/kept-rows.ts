import type { NumberArray } from '../lib/growable.ts';
import { narrowColumn } from '../model/columns.ts';
import { SpanFlag } from '../model/span-enums.ts';
import { NANOS_PER_SECOND } from '../model/units.ts';
import { NO_ENTRY } from './entry-rows.ts';
import type { GroupedRows } from './group-rows.ts';
import { SPANS_AT_ONCE } from './in-steps.ts';
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
  const traceNumber = traces.number.slice(0, traces.length);
  const untold = traceNumber.reduce((most, trace) => Math.max(most, first[trace + 1] - first[trace]), 0);
  const rank = narrowColumn(layout.length, untold);
  const rankOf = new Int32Array(inputCount); // by row
  const firstRow = new Int32Array(traces.length + 1);
  const aside = new SpanRows();
  const asideRow: number[] = [];
  let seen = 0;
  for (let at = 0; at < traces.length; at++) {
    const own = grouped.subarray(first[traceNumber[at]], first[traceNumber[at] + 1]);
    for (let i = 0; i < own.length; i++) rankOf[own[i]] = i;
    for (let span = traces.firstSpan[at]; span < traces.firstSpan[at + 1]; span++) {
      const row = layout.row[span];
      const isTold =
        row < inputCount &&
        rows.trace.at(row) === traceNumber[at] &&
        tells(layout, span, rows, traces.originSeconds[at]);
      rank[span] = isTold ? rankOf[row] : untold;
      if (isTold) rankOf[row] = TOLD;
    }
    for (let i = 0; i < own.length; i++) {
      if (rankOf[own[i]] === TOLD) continue;
      aside.addFrom(rows, own[i]);
      asideRow.push(firstRow[at] + i);
    }
    firstRow[at + 1] = firstRow[at] + own.length;
    seen += own.length;
    if (seen < SPANS_AT_ONCE) continue;
    yield;
    seen = 0;
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
