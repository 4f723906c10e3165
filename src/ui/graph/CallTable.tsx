import { useMemo, useState } from 'react';
import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount, formatShare } from '../parts/format.ts';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { SortHeader } from '../parts/SortHeader.tsx';
import { sortCalls, type CallSort, type CallSortKey } from './call-order.ts';
import type { Call, GraphModel, Target } from './graph-model.ts';
import table from '../parts/DataTable.module.css';
import styles from './CallTable.module.css';

interface CallTableProps {
  model: GraphModel;
  picked: Target | null;
  onPick: (target: Target) => void;
}

const COLUMNS: readonly { readonly key: CallSortKey; readonly name: string }[] = [
  { key: 'caller', name: 'Caller' },
  { key: 'callee', name: 'Callee' },
  { key: 'count', name: 'Calls' },
  { key: 'errorCount', name: 'Errors' },
  { key: 'errorRate', name: 'Error rate' },
  { key: 'mean', name: 'Mean' },
  { key: 'p95', name: 'p95' },
];

/** The graph as a table: a row for each call, and below it the services without any. */
export function CallTable({ model, picked, onPick }: CallTableProps) {
  const [sort, setSort] = useState<CallSort>({ key: 'count', descending: true });
  const calls = useMemo(() => sortCalls(model.calls, sort), [model, sort]);
  const sortBy = (key: CallSortKey) =>
    setSort((before) => ({
      key,
      descending: before.key === key ? !before.descending : key !== 'caller' && key !== 'callee',
    }));
  return (
    <div className={styles.scroll}>
      <DataTable label="Calls between services">
        <thead>
          <tr>
            {COLUMNS.map(({ key, name }) => (
              <SortHeader
                key={key}
                isNumber={key !== 'caller' && key !== 'callee'}
                sort={sort.key === key ? (sort.descending ? 'descending' : 'ascending') : null}
                onSort={() => sortBy(key)}
              >
                {name}
              </SortHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <CallRow
              key={call.key}
              call={call}
              isPicked={picked?.kind === 'call' && picked.key === call.key}
              onPick={onPick}
            />
          ))}
        </tbody>
      </DataTable>
      <AloneNote model={model} onPick={onPick} />
    </div>
  );
}

interface CallRowProps {
  call: Call;
  isPicked: boolean;
  onPick: (target: Target) => void;
}

function CallRow({ call, isPicked, onPick }: CallRowProps) {
  return (
    <tr className={table.link} data-selected={isPicked}>
      <td>
        <button
          type="button"
          className={table.rowAction}
          aria-label={`${call.callerService} to ${call.calleeService}`}
          onClick={() => onPick({ kind: 'call', key: call.key })}
        >
          <ServiceLabel service={call.callerService} />
        </button>
      </td>
      <td>
        <ServiceLabel service={call.calleeService} />
      </td>
      <td className={table.number}>{formatCount(call.count)}</td>
      <ErrorCell isError={call.errorCount > 0}>{formatCount(call.errorCount)}</ErrorCell>
      <ErrorCell isError={call.errorCount > 0}>{formatShare(call.errorRate)}</ErrorCell>
      <td className={table.number}>
        <DurationText nanos={call.mean} />
      </td>
      <td className={table.number}>
        <DurationText nanos={call.p95} />
      </td>
    </tr>
  );
}

/** A number of errors: faint where there are none. */
export function ErrorCell({ isError, children }: { isError: boolean; children: string }) {
  return <td className={classNames(table.number, isError ? styles.errors : table.faint)}>{children}</td>;
}

function AloneNote({ model, onPick }: Pick<CallTableProps, 'model' | 'onPick'>) {
  const alone = model.graph.nodes.filter(
    ({ service }) => !model.callsTo.get(service)!.length && !model.callsFrom.get(service)!.length,
  );
  if (alone.length === 0) return null;
  return (
    <p className={styles.alone}>
      Neither call nor are called:
      {alone.map(({ service }) => (
        <button
          key={service}
          type="button"
          className={styles.service}
          onClick={() => onPick({ kind: 'service', service })}
        >
          <ServiceLabel service={service} />
        </button>
      ))}
    </p>
  );
}
