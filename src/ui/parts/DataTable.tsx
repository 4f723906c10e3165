import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import table from './DataTable.module.css';

interface DataTableProps extends Omit<ComponentProps<'table'>, 'aria-label'> {
  /** The accessible name of the table. */
  label: string;
  children: ReactNode;
}

/**
 * The look of every table: native elements, sticky header, rows of 24 px, hairlines. Cells with numbers take the class
 * `number` of `DataTable.module.css`, cells cut short `truncate`, rows that lead somewhere `link`.
 */
export function DataTable({ label, className, children, ...rest }: DataTableProps) {
  return (
    <table {...rest} aria-label={label} className={classNames(table.table, className)}>
      {children}
    </table>
  );
}
