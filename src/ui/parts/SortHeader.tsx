import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import table from './DataTable.module.css';

interface SortHeaderProps extends Omit<ComponentProps<'th'>, 'aria-sort'> {
  /** The direction rows are sorted in by this column; null where another sorts. */
  sort: 'ascending' | 'descending' | null;
  onSort: () => void;
  isNumber?: boolean;
}

/** A column header that sorts. */
export function SortHeader({
  sort,
  onSort,
  isNumber = false,
  className,
  children,
  ...rest
}: SortHeaderProps) {
  const Arrow = sort === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort ?? undefined}
      className={classNames(isNumber && table.number, table.sortable, className)}
    >
      <button type="button" className={table.sort} onClick={onSort}>
        {children}
        <Arrow size={12} aria-hidden className={classNames(table.arrow, !sort && table.idle)} />
      </button>
    </th>
  );
}
