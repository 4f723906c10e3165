import { lowerBound } from '../model/dataset.ts';
import { DiagnosticCounter, type Diagnostic } from '../model/diagnostics.ts';
import type { Repairs } from '../model/repairs.ts';
import { CopyUniter } from './copy-uniter.ts';
import { countRows, groupRows } from './group-rows.ts';
import { atOnce } from './in-steps.ts';
import { type BuilderTables, createRowFacts } from './row-facts.ts';
import { findSameTraces } from './same-traces.ts';
import { TraceLayout } from './trace-layout.ts';

/** What came to the rows of a builder behind those that were there. */
export interface Addition {
  readonly traceCount: number;
  /** Copies of spans that were there already do not count. */
  readonly spanCount: number;
  /** What was odd in the spans, then what is mended in the traces they belong to. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the rows behind the first `oldCount` add to those. Lays out the traces they belong to, not all; no row stays. */
export function reviewRows(tables: BuilderTables, repairs: Repairs, oldCount: number): Addition {
  const { rows, traces } = tables;
  const all = rows.mark();
  const diagnostics = new DiagnosticCounter();
  const count = atOnce(countRows(tables, all.length, diagnostics, oldCount));
  const { sameAs } = atOnce(findSameTraces(traces.words, count));
  const { first, row } = atOnce(groupRows(rows, all.length, count, sameAs));
  const facts = createRowFacts(tables);
  const before = new CopyUniter(rows, facts, repairs, new DiagnosticCounter());
  const after = new CopyUniter(rows, facts, repairs, diagnostics);
  const room = { spanCount: row.length, isMixed: new Uint8Array(sameAs.length) };
  const layout = new TraceLayout(rows, facts, repairs, diagnostics, room);
  let traceCount = 0;
  let spanCount = 0;
  for (let trace = 0; trace < sameAs.length; trace++) {
    const from = first[trace];
    const to = first[trace + 1];
    if (from === to || row[to - 1] < oldCount) continue;
    const united = after.unite(row, from, to);
    layout.add(trace, united);
    if (row[from] >= oldCount) traceCount++;
    const old = from + lowerBound(row.subarray(from, to), to - from, oldCount);
    spanCount += united.count - before.unite(row, from, old).count;
  }
  rows.truncate(all); // the unions made on the way
  return { traceCount, spanCount, diagnostics: diagnostics.list() };
}
