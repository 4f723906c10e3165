import { DiagnosticCounter } from '../model/diagnostics.ts';
import { NO_ID, TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { Repairs } from '../model/repairs.ts';
import type { AttributePool } from './attribute-pool.ts';
import { CopyUniter } from './copy-uniter.ts';
import { gatherDataset, type GatheredDataset } from './gather.ts';
import { countRows, groupRows } from './group-rows.ts';
import { inRanges, SPANS_AT_ONCE } from './in-steps.ts';
import { keepRows, type KeptRows } from './kept-rows.ts';
import { type BuilderTables, createRowFacts, traceIdByNumber } from './row-facts.ts';
import { findSameTraces } from './same-traces.ts';
import { TraceLayout } from './trace-layout.ts';

/** Before the name of a file: the id of the trace of its spans that have none. */
export const NO_TRACE_ID = '(no trace id) ';

/** A data set, and what is kept beside it; null where the rows themselves are. */
export interface LaidOut extends GatheredDataset {
  readonly kept: KeptRows | null;
}

/** The first `length` rows as a data set. Unless `keepsRows`, their columns are given back on the way. */
export function* layOutRows(
  tables: BuilderTables,
  attributes: AttributePool,
  repairs: Repairs,
  { length, keepsRows }: { readonly length: number; readonly keepsRows: boolean },
): Generator<undefined, LaidOut> {
  const { rows, traces, sources } = tables;
  const before = rows.mark();
  const diagnostics = new DiagnosticCounter();
  yield* countMissingIds(tables, 0, length, diagnostics);
  const count = yield* countRows(rows, length, traces.length);
  const { sameAs, idOf, united: joined } = findSameTraces(traces.words, count);
  for (const trace of joined)
    diagnostics.add('united-trace', () => `trace ${traceIdByNumber(tables, idOf[sameAs[trace]])}`);
  const grouped = yield* groupRows(rows, length, count, sameAs);
  const facts = createRowFacts(tables);
  const uniter = new CopyUniter(rows, facts, repairs, diagnostics);
  const room = { spanCount: grouped.row.length, traceCount: traces.length };
  const layout = new TraceLayout(rows, facts, repairs, diagnostics, room);
  let seen = 0;
  for (let trace = 0; trace < traces.length; trace++) {
    const own = grouped.row.subarray(grouped.first[trace], grouped.first[trace + 1]);
    if (own.length === 0) continue;
    yield* layout.add(trace, yield* uniter.unite(own));
    seen += own.length;
    if (seen < SPANS_AT_ONCE) continue;
    yield;
    seen = 0;
  }
  const kept = keepsRows ? null : yield* keepRows(rows, length, grouped, layout.layout, layout.traces);
  const gathered = yield* gatherDataset({
    rows,
    keepsRows,
    layout: layout.layout,
    traces: layout.traces,
    traceIds: traces.words,
    idOf,
    tables,
    attributes,
    sources,
    diagnostics: diagnostics.list(),
  });
  rows.truncate(before); // the unions made on the way
  return { ...gathered, kept };
}

/** Counts the rows `from .. to` that have no span id, or whose trace is one of spans without a trace id. */
export function* countMissingIds(
  tables: BuilderTables,
  from: number,
  to: number,
  diagnostics: DiagnosticCounter,
): Generator<undefined, void> {
  const { rows, traces, strings } = tables;
  const isNameless = new Uint8Array(traces.length);
  for (let trace = 0; trace < traces.length; trace++)
    if (traces.words[TRACE_ID_WORDS * trace] === TEXT_ID)
      isNameless[trace] = traceIdByNumber(tables, trace).startsWith(NO_TRACE_ID) ? 1 : 0;
  const example = (row: number) => () => `"${strings.get(rows.name.at(row))}"`;
  yield* inRanges(to, (first, end) => {
    const own = rows.trace.run(first, end);
    const id = rows.spanId.run(first, end);
    for (let at = Math.max(0, from - first); at < own.length; at++) {
      if (own[at] < 0) continue;
      if (isNameless[own[at]] === 1) diagnostics.add('missing-trace-id', example(first + at));
      if (id[2 * at + 1] === NO_ID && id[2 * at] === TEXT_ID)
        diagnostics.add('missing-span-id', example(first + at));
    }
  });
}
