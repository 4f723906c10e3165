import { CornerDownRight } from 'lucide-react';
import type { ExceptionGroup, TraceEvents } from '../../../core/engine/trace-answers.ts';
import { classNames } from '../../parts/class-names.ts';
import table from '../../parts/DataTable.module.css';
import { DataTable } from '../../parts/DataTable.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount, formatCountOf, formatDuration } from '../../parts/format.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { useSelection } from '../opened/use-selection.ts';
import styles from './ExceptionTable.module.css';

/** Services named in a row; the others are counted. */
const SHOWN_SERVICES = 2;

interface ExceptionTableProps {
  events: TraceEvents;
  /** The kind whose events alone are listed below; null where all are. */
  picked: number | null;
  onPick: (exception: number) => void;
}

/** The exceptions of the trace by type and message. A kind narrows the list of events down to its own. */
export function ExceptionTable({ events, picked, onPick }: ExceptionTableProps) {
  const { exceptions, exceptionKinds } = events;
  const count = exceptions.reduce((sum, exception) => sum + exception.count, 0);
  const note =
    exceptions.length < exceptionKinds
      ? `the ${formatCount(exceptions.length)} most frequent of ${formatCount(exceptionKinds)} kinds`
      : `${formatCount(count)} in ${formatCountOf(exceptions.length, 'kind')}`;
  return (
    <Panel title="Exceptions" note={note} className={styles.panel}>
      <ScrollRegion label="Exceptions by kind" className={styles.scroll}>
        <DataTable label="Exceptions by kind" className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Type and message</th>
              <th scope="col" className={table.number}>
                Count
              </th>
              <th scope="col">Services</th>
              <th scope="col" className={table.number}>
                First
              </th>
              <th scope="col" className={table.number}>
                Last
              </th>
              <th scope="col">Spans</th>
            </tr>
          </thead>
          <tbody>
            {exceptions.map((exception, at) => (
              <ExceptionRow
                key={`${exception.type} ${exception.message}`}
                exception={exception}
                isPicked={picked === at}
                onPick={() => onPick(at)}
              />
            ))}
          </tbody>
        </DataTable>
      </ScrollRegion>
    </Panel>
  );
}

interface ExceptionRowProps {
  exception: ExceptionGroup;
  isPicked: boolean;
  onPick: () => void;
}

function ExceptionRow({ exception, isPicked, onPick }: ExceptionRowProps) {
  const { select } = useSelection();
  const { type, message, count, services, spans, firstTime, lastTime } = exception;
  const others = services.length - SHOWN_SERVICES;
  return (
    <tr data-selected={isPicked} className={table.link}>
      <th scope="row" data-column="kind" className={table.truncate}>
        <button
          type="button"
          aria-pressed={isPicked}
          title={`${[type, message].filter(Boolean).join(': ')}\nList these ${formatCountOf(count, 'event')} alone`}
          className={classNames(table.rowAction, styles.kind)}
          onClick={onPick}
        >
          <ErrorMark label="exception" />
          {type !== '' && <span className={styles.type}>{type}</span>}
          <span className={styles.message}>{message || (type === '' ? 'nothing more is said' : '')}</span>
        </button>
      </th>
      <td data-column="count" className={table.number}>
        {formatCount(count)}
      </td>
      <td data-column="services" title={services.join('\n')}>
        <span className={styles.services}>
          {services.slice(0, SHOWN_SERVICES).map((service) => (
            <ServiceLabel key={service} service={service} />
          ))}
          {others > 0 && <span className={styles.others}>+{formatCount(others)}</span>}
        </span>
      </td>
      <td data-column="first" className={table.number}>
        {formatMoment(firstTime)}
      </td>
      <td data-column="last" className={table.number}>
        {formatMoment(lastTime)}
      </td>
      <td data-column="spans">
        <span className={styles.spans}>
          {formatCount(spans.length)}
          <IconButton
            isSmall
            icon={CornerDownRight}
            label="Select the first span"
            onClick={() => select(spans[0]!)}
          />
        </span>
      </td>
    </tr>
  );
}

/** A moment after the start of the trace; a dash where it is not known. */
function formatMoment(time: number): string {
  return Number.isNaN(time) ? '–' : formatDuration(time);
}
