import type { OperationOrder, OperationRow } from '../../core/engine/protocol.ts';
import type { TraceFilter } from '../../core/model/filter.ts';
import { isOutdated, useAnswer } from '../app-context.tsx';
import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { formatCount, formatCountOf, formatShare } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { PartNote } from '../parts/PartMark.tsx';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { ViewLink } from '../parts/ViewLink.tsx';
import table from '../parts/DataTable.module.css';
import styles from './RankTable.module.css';

const ROWS = 10;

interface OperationTableProps {
  title: string;
  order: Exclude<OperationOrder, 'busiest'>;
  filter: TraceFilter;
}

/** The operations that stand out; each row leads to the traces that have it, the longest first. */
export function OperationTable({ title, order, filter }: OperationTableProps) {
  const answer = useAnswer('listOperations', { filter, order, limit: ROWS }, `overview ${order}`);
  const { result } = answer;
  const rows = order === 'slowest' ? result?.rows : result?.rows.filter(({ errorCount }) => errorCount > 0);
  return (
    <Panel
      title={title}
      note={result && <PartNote>of {formatCountOf(result.totalCount, 'operation')}</PartNote>}
    >
      {!rows && <SkeletonRows count={ROWS + 1} />}
      {rows?.length === 0 && <EmptyState title="No operation failed" />}
      {rows && rows.length > 0 && (
        <DataTable label={title} className={classNames(styles.table, isOutdated(answer) && styles.stale)}>
          <thead>
            <tr>
              <th scope="col" className={styles.name}>
                Operation
              </th>
              <th scope="col" className={styles.service}>
                Service
              </th>
              <th scope="col" className={table.number}>
                {order === 'slowest' ? 'Mean' : 'Error rate'}
              </th>
              <th scope="col" className={table.number}>
                Spans
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.service}\n${row.operation}`} row={row} order={order} filter={filter} />
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}

function Row({ row, order, filter }: { row: OperationRow; order: OperationOrder; filter: TraceFilter }) {
  const { service, operation, mean, errorRate, count } = row;
  return (
    <tr className={table.link}>
      <td className={table.truncate}>
        <ViewLink
          to={{
            tab: 'traces',
            filter: { ...filter, service, operation, ...(order === 'error-prone' && { hasErrors: true }) },
            traceSort: { key: 'duration', descending: true },
          }}
          className={table.rowAction}
          title={operation}
        >
          {operation}
        </ViewLink>
      </td>
      <td className={styles.service}>
        <ServiceLabel service={service} />
      </td>
      <td className={table.number}>
        {order === 'slowest' ? <DurationText nanos={mean} /> : formatShare(errorRate)}
      </td>
      <td className={classNames(table.number, table.faint)}>{formatCount(count)}</td>
    </tr>
  );
}
