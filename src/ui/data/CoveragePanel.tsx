import { Shapes } from 'lucide-react';
import type { Coverage, ImportReport } from '../../core/engine/protocol.ts';
import { formatBytes, formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { describeSample } from '../parts/sample-words.ts';
import styles from './CoveragePanel.module.css';

interface CoveragePanelProps {
  coverage: Coverage;
  report: ImportReport;
}

/** Where memory was too small for everything: what is held, what is not, what that changes, and how to get the rest. */
export function CoveragePanel({ coverage, report }: CoveragePanelProps) {
  const { sample, totals } = coverage;
  return (
    <Panel title="Not everything is held" className={styles.panel}>
      <div className={styles.parts}>
        <section>
          <h3>
            <Shapes size={14} aria-hidden /> Held
          </h3>
          <ul>
            <li>
              {formatCountOf(report.spanCount, 'span')} of {formatCountOf(report.traceCount, 'trace')}, in{' '}
              {formatBytes(report.memory)} of the {formatBytes(report.budget)} that are used at most.
            </li>
            {sample && (
              <li>
                Of the files that are samples: {describeSample(sample)}. Each trace is whole, and chosen by
                its id: the same files give the same traces.
              </li>
            )}
            {sample && (
              <li>
                Exact all the same: {formatCountOf(totals.traceCount, 'trace')},{' '}
                {formatCountOf(totals.spanCount, 'span')}, {formatCountOf(totals.errorCount, 'error span')}{' '}
                and {formatCountOf(totals.serviceCount, 'service')} were read.
              </li>
            )}
          </ul>
        </section>
        <section>
          <h3>Not held</h3>
          <ul>
            <li>
              Attributes, events and links. Those of one span are read from its file when you look at it; they
              are not searched, and no column, colour or group is made of them.
            </li>
            {sample && (
              <li>
                {formatCountOf(totals.traceCount - report.traceCount, 'trace')}. Counts, percentiles, services
                and calls in the views are of the traces that are held; errors and slow traces are
                over-represented.
              </li>
            )}
          </ul>
        </section>
        <section>
          <h3>To get the rest</h3>
          <ul>
            <li>Open fewer files: close some below, then open the others again.</li>
            <li>Open one alone: pick it below, then “Open this file alone”.</li>
            <li>Open the files in a tab of their own, so that nothing else takes the memory.</li>
          </ul>
        </section>
      </div>
    </Panel>
  );
}
