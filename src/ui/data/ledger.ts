import type { ImportReport } from '../../core/engine/protocol.ts';
import { isSkipped, titleOf, type DiagnosticCode } from '../../core/model/diagnostics.ts';
import { groupDiagnostics } from './group-diagnostics.ts';

/** Something that is fewer by so many than what came before it, and why. */
export interface Deduction {
  readonly count: number;
  readonly what: string;
}

/** From files to traces, so that it adds up: records − skipped = spans read; spans read − copies − not held = spans. */
export interface Ledger {
  readonly fileCount: number;
  readonly recordCount: number;
  readonly skipped: readonly Deduction[];
  /** As many records gave a span. */
  readonly readCount: number;
  readonly dropped: readonly Deduction[];
  readonly spanCount: number;
  readonly traceCount: number;
}

const COPIES = ['duplicate-span', 'merged-span'] as const satisfies readonly DiagnosticCode[];

/** The ledger of a report. What is not held of samples is what is left to explain. */
export function makeLedger(report: ImportReport): Ledger {
  const groups = groupDiagnostics(report);
  let recordCount = 0;
  let readCount = 0;
  for (const source of report.sources) {
    recordCount += source.recordCount;
    readCount += source.spanCount;
  }
  const deduct = (isMeant: (code: DiagnosticCode) => boolean) =>
    groups.flatMap(({ code, count }) => (isMeant(code) ? [{ count, what: titleOf(code, count) }] : []));
  const copies = deduct((code) => COPIES.some((copy) => copy === code));
  const notHeld = readCount - report.spanCount - copies.reduce((sum, { count }) => sum + count, 0);
  return {
    fileCount: report.sources.length,
    recordCount,
    skipped: deduct(isSkipped),
    readCount,
    dropped:
      notHeld > 0 && report.coverage?.sample != null
        ? [...copies, { count: notHeld, what: 'spans that are not held' }]
        : copies,
    spanCount: report.spanCount,
    traceCount: report.traceCount,
  };
}
