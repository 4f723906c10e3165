import { useEffect } from 'react';
import { ALL_TRACES } from '../../core/model/filter.ts';
import type { TraceRow } from '../../core/engine/protocol.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import table from '../parts/DataTable.module.css';
import { DurationText } from '../parts/DurationText.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { ErrorMark } from '../parts/ErrorMark.tsx';
import { formatCount, formatTime } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { TraceSkeleton } from './TraceSkeleton.tsx';
import styles from './TraceChooser.module.css';

const COUNT = 5;

/** How to choose a trace, and the slowest few at hand. With `opensOnlyTrace`, where there is but one it is chosen at once. */
export function TraceChooser({ opensOnlyTrace = false }: { opensOnlyTrace?: boolean }) {
  const question = {
    filter: ALL_TRACES,
    sort: { key: 'duration', descending: true },
    offset: 0,
    limit: COUNT,
  } as const;
  const actions = useActions();
  const { result, isPending } = useAnswer('listTraces', question, 'slowest-traces');
  const isOnly = opensOnlyTrace && !isPending && result?.traceCount === 1;
  const only = isOnly ? result.rows[0]!.traceId : null;
  useEffect(() => {
    if (only !== null) actions.show({ traceId: only }, { replace: true });
  }, [only, actions]);
  if (only !== null) return <TraceSkeleton />;
  if (result?.rows.length === 0)
    return <EmptyState title="No trace is open">Open a file with traces first.</EmptyState>;
  return (
    <Panel
      title="Choose a trace"
      note="one of the slowest, or any from the list"
      actions={<Button onClick={() => actions.show({ tab: 'traces' })}>List of traces</Button>}
    >
      {result ? <TraceTable rows={result.rows} /> : <SkeletonRows count={COUNT + 1} />}
    </Panel>
  );
}

function TraceTable({ rows }: { rows: readonly TraceRow[] }) {
  const actions = useActions();
  const timeZone = useAppState((state) => state.preferences.timeZone);
  return (
    <DataTable label="Slowest traces">
      <thead>
        <tr>
          <th className={styles.trace}>Trace</th>
          <th className={table.number}>Duration</th>
          <th className={table.number}>Spans</th>
          <th className={table.number}>Errors</th>
          <th className={table.number}>Start</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.traceId} className={table.link}>
            <td className={table.truncate}>
              <button
                type="button"
                className={table.rowAction}
                onClick={() => actions.show({ tab: 'trace', traceId: row.traceId, spanId: null })}
              >
                <ServiceLabel service={row.rootService} /> {row.rootOperation}
              </button>
            </td>
            <td className={table.number}>
              <DurationText nanos={row.duration} />
            </td>
            <td className={table.number}>{formatCount(row.spanCount)}</td>
            <td className={table.number}>
              {row.errorCount > 0 ? <ErrorMark>{formatCount(row.errorCount)}</ErrorMark> : '0'}
            </td>
            <td className={table.number}>{formatTime(row.start, timeZone)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
