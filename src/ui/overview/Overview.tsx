import { useAnswer, useAppState } from '../app-context.tsx';
import { NoMatch } from '../traces/NoMatch.tsx';
import { OperationTable } from './OperationTable.tsx';
import { SlowestTraces } from './SlowestTraces.tsx';
import { SummaryFigures } from './SummaryFigures.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';
import styles from './Overview.module.css';

/** The filtered traces at a glance: how many, how slow, when, and what stands out. */
export function Overview() {
  const filter = useAppState((state) => state.view.filter);
  const { result: summary, isPending } = useAnswer('getSummary', { filter });
  if (summary?.traceCount === 0 && !isPending) return <NoMatch />;
  return (
    <div className={styles.overview}>
      <SummaryFigures summary={summary} />
      <TimelinePanel filter={filter} />
      <div className={styles.tables}>
        <OperationTable title="Slowest operations" order="slowest" filter={filter} />
        <OperationTable title="Most error-prone operations" order="error-prone" filter={filter} />
        <SlowestTraces filter={filter} />
      </div>
    </div>
  );
}
