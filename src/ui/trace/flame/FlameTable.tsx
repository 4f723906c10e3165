import { useMemo, useState } from 'react';
import { classNames } from '../../parts/class-names.ts';
import table from '../../parts/DataTable.module.css';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount, formatCountOf, formatDuration, formatShare } from '../../parts/format.ts';
import { LongTable, type RowFocus } from '../../parts/LongTable.tsx';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { useServiceStyle } from '../../parts/service-style.ts';
import { SortHeader } from '../../parts/SortHeader.tsx';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import { MEASURE_NAMES, type FlameSubject } from './flame-words.ts';
import { listOperationRows, sortRows, type OperationRow, type OperationSort } from './operation-rows.ts';
import styles from './FlameTable.module.css';

interface FlameTableProps {
  subject: FlameSubject;
  /** What is listed: "in left-heavy order". */
  label: string;
  /** The operation that is looked at, or -1. */
  picked: number;
  /** Only what helps to choose: the measure, and it with all below. */
  isCompact?: boolean;
  onSandwich: (operation: number) => void;
}

/** The operations of a flame's boxes, with the same measures. The name of one leads to its sandwich. */
export function FlameTable({ subject, label, picked, isCompact = false, onSandwich }: FlameTableProps) {
  const { flame, opened, kind, measure } = subject;
  const { operations, services } = opened.trace;
  const [sort, setSort] = useState<OperationSort>({ key: 'total', descending: true });
  const rows = useMemo(() => listOperationRows(flame, operations.length), [flame, operations]);
  const sorted = useMemo(() => {
    const nameOf = (operation: number) =>
      `${operations[operation]!.name}\0${services[operations[operation]!.service]!}`;
    return sortRows(rows, sort, nameOf);
  }, [rows, sort, operations, services]);
  const hasOwn = measure !== 'count' && kind !== 'callers';
  const header = (key: OperationSort['key'], text: string, meaning?: string) => (
    <SortHeader
      title={meaning}
      isNumber={key !== 'name'}
      sort={sort.key === key ? (sort.descending ? 'descending' : 'ascending') : null}
      onSort={() => setSort({ key, descending: sort.key === key ? !sort.descending : key !== 'name' })}
    >
      {text}
    </SortHeader>
  );
  return (
    <LongTable
      label={`${formatCountOf(rows.length, 'operation')} ${label}`}
      rowCount={sorted.length}
      className={classNames(styles.operations, !hasOwn && styles.withoutOwn, isCompact && styles.compact)}
      isSelected={(row) => sorted[row]!.operation === picked}
      head={
        <>
          {header('name', 'Operation')}
          {hasOwn && header('own', MEASURE_NAMES[measure])}
          {header(
            'total',
            'With all below',
            `${MEASURE_NAMES[measure]} with all below it; what is below itself counts once`,
          )}
          {!isCompact && (
            <>
              <th
                scope="col"
                className={classNames(table.number, styles.plain)}
                title="Part of what all boxes come to"
              >
                Share
              </th>
              {header('count', kind === 'callers' ? 'Calls' : 'Spans')}
              {header('errorCount', 'Errors')}
            </>
          )}
        </>
      }
      renderRow={(row, focus) => (
        <OperationCells
          subject={subject}
          row={sorted[row]!}
          hasOwn={hasOwn}
          isCompact={isCompact}
          focus={focus}
          onSandwich={onSandwich}
        />
      )}
    />
  );
}

interface OperationCellsProps {
  subject: FlameSubject;
  row: OperationRow;
  hasOwn: boolean;
  isCompact: boolean;
  focus: RowFocus;
  onSandwich: (operation: number) => void;
}

function OperationCells({ subject, row, hasOwn, isCompact, focus, onSandwich }: OperationCellsProps) {
  const { opened, measure, sum } = subject;
  const { operations, services } = opened.trace;
  const styleOf = useServiceStyle();
  const { name, service } = operations[row.operation]!;
  const amount = (value: number) => (measure === 'count' ? formatCount(value) : formatDuration(value));
  return (
    <>
      <th scope="row" className={table.link}>
        <button
          type="button"
          {...focus}
          className={classNames(table.rowAction, styles.name)}
          title={`${services[service]!} ${name}`}
          onClick={() => onSandwich(row.operation)}
        >
          <ServiceSwatch look={styleOf(services[service]!)} />
          <strong>{services[service]}</strong>
          <span className={styles.operation}>{name || 'unnamed'}</span>
          <VisuallyHidden>, show its callers and callees</VisuallyHidden>
        </button>
      </th>
      {hasOwn && <td className={table.number}>{amount(row.own)}</td>}
      <td className={table.number}>{amount(row.total)}</td>
      {!isCompact && (
        <>
          <td className={table.number}>{sum > 0 ? formatShare(row.total / sum) : '–'}</td>
          <td className={table.number}>{formatCount(row.count)}</td>
          <td className={classNames(table.number, row.errorCount === 0 && table.faint)}>
            {row.errorCount > 0 ? <ErrorMark>{formatCount(row.errorCount)}</ErrorMark> : '0'}
          </td>
        </>
      )}
    </>
  );
}
