import type { ImportReport } from '../../core/engine/protocol.ts';
import { useAnswer } from '../app-context.tsx';

/** What is open, as the header says it. */
export interface Opened {
  readonly report: ImportReport | null;
  /** False while nothing is open, and until something is. */
  readonly hasTraces: boolean;
  /** "shop.json", "shop.json + 2 files"; '' while nothing is open. */
  readonly title: string;
  /** Things to know about the data: files that failed and kinds of diagnostics. */
  readonly noteCount: number;
}

export function useOpened(): Opened {
  const { result: report } = useAnswer('getImportReport', {});
  const read = report?.sources.filter(({ spanCount }) => spanCount > 0) ?? [];
  const [first] = read;
  const more = read.length - 1;
  const name = first ? first.name.slice(first.name.lastIndexOf('/') + 1) : '';
  return {
    report,
    hasTraces: (report?.traceCount ?? 0) > 0,
    title: more > 0 ? `${name} + ${more} ${more === 1 ? 'file' : 'files'}` : name,
    noteCount: report ? countNotes(report) : 0,
  };
}

function countNotes({ sources, diagnostics }: ImportReport): number {
  const codes = new Set(diagnostics.map(({ code }) => code));
  let failed = 0;
  for (const source of sources) {
    if (source.failure !== null) failed++;
    for (const { code } of source.diagnostics) codes.add(code);
  }
  return failed + codes.size;
}
