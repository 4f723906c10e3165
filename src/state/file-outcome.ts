import type { OpenedSource, Reply } from '../core/engine/protocol.ts';
import type { SourceReport } from '../core/model/source.ts';
import type { FileState } from './app-state.ts';

/** What became of a file, from the engine's reply. */
export function outcomeOf(reply: Reply<OpenedSource>, file: FileState): Pick<FileState, 'phase' | 'report'> {
  if (!reply.ok) return { phase: 'failed', report: failedReport(file, reply.error.message) };
  const report = reply.result;
  const { failure, spanCount, stoppedAt } = report;
  if (failure !== null && spanCount === 0) return { phase: 'failed', report };
  return { phase: stoppedAt === null ? 'done' : 'stopped', report };
}

function failedReport({ name, size }: FileState, failure: string): SourceReport {
  return {
    name,
    formats: [],
    evidence: '',
    byteLength: size,
    textLength: 0,
    encoding: '',
    innerFileCount: 0,
    recordCount: 0,
    spanCount: 0,
    detail: 'all',
    stoppedAt: null,
    diagnostics: [],
    failure,
  };
}
