import { DiagnosticCounter } from '../model/diagnostics.ts';
import type { Repairs } from '../model/repairs.ts';
import type { AttributePool } from './attribute-pool.ts';
import { CopyUniter } from './copy-uniter.ts';
import { gatherDataset, type GatheredDataset } from './gather.ts';
import { countRows, type GroupedRows, groupRows } from './group-rows.ts';
import { inRanges, SPANS_AT_ONCE } from './in-steps.ts';
import { type KeptRows, RowKeeper } from './kept-rows.ts';
import { type BuilderTables, createRowFacts, traceIdByNumber } from './row-facts.ts';
import { findSameTraces } from './same-traces.ts';
import type { SpanRows } from './span-rows.ts';
import { TraceLayout } from './trace-layout.ts';

/** So many spans are laid out between two pauses: that takes as long as several passes, and at first, many times that. */
const LAID_OUT_AT_ONCE = SPANS_AT_ONCE >> 2;

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
  const count = yield* countRows(tables, length, diagnostics);
  const { sameAs, idOf, united: joined } = yield* findSameTraces(traces.words, count);
  const isMixed = new Uint8Array(traces.length);
  for (const trace of joined) isMixed[sameAs[trace]] = 1;
  const describe = () => `trace ${traceIdByNumber(tables, idOf[sameAs[joined[0]]])}`;
  if (joined.length > 0) diagnostics.add('united-trace', describe, joined.length);
  const grouped = yield* groupRows(rows, length, count, sameAs);
  const facts = createRowFacts(tables);
  const uniter = new CopyUniter(rows, facts, repairs, diagnostics);
  const room = { spanCount: grouped.row.length, isMixed };
  const layout = new TraceLayout(rows, facts, repairs, diagnostics, room);
  const keeper = keepsRows ? null : new RowKeeper(rows, grouped, layout.layout, layout.traces);
  yield* layOutTraces(rows, grouped, uniter, layout, keeper);
  const kept = keeper === null ? null : yield* keeper.keep();
  const gathered = yield* gatherDataset({
    rows,
    keepsRows,
    layout: layout.layout,
    traces: layout.traces,
    orphans: layout.orphans,
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

/** Lays out one trace after the other. With a `keeper`, what only a layout asks of rows is given back on the way. */
function* layOutTraces(
  rows: SpanRows,
  grouped: GroupedRows,
  uniter: CopyUniter,
  layout: TraceLayout,
  keeper: RowKeeper | null,
): Generator<undefined, void> {
  const { first, row } = grouped;
  const settled = yield* settledRows(grouped);
  let seen = 0;
  for (let trace = 0; trace < first.length - 1; trace++) {
    const from = first[trace];
    const to = first[trace + 1];
    if (from === to) continue;
    if (to - from <= SPANS_AT_ONCE) layout.add(trace, uniter.unite(row, from, to));
    else yield* layout.addInSteps(trace, yield* uniter.uniteInSteps(row, from, to));
    if (keeper !== null && layout.toldCount < to - from) yield* keeper.putAside(trace);
    seen += to - from;
    if (seen < LAID_OUT_AT_ONCE) continue;
    if (keeper !== null) rows.releaseLaidOut(settled[trace + 1]);
    yield;
    seen = 0;
  }
}

/** By trace: so many rows at the beginning are none of its own, nor of a later trace. */
function* settledRows({ first, row }: GroupedRows): Generator<undefined, Int32Array> {
  const traceCount = first.length - 1;
  const settled = new Int32Array(traceCount + 1);
  settled[traceCount] = row.length;
  yield* inRanges(traceCount, (from, to) => {
    for (let trace = traceCount - 1 - from; trace >= traceCount - to; trace--) {
      const next = settled[trace + 1];
      settled[trace] = first[trace] === first[trace + 1] ? next : Math.min(next, row[first[trace]]);
    }
  });
  return settled;
}
