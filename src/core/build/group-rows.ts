import type { DiagnosticCounter } from '../model/diagnostics.ts';
import { NO_ID, TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { inRanges } from './in-steps.ts';
import { type BuilderTables, traceIdByNumber } from './row-facts.ts';
import type { SpanRows } from './span-rows.ts';

/** Before the name of a file: the id of the trace of its spans that have none. */
export const NO_TRACE_ID = '(no trace id) ';

/** Rows by trace. */
export interface GroupedRows {
  /** One entry more than traces: the rows of trace `t` are `row[first[t]] .. row[first[t + 1]]`, in input order. */
  readonly first: Int32Array;
  readonly row: Int32Array;
}

/**
 * How many of the first `length` rows each trace has; rows of no trace are left out. Of those from `reviewed` on it is told
 * which have no span id, and which no trace id.
 */
export function* countRows(
  tables: BuilderTables,
  length: number,
  diagnostics: DiagnosticCounter,
  reviewed = 0,
): Generator<undefined, Int32Array> {
  const { rows, traces, strings } = tables;
  const count = new Int32Array(traces.length);
  const isNameless = yield* findNameless(tables);
  const note = (row: number, isTraceless: boolean): void => {
    if (row < reviewed) return;
    const describe = () => `"${strings.get(rows.name.at(row))}"`;
    if (isTraceless) diagnostics.add('missing-trace-id', describe);
    if (rows.spanId.at(2 * row + 1) === NO_ID && rows.spanId.at(2 * row) === TEXT_ID)
      diagnostics.add('missing-span-id', describe);
  };
  yield* inRanges(length, (from, to) => {
    const own = rows.trace.run(from, to);
    const ids = rows.spanId.run(from, to);
    for (let at = 0; at < own.length; at++) {
      const trace = own[at];
      if (trace < 0) continue;
      count[trace]++;
      if (ids[2 * at + 1] === NO_ID || isNameless[trace] === 1) note(from + at, isNameless[trace] === 1);
    }
  });
  return count;
}

/** By trace: 1 where it is that of the spans of a file that have no trace id. */
function* findNameless(tables: BuilderTables): Generator<undefined, Uint8Array> {
  const { length, words } = tables.traces;
  const isNameless = new Uint8Array(length);
  yield* inRanges(length, (from, to) => {
    for (let trace = from; trace < to; trace++)
      if (words[TRACE_ID_WORDS * trace] === TEXT_ID)
        isNameless[trace] = traceIdByNumber(tables, trace).startsWith(NO_TRACE_ID) ? 1 : 0;
  });
  return isNameless;
}

/**
 * The first `length` rows by the builder's number of their trace, or by that of the trace it is the same as: a counting
 * sort. `count` is from `countRows`.
 */
export function* groupRows(
  { trace }: SpanRows,
  length: number,
  count: Int32Array,
  sameAs: Int32Array,
): Generator<undefined, GroupedRows> {
  const first = new Int32Array(count.length + 1);
  yield* inRanges(count.length, (from, to) => {
    for (let t = from; t < to; t++) first[sameAs[t] + 1] += count[t];
  });
  yield* inRanges(count.length, (from, to) => {
    for (let t = from; t < to; t++) first[t + 1] += first[t];
  });
  const grouped = new Int32Array(first[count.length]);
  const next = first.slice(0, count.length);
  yield* inRanges(length, (from, to) => {
    const own = trace.run(from, to);
    for (let at = 0; at < own.length; at++) if (own[at] >= 0) grouped[next[sameAs[own[at]]]++] = from + at;
  });
  return { first, row: grouped };
}
