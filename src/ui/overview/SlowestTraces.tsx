import type { TraceRow } from '../../core/engine/protocol.ts';
import type { TraceFilter } from '../../core/model/filter.ts';
import { isOutdated, useAnswer, useAppState } from '../app-context.tsx';
import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { ErrorMark } from '../parts/ErrorMark.tsx';
import { formatClock, formatCountOf, formatDate, formatTime } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { PartNote } from '../parts/PartMark.tsx';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { ViewLink } from '../parts/ViewLink.tsx';
import table from '../parts/DataTable.module.css';
import styles from './RankTable.module.css';

const ROWS = 10;

/** The longest traces; each row opens one. */
export function SlowestTraces({ filter }: { filter: TraceFilter }) {
  const question = { filter, sort: { key: 'duration', descending: true }, offset: 0, limit: ROWS } as const;
  const answer = useAnswer('listTraces', question, 'overview slowest-traces');
  const { result } = answer;
  const zone = useAppState((state) => state.preferences.timeZone);
  const isDated = new Set(result?.rows.map(({ start }) => formatDate(start, zone))).size > 1;
  return (
    <Panel
      title="Slowest traces"
      note={result && <PartNote>of {formatCountOf(result.traceCount, 'trace')}</PartNote>}
    >
      {!result && <SkeletonRows count={ROWS + 1} />}
      {result && (
        <DataTable
          label="Slowest traces"
          className={classNames(styles.table, isOutdated(answer) && styles.stale)}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.name}>
                Trace
              </th>
              <th scope="col" className={styles.service}>
                Service
              </th>
              <th scope="col">Start</th>
              <th scope="col" className={table.number}>
                Duration
              </th>
            </tr>
          </thead>
          <tbody>
            {result.rows.map((row) => (
              <Row key={row.traceId} row={row} isDated={isDated} />
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}

interface RowProps {
  row: TraceRow;
  /** The traces are not all of one day: the date tells more than the time of day. */
  isDated: boolean;
}

function Row({
  row: { traceId, rootOperation, rootService, start, duration, errorCount },
  isDated,
}: RowProps) {
  const zone = useAppState((state) => state.preferences.timeZone);
  return (
    <tr className={table.link}>
      <td className={table.truncate}>
        <ViewLink
          to={{ tab: 'trace', traceId, spanId: null }}
          className={table.rowAction}
          title={rootOperation}
        >
          {rootOperation}
        </ViewLink>{' '}
        {errorCount > 0 && <ErrorMark label={formatCountOf(errorCount, 'error')} />}
      </td>
      <td className={styles.service}>
        <ServiceLabel service={rootService} />
      </td>
      <td title={formatTime(start, zone, 9)}>
        {isDated ? formatDate(start, zone) : formatClock(start, zone, 0)}
      </td>
      <td className={table.number}>
        <DurationText nanos={duration} />
      </td>
    </tr>
  );
}
