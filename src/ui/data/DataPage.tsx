import type { ImportReport } from '../../core/engine/protocol.ts';
import { useAnswer } from '../app-context.tsx';
import { Figures } from '../parts/Figures.tsx';
import { formatBytes, formatCount } from '../parts/format.ts';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { FilesPanel } from './FilesPanel.tsx';
import styles from './DataPage.module.css';

/** The import report: what was opened, what was read of it, and what was found odd, mended or skipped. */
export function DataPage() {
  const { result: report } = useAnswer('getImportReport', {});
  return (
    <div className={styles.page}>
      <Totals report={report} />
      {report ? (
        <>
          <FilesPanel sources={report.sources} />
          <DiagnosticsPanel report={report} />
        </>
      ) : (
        <SkeletonRows count={8} />
      )}
    </div>
  );
}

function Totals({ report }: { report: ImportReport | null }) {
  const count = (value: number | undefined) => (value === undefined ? null : formatCount(value));
  const failedCount = report?.sources.filter(({ failure }) => failure !== null).length ?? 0;
  return (
    <Figures
      label="Totals"
      figures={[
        {
          label: 'Files',
          value: count(report?.sources.length),
          note: failedCount > 0 && `${formatCount(failedCount)} with a failure`,
        },
        { label: 'Traces', value: count(report?.traceCount) },
        { label: 'Spans', value: count(report?.spanCount) },
        { label: 'Error spans', value: count(report?.errorCount) },
        { label: 'Services', value: count(report?.serviceCount) },
        {
          label: 'Memory',
          value: report && formatBytes(report.memory),
          note: report && bytesPerSpan(report),
        },
      ]}
    />
  );
}

function bytesPerSpan({ memory, spanCount }: ImportReport): string {
  return spanCount > 0 ? `${formatBytes(memory / spanCount)} a span` : '';
}
