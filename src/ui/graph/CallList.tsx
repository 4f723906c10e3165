import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { ErrorCell } from './CallTable.tsx';
import type { Call, Target } from './graph-model.ts';
import table from '../parts/DataTable.module.css';
import styles from './GraphPanel.module.css';

interface CallListProps {
  title: string;
  /** Which end of each call is named. */
  end: 'caller' | 'callee' | 'both';
  calls: readonly Call[];
  onPick: (target: Target) => void;
}

/** A few calls with their numbers; each leads to its own. */
export function CallList({ title, end, calls, onPick }: CallListProps) {
  return (
    <Panel title={title} note={end === 'both' ? undefined : formatCount(calls.length)}>
      {calls.length === 0 ? (
        <p className={styles.note}>
          {end === 'caller' ? 'No other service: requests enter here.' : 'No other service.'}
        </p>
      ) : (
        <DataTable label={title} className={styles.list}>
          <thead>
            <tr>
              <th scope="col">{end === 'both' ? 'Call' : 'Service'}</th>
              <th scope="col" className={table.number}>
                Calls
              </th>
              <th scope="col" className={table.number}>
                Errors
              </th>
              <th scope="col" className={table.number}>
                p95
              </th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <tr key={call.key} className={table.link}>
                <td className={end === 'both' ? styles.both : table.truncate}>
                  <button
                    type="button"
                    className={classNames(table.rowAction, end === 'both' && styles.both)}
                    onClick={() => onPick({ kind: 'call', key: call.key })}
                  >
                    <CallName call={call} end={end} />
                  </button>
                </td>
                <td className={table.number}>{formatCount(call.count)}</td>
                <ErrorCell isError={call.errorCount > 0}>{formatCount(call.errorCount)}</ErrorCell>
                <td className={table.number}>
                  <DurationText nanos={call.p95} />
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}

function CallName({ call, end }: { call: Call; end: CallListProps['end'] }) {
  if (end === 'both')
    return (
      <span className={styles.ellipsis} title={`${call.callerService} → ${call.calleeService}`}>
        <bdi>{call.callerService}</bdi> → <bdi>{call.calleeService}</bdi>
      </span>
    );
  return <ServiceLabel service={end === 'caller' ? call.callerService : call.calleeService} />;
}
