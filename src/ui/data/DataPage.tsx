import type { ImportReport } from '../../core/engine/protocol.ts';
import { useAnswer, useAppState } from '../app-context.tsx';
import { FileTable } from '../open/FileTable.tsx';
import { Figures } from '../parts/Figures.tsx';
import { formatBytes, formatCount } from '../parts/format.ts';
import { ofFiles } from '../parts/of-files.ts';
import { Panel } from '../parts/Panel.tsx';
import { PartMark } from '../parts/PartMark.tsx';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { CoveragePanel } from './CoveragePanel.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { LedgerLine, LedgerSoFar } from './LedgerLine.tsx';
import styles from './DataPage.module.css';

/** The import report, a ledger: what was opened, where every record went, what was mended or skipped, and what is held. */
export function DataPage() {
  const { result: report } = useAnswer('getImportReport', {});
  const files = useAppState((state) => state.files);
  return (
    <div className={styles.page}>
      <Totals report={report} />
      {report ? (
        <>
          {report.isPartial ? <LedgerSoFar report={report} /> : <LedgerLine report={report} />}
          {report.coverage && <CoveragePanel coverage={report.coverage} report={report} />}
          <Panel title="Files" note={formatCount(files.length)}>
            <FileTable files={files} />
          </Panel>
          <DiagnosticsPanel report={report} />
        </>
      ) : (
        <SkeletonRows count={8} />
      )}
    </div>
  );
}

const countFiles = ofFiles((files) => files.filter(({ phase }) => phase !== 'cancelled').length);

function Totals({ report }: { report: ImportReport | null }) {
  const count = (value: number | null | undefined) => (value == null ? null : formatCount(value));
  const fileCount = useAppState(countFiles);
  const failedCount = report?.sources.filter(({ failure }) => failure !== null).length ?? 0;
  const totals = report?.coverage?.sample ? report.coverage.totals : null;
  const ofAll = (all: number | undefined) =>
    all === undefined ? <PartMark /> : `of ${formatCount(all)} read`;
  return (
    <Figures
      label="Totals"
      figures={[
        {
          label: 'Files',
          value: count(report && fileCount),
          note: failedCount > 0 && `${formatCount(failedCount)} with a failure`,
        },
        { label: 'Traces', value: count(report?.traceCount), note: ofAll(totals?.traceCount) },
        { label: 'Spans', value: count(report?.spanCount), note: ofAll(totals?.spanCount) },
        { label: 'Error spans', value: count(report?.errorCount), note: ofAll(totals?.errorCount) },
        { label: 'Services', value: count(report?.serviceCount), note: ofAll(totals?.serviceCount) },
        {
          label: 'Memory',
          value: report && formatBytes(report.memory),
          note: report && `of up to ${formatBytes(report.budget)}${describeUse(report)}`,
        },
      ]}
    />
  );
}

/** What the memory is for: a span's share of it means nothing where much of it is for spans that are gone. */
function describeUse({ memory, spanCount, holdsGone }: ImportReport): string {
  if (holdsGone) return ', with names and values of spans that are gone';
  return spanCount > 0 ? `, ${formatBytes(memory / spanCount)} a span` : '';
}
