import type { ImportReport } from '../../core/engine/protocol.ts';
import { useAnswer } from '../app-context.tsx';
import { groupDiagnostics } from '../data/group-diagnostics.ts';
import { formatCount, formatCountOf } from '../parts/format.ts';

/** What is open, as the header says it. */
export interface Opened {
  readonly report: ImportReport | null;
  /** False while nothing is open, and until something is. */
  readonly hasTraces: boolean;
  /** "shop.json", "shop.json + 2 files", "exports (150 files)" of one folder; '' while nothing is open. */
  readonly title: string;
  /** Files with a failure. */
  readonly failedCount: number;
  /** Kinds of what was repaired, skipped or odd. */
  readonly oddCount: number;
}

export function useOpened(): Opened {
  const { result: report } = useAnswer('getImportReport', {});
  const read = report?.sources.filter(({ spanCount }) => spanCount > 0) ?? [];
  return {
    report,
    hasTraces: (report?.traceCount ?? 0) > 0,
    title: titleOf(read.map(({ name }) => name)),
    failedCount: report?.sources.filter(({ failure }) => failure !== null).length ?? 0,
    oddCount: report ? groupDiagnostics(report).length : 0,
  };
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
