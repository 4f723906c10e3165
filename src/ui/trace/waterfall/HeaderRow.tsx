import { ArrowDown, ArrowUp, ChevronsDownUp, ChevronsUpDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SiblingSort } from '../../../core/engine/trace-answers.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { classNames } from '../../parts/class-names.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { Splitter } from '../../parts/Splitter.tsx';
import { LEAST_COLUMN_WIDTH, MOST_COLUMN_WIDTH, type Column } from './columns.ts';
import type { Columns } from './use-columns.ts';
import styles from './HeaderRow.module.css';

interface HeaderRowProps {
  nameWidth: number;
  columns: Columns;
  onExpandAll: () => void;
  onCollapseAll: () => void;
  /** The heading of the lanes. */
  children: ReactNode;
}

/** The headings of names, columns and lanes. Those of times sort siblings by them. */
export function HeaderRow({ nameWidth, columns, onExpandAll, onCollapseAll, children }: HeaderRowProps) {
  const sort = useAppState((state) => state.view.look.siblingSort);
  return (
    <div role="row" aria-rowindex={1} className={styles.row}>
      <div
        role="columnheader"
        aria-sort={sort === 'start' ? 'ascending' : undefined}
        className={styles.name}
        style={{ width: nameWidth }}
      >
        <SortButton sort="start" current={sort} label="Span, by start" isAscending>
          Span
        </SortButton>
        <IconButton isSmall label="Collapse all" icon={ChevronsDownUp} onClick={onCollapseAll} />
        <IconButton isSmall label="Expand all" icon={ChevronsUpDown} onClick={onExpandAll} />
      </div>
      {columns.columns.map((column) => (
        <ColumnHeading key={column.id} column={column} columns={columns} sort={sort} />
      ))}
      {children}
    </div>
  );
}

interface ColumnHeadingProps {
  column: Column;
  columns: Columns;
  sort: SiblingSort;
}

function ColumnHeading({ column, columns, sort }: ColumnHeadingProps) {
  const actions = useActions();
  const ids = useAppState((state) => state.view.look.columns);
  const remove = () => actions.look({ columns: ids.filter((id) => id !== column.id) }, { replace: true });
  const isSorting = column.sort !== null && column.sort === sort;
  return (
    <div
      role="columnheader"
      aria-sort={isSorting ? 'descending' : undefined}
      className={classNames(styles.column, column.isNumber && styles.number)}
      style={{ width: column.width }}
    >
      {column.sort ? (
        <SortButton sort={column.sort} current={sort} label={`${column.label}, largest first`}>
          {column.label}
        </SortButton>
      ) : (
        <span className={styles.label}>{column.label}</span>
      )}
      <span className={styles.remove}>
        <IconButton isSmall label={`Remove column ${column.label}`} icon={X} onClick={remove} />
      </span>
      <Splitter
        className={styles.splitter}
        label={`Width of ${column.label}`}
        side="left"
        value={column.width}
        min={LEAST_COLUMN_WIDTH}
        max={MOST_COLUMN_WIDTH}
        onMove={(width) => columns.moveWidth(column.id, width)}
        onSet={(width) => columns.setWidth(column.id, width)}
      />
    </div>
  );
}

interface SortButtonProps {
  sort: SiblingSort;
  /** What siblings are sorted by now. */
  current: SiblingSort;
  label: string;
  isAscending?: boolean;
  children: string;
}

/** Sorts siblings by a column; where they are, back to the order of time. */
function SortButton({ sort, current, label, isAscending = false, children }: SortButtonProps) {
  const actions = useActions();
  const isSorting = sort === current;
  const Arrow = isAscending ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      aria-label={`Sort siblings: ${label}`}
      className={classNames(styles.sort, isSorting && styles.sorting)}
      onClick={() => actions.look({ siblingSort: isSorting ? 'start' : sort }, { replace: true })}
    >
      <span className={styles.label}>{children}</span>
      <Arrow size={12} aria-hidden className={classNames(styles.arrow, !isSorting && styles.idle)} />
    </button>
  );
}
