import { memo, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { DataTable } from './DataTable.tsx';
import styles from './LongTable.module.css';
import { useElementSize } from './use-element-size.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useRowWindow } from './use-row-window.ts';

const ROW_HEIGHT = 24;
const TALL_ROW_HEIGHT = 46;
const HEADER_HEIGHT = 24;

interface LongTableProps {
  /** The accessible name: what is listed, and how many. */
  label: string;
  rowCount: number;
  /** The header cells. */
  head: ReactNode;
  /** The cells of a row. What takes the focus in it is given `focus`. */
  renderRow: (row: number, focus: RowFocus) => ReactNode;
  isSelected?: (row: number) => boolean;
  /** A row (-1: none) that is brought into sight whenever what it is shown for changes. */
  revealed?: { readonly row: number; readonly for: number };
  /** A newer list is on its way. */
  isStale?: boolean;
  /** Below this width in px a row has room for two lines, and `data-narrow` is true. */
  narrow?: number;
  className?: string | undefined;
}

/** The attributes of the one element of a row that takes the focus. */
export interface RowFocus {
  readonly 'data-row': number;
  readonly tabIndex: 0 | -1;
}

/**
 * A table of any length, of which only the rows in sight exist; its class sets `--columns`, the template of a row's grid.
 * A table and no grid: nothing in a row acts but one link or button, so screen readers keep their own ways to read it,
 * and arrow keys, Home, End, Page Up and Page Down walk the rows.
 */
export function LongTable(props: LongTableProps) {
  const { label, rowCount, head, renderRow, isSelected, revealed, isStale = false, narrow = 0 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useElementSize(scroller, { width: 1024, height: 600 }).width < narrow;
  const rowHeight = isNarrow ? TALL_ROW_HEIGHT : ROW_HEIGHT;
  const window = useRowWindow(scroller, { rowCount, rowHeight, headerHeight: HEADER_HEIGHT });
  const [focused, setFocused] = useState(0);
  const activeRow = Math.max(0, Math.min(focused, rowCount - 1));
  const rowEvents = useRowFocus(scroller, { activeRow, onMove: setFocused, rowCount, ...window });
  const shownFor = useRef<number>(undefined);
  const { reveal } = window;
  useLayoutEffect(() => {
    if (!revealed || revealed.for === shownFor.current) return;
    shownFor.current = revealed.for;
    if (revealed.row >= 0) reveal(revealed.row);
  }, [revealed, reveal]);
  const { first, end, base, layerTop } = window.rows;
  // the active row may be scrolled away: it keeps the focus, and must not stretch what is scrolled
  const topOf = (row: number) =>
    Math.max(0, Math.min(layerTop + (row - base) * rowHeight, window.height - rowHeight));
  return (
    <div
      ref={scroller}
      data-narrow={isNarrow}
      className={classNames(styles.scroller, isStale && styles.stale, props.className)}
      onScroll={window.onScroll}
    >
      <DataTable label={label} aria-rowcount={rowCount + 1} aria-busy={isStale} className={styles.table}>
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        <tbody className={styles.body} style={{ height: window.height }} {...rowEvents}>
          {rowsInSight(first, end, activeRow, rowCount).map((row) => (
            <LongTableRow
              key={row}
              row={row}
              top={topOf(row)}
              isActive={row === activeRow}
              isSelected={isSelected?.(row) ?? false}
              renderRow={renderRow}
            />
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

interface LongTableRowProps extends Pick<LongTableProps, 'renderRow'> {
  row: number;
  /** px. */
  top: number;
  isActive: boolean;
  isSelected: boolean;
}

/** Drawn again only when something of it changes: scrolling draws the rows that come into sight. */
const LongTableRow = memo(function LongTableRow(props: LongTableRowProps) {
  const { row, top, isActive, isSelected, renderRow } = props;
  return (
    <tr aria-rowindex={row + 2} data-selected={isSelected} style={{ transform: `translateY(${top}px)` }}>
      {renderRow(row, { 'data-row': row, tabIndex: isActive ? 0 : -1 })}
    </tr>
  );
});

/** The rows `first .. end`, and the active one where that is. */
function rowsInSight(first: number, end: number, activeRow: number, rowCount: number): number[] {
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  if (rowCount === 0 || (activeRow >= first && activeRow < end)) return rows;
  return activeRow < first ? [activeRow, ...rows] : [...rows, activeRow];
}
