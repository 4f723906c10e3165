import type { ImportReport } from '../../core/engine/protocol.ts';
import type { FileState } from '../../state/app-state.ts';
import { useAnswer, useAppState } from '../app-context.tsx';
import { groupDiagnostics } from '../data/group-diagnostics.ts';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { ofFiles } from '../parts/of-files.ts';

/** What is open, as the header says it. */
export interface Opened {
  readonly report: ImportReport | null;
  /** False while nothing is open, and until something is. */
  readonly hasTraces: boolean;
  /** "shop.json", "shop.json + 2 files", "exports (150 files)" of one folder; '' while nothing is open. */
  readonly title: string;
  /** Files with a failure. */
  readonly failedCount: number;
  /** Kinds of what was repaired, skipped or odd; 0 while files are read. */
  readonly oddCount: number;
}

export function useOpened(): Opened {
  const { result: report } = useAnswer('getImportReport', {});
  const title = useAppState(titleOfFiles);
  return {
    report,
    hasTraces: (report?.traceCount ?? 0) > 0,
    title,
    failedCount: report?.sources.filter(({ failure }) => failure !== null).length ?? 0,
    // of a part much is odd that is not of the whole: half a trace has orphans
    oddCount: report && !report.isPartial ? groupDiagnostics(report).length : 0,
  };
}

const titleOfFiles = ofFiles((files) => titleOf(files.filter(givesSpans).map(({ name }) => name)));

/** Those that wait are counted in: the title does not change with each file that is read. */
function givesSpans({ phase, report }: FileState): boolean {
  if (phase === 'reading' || phase === 'waiting') return true;
  return (phase === 'done' || phase === 'stopped') && (report?.spanCount ?? 0) > 0;
}

/** What files of these paths are called together. */
function titleOf(paths: readonly string[]): string {
  const [first, ...others] = paths;
  if (first === undefined) return '';
  const name = first.slice(first.lastIndexOf('/') + 1);
  if (others.length === 0) return name;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return folder !== '' && others.every((path) => path.startsWith(folder))
    ? `${folder.slice(0, -1)} (${formatCount(paths.length)} files)`
    : `${name} + ${formatCountOf(others.length, 'file')}`;
}
