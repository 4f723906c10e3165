import { FlexRender, functionalUpdate, useTable, type Row } from '@tanstack/react-table';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { TraceSortKey } from '../../core/engine/protocol.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { ariaSort } from '../parts/aria-sort.ts';
import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { formatCountOf } from '../parts/format.ts';
import { SortHeader } from '../parts/SortHeader.tsx';
import { useElementSize } from '../parts/use-element-size.ts';
import { useRowWindow } from '../parts/use-row-window.ts';
import { traceColumns, traceFeatures } from './trace-columns.tsx';
import { PAGE_SIZE, pageStart, type TraceEntry, type TracePages } from './trace-pages.ts';
import { ActiveRowContext } from './TraceCells.tsx';
import { useActiveRow } from './use-active-row.ts';
import { usePageVersion } from './use-trace-pages.ts';
import styles from './TraceTable.module.css';

/** Below this width in px a trace takes two lines. */
const NARROW = 720;
const ROW_HEIGHT = 24;
const TALL_ROW_HEIGHT = 46;
const HEADER_HEIGHT = 24;

interface TraceTableProps {
  pages: TracePages;
  /** A newer list is on its way. */
  isStale: boolean;
}

/**
 * The list as a table of which only the rows in sight exist. A table and no grid: nothing in a row acts but its link, so
 * screen readers keep their own ways to read it, and arrow keys, Home, End, Page Up and Page Down walk the links.
 */
export function TraceTable({ pages, isStale }: TraceTableProps) {
  const rowCount = pages.list.traceCount;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useElementSize(scroller, { width: NARROW, height: 600 }).width < NARROW;
  const rowHeight = isNarrow ? TALL_ROW_HEIGHT : ROW_HEIGHT;
  const window = useRowWindow(scroller, { rowCount, rowHeight, headerHeight: HEADER_HEIGHT });
  const { first, end, base, layerTop } = window.rows;
  const { activeRow, ...rowEvents } = useActiveRow(scroller, pages, window);
  const entries = useEntries(pages, first, end - 1, activeRow);
  const table = useTraceTable(entries);
  const openTraceId = useAppState((state) => state.view.traceId);
  const isInSight = ({ index }: TraceEntry) => (index >= first && index < end) || index === activeRow;
  // an active row that is scrolled away must not stretch what is scrolled
  const topOf = ({ index }: TraceEntry) =>
    Math.max(0, Math.min(layerTop + (index - base) * rowHeight, window.height - rowHeight));
  return (
    <div
      ref={scroller}
      data-narrow={isNarrow}
      className={classNames(styles.scroller, isStale && styles.stale)}
      onScroll={window.onScroll}
    >
      <DataTable
        label={formatCountOf(rowCount, 'trace')}
        aria-rowcount={rowCount + 1}
        aria-busy={isStale}
        className={styles.table}
      >
        <TraceTableHead table={table} />
        <ActiveRowContext value={activeRow}>
          <tbody className={styles.body} style={{ height: window.height }} {...rowEvents}>
            {table
              .getRowModel()
              .rows.map(
                (row) =>
                  isInSight(row.original) && (
                    <TraceTableRow
                      key={row.id}
                      row={row}
                      top={topOf(row.original)}
                      isOpen={openTraceId !== null && row.original.row?.traceId === openTraceId}
                    />
                  ),
              )}
          </tbody>
        </ActiveRowContext>
      </DataTable>
    </div>
  );
}

function TraceTableHead({ table }: { table: ReturnType<typeof useTraceTable> }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {table.getFlatHeaders().map((header) => (
          <SortHeader
            key={header.id}
            sort={ariaSort(header.column.getIsSorted())}
            onSort={() => header.column.toggleSorting()}
            isNumber={header.id === 'spans'}
          >
            <FlexRender header={header} />
          </SortHeader>
        ))}
      </tr>
    </thead>
  );
}

/** The rows of the pages in sight, and the active row wherever it is: it keeps the focus while it is scrolled away. */
function useEntries(
  pages: TracePages,
  first: number,
  last: number,
  activeRow: number,
): readonly TraceEntry[] {
  const version = usePageVersion(pages);
  useEffect(() => pages.want(first, last), [pages, first, last]);
  const from = pageStart(first);
  const to = pageStart(last);
  const isActiveApart = activeRow < from || activeRow >= to + PAGE_SIZE;
  const apart = isActiveApart ? activeRow : null;
  return useMemo(() => {
    const near = pages.entriesAround(from, to);
    return apart === null ? near : near.concat(pages.entryAt(apart) ?? []);
    // a new version is new rows in the same pages
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pages, version, from, to, apart]);
}

function useTraceTable(entries: readonly TraceEntry[]) {
  const actions = useActions();
  const { key, descending } = useAppState((state) => state.view.traceSort);
  const sorting = useMemo(() => [{ id: key, desc: descending }], [key, descending]);
  return useTable({
    features: traceFeatures,
    columns: traceColumns,
    data: entries,
    getRowId: ({ index }) => String(index),
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    sortDescFirst: true,
    state: { sorting },
    onSortingChange: (update) => {
      const [by] = functionalUpdate(update, sorting);
      if (by) actions.show({ traceSort: { key: by.id as TraceSortKey, descending: by.desc } });
    },
  });
}

interface TraceTableRowProps {
  row: Row<typeof traceFeatures, TraceEntry>;
  /** px from the top of the rows. */
  top: number;
  /** Whether it is the trace opened last. */
  isOpen: boolean;
}

const TraceTableRow = memo(function TraceTableRow({ row, top, isOpen }: TraceTableRowProps) {
  return (
    <tr
      aria-rowindex={row.original.index + 2}
      data-selected={isOpen}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row.getAllCells().map((cell) => (
        <td key={cell.id} data-column={cell.column.id}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
});
