import { FilterX } from 'lucide-react';
import { ALL_TRACES } from '../../core/model/filter.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { OperationTable } from './OperationTable.tsx';
import { SlowestTraces } from './SlowestTraces.tsx';
import { SummaryFigures } from './SummaryFigures.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';
import styles from './Overview.module.css';

/** The filtered traces at a glance: how many, how slow, when, and what stands out. */
export function Overview() {
  const filter = useAppState((state) => state.view.filter);
  const { result: summary, isPending } = useAnswer('getSummary', { filter });
  if (summary?.traceCount === 0 && !isPending) return <NoTraces />;
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

function NoTraces() {
  const actions = useActions();
  return (
    <EmptyState
      icon={FilterX}
      title="No trace passes the filter"
      action={<Button onClick={() => actions.show({ filter: ALL_TRACES })}>Drop the filter</Button>}
    >
      Take a criterion out above, or drop the whole filter.
    </EmptyState>
  );
}
