import { lowerBound } from '../model/dataset.ts';
import { DiagnosticCounter, type Diagnostic } from '../model/diagnostics.ts';
import type { Repairs } from '../model/repairs.ts';
import { CopyUniter } from './copy-uniter.ts';
import { countRows, groupRows } from './group-rows.ts';
import { atOnce } from './in-steps.ts';
import { countMissingIds } from './lay-out-rows.ts';
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
  atOnce(countMissingIds(tables, oldCount, all.length, diagnostics));
  const count = atOnce(countRows(rows, all.length, traces.length));
  const { sameAs } = findSameTraces(traces.words, count);
  const { first, row } = atOnce(groupRows(rows, all.length, count, sameAs));
  const facts = createRowFacts(tables);
  const before = new CopyUniter(rows, facts, repairs, new DiagnosticCounter());
  const after = new CopyUniter(rows, facts, repairs, diagnostics);
  const room = { spanCount: row.length, traceCount: sameAs.length };
  const layout = new TraceLayout(rows, facts, repairs, diagnostics, room);
  let traceCount = 0;
  let spanCount = 0;
  for (let trace = 0; trace < sameAs.length; trace++) {
    const own = row.subarray(first[trace], first[trace + 1]);
    if (own.length === 0 || own.at(-1)! < oldCount) continue;
    const united = atOnce(after.unite(own));
    atOnce(layout.add(trace, united));
    if (own[0] >= oldCount) traceCount++;
    const old = own.subarray(0, lowerBound(own, own.length, oldCount));
    spanCount += united.rows.length - atOnce(before.unite(old)).rows.length;
  }
  rows.truncate(all); // the unions made on the way
  return { traceCount, spanCount, diagnostics: diagnostics.list() };
}
