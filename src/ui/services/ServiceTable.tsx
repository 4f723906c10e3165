import { FlexRender, functionalUpdate, useTable, type Row } from '@tanstack/react-table';
import { useMemo, useState, type CSSProperties } from 'react';
import type { ServiceRow } from '../../core/engine/protocol.ts';
import type { ServiceSortKey } from '../../state/view.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { ariaSort } from '../parts/aria-sort.ts';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/class-names.ts';
import table from '../parts/DataTable.module.css';
import { DataTable } from '../parts/DataTable.tsx';
import { formatCountOf } from '../parts/format.ts';
import { SortHeader } from '../parts/SortHeader.tsx';
import { SPAN_COUNT_MEANING } from '../parts/span-count.ts';
import { serviceColumns, serviceFeatures } from './service-columns.tsx';
import styles from './ServiceTable.module.css';

/** Rows drawn before somebody asks for all: nobody reads more, and the browser draws them at once. */
const SHOWN_ROWS = 200;

/** Columns with a bar under the number, as long as its share of the column's largest. */
const BARRED = ['count', 'errorRate', 'p95'] as const;
type BarredColumn = (typeof BARRED)[number];

/** Spans, errors and latency of each service. */
export function ServiceTable({ rows }: { rows: readonly ServiceRow[] }) {
  const services = useServiceTable(rows);
  const [isWhole, setIsWhole] = useState(false);
  const sorted = services.getRowModel().rows;
  const shown = isWhole ? sorted : sorted.slice(0, SHOWN_ROWS);
  const largest = useMemo(() => largestOf(rows), [rows]);
  return (
    <div className={styles.scroller}>
      <DataTable label={formatCountOf(rows.length, 'service')} className={styles.table}>
        <thead>
          <tr>
            {services.getFlatHeaders().map((header) =>
              header.column.getCanSort() ? (
                <SortHeader
                  key={header.id}
                  sort={ariaSort(header.column.getIsSorted())}
                  onSort={() => header.column.toggleSorting()}
                  isNumber={header.id !== 'service'}
                  title={header.id === 'count' ? SPAN_COUNT_MEANING : undefined}
                >
                  <FlexRender header={header} />
                </SortHeader>
              ) : (
                <th key={header.id} scope="col">
                  <FlexRender header={header} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <ServiceTableRow key={row.id} row={row} largest={largest} />
          ))}
        </tbody>
      </DataTable>
      {shown.length < sorted.length && (
        <p className={styles.more}>
          <Button onClick={() => setIsWhole(true)}>Show all {formatCountOf(sorted.length, 'service')}</Button>
        </p>
      )}
    </div>
  );
}

function useServiceTable(rows: readonly ServiceRow[]) {
  const actions = useActions();
  const { key, descending } = useAppState((state) => state.view.serviceSort);
  const sorting = useMemo(() => [{ id: key, desc: descending }], [key, descending]);
  return useTable({
    features: serviceFeatures,
    columns: serviceColumns,
    data: rows,
    getRowId: ({ service }) => service,
    enableMultiSort: false,
    enableSortingRemoval: false,
    sortDescFirst: true,
    state: { sorting },
    onSortingChange: (update) => {
      const [by] = functionalUpdate(update, sorting);
      if (by) actions.show({ serviceSort: { key: by.id as ServiceSortKey, descending: by.desc } });
    },
  });
}

/** The largest value of each barred column. */
function largestOf(rows: readonly ServiceRow[]): Record<BarredColumn, number> {
  const largest = { count: 0, errorRate: 0, p95: 0 };
  for (const row of rows)
    for (const column of BARRED) largest[column] = Math.max(largest[column], row[column]);
  return largest;
}

interface ServiceTableRowProps {
  row: Row<typeof serviceFeatures, ServiceRow>;
  largest: Readonly<Record<BarredColumn, number>>;
}

function ServiceTableRow({ row, largest }: ServiceTableRowProps) {
  return (
    <tr className={table.link}>
      {row.getAllCells().map((cell) => {
        const { id } = cell.column;
        const isNumber = id !== 'pick' && id !== 'service';
        return (
          <td
            key={id}
            data-column={id}
            data-label={isNumber ? labelOf(cell.column.columnDef.header) : undefined}
            className={classNames(isNumber && table.number)}
            style={isBarred(id) ? barStyle(row.original[id], largest[id]) : undefined}
          >
            <FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}

/** The name of a column beside its number, where there is no room for columns. */
function labelOf(header: unknown): string {
  return typeof header === 'string' ? header : '';
}

function isBarred(column: string): column is BarredColumn {
  return BARRED.some((barred) => barred === column);
}

/** The length of a bar as the custom property its style reads. */
function barStyle(value: number, largest: number): CSSProperties {
  return { '--share': largest > 0 ? value / largest : 0 } as CSSProperties;
}
