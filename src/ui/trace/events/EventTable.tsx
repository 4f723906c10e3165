import { useState } from 'react';
import type { TraceEvents } from '../../../core/engine/trace-answers.ts';
import { addNanos } from '../../../core/model/units.ts';
import { useAppState } from '../../app-context.tsx';
import { classNames } from '../../parts/class-names.ts';
import table from '../../parts/DataTable.module.css';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatClock, formatCountOf, formatDuration, formatTime } from '../../parts/format.ts';
import { LongTable, type RowFocus } from '../../parts/LongTable.tsx';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { spanNameOf, summaryOf } from './filter-events.ts';
import styles from './EventTable.module.css';

/** Below this width in px an event takes two lines. */
const NARROW = 720;

interface EventTableProps {
  events: TraceEvents;
  /** The events shown, in order of time. */
  listed: Int32Array;
  isStale: boolean;
}

/** Events by time. The name of an event selects its span. */
export function EventTable({ events, listed, isStale }: EventTableProps) {
  const zone = useAppState((state) => state.preferences.timeZone);
  const { span: selected } = useSelection();
  // only at first: what is selected later was clicked in this list, or is shown in the details
  const [revealed] = useState(() => ({
    row: selected < 0 ? -1 : listed.findIndex((event) => events.span[event] === selected),
    for: selected,
  }));
  return (
    <LongTable
      label={formatCountOf(listed.length, 'event')}
      rowCount={listed.length}
      narrow={NARROW}
      isStale={isStale}
      revealed={revealed}
      isSelected={(row) => selected >= 0 && events.span[listed[row]!] === selected}
      className={styles.events}
      head={
        <>
          <th scope="col" className={table.number}>
            After start
          </th>
          <th scope="col">{zone === 'utc' ? 'Time (UTC)' : 'Time (local)'}</th>
          <th scope="col">Service</th>
          <th scope="col">Span</th>
          <th scope="col">Event</th>
          <th scope="col">Attributes</th>
        </>
      }
      renderRow={(row, focus) => <EventCells events={events} event={listed[row]!} focus={focus} />}
    />
  );
}

interface EventCellsProps {
  events: TraceEvents;
  event: number;
  focus: RowFocus;
}

function EventCells({ events, event, focus }: EventCellsProps) {
  const opened = useOpenedTrace();
  const { select } = useSelection();
  const span = events.span[event]!;
  const name = events.names[events.name[event]!]! || 'unnamed';
  const summary = summaryOf(events, event);
  const isException = events.exception[event]! >= 0;
  const operation = operationOf(opened, span);
  const { after, clock, moment } = useEventTime(events.time[event]!);
  return (
    <>
      <td data-column="after" className={table.number}>
        {after}
      </td>
      <td data-column="clock">{clock}</td>
      <td data-column="service">
        <ServiceLabel service={serviceOf(opened, span)} />
      </td>
      <td data-column="span">{operation}</td>
      <td data-column="name">
        <button
          type="button"
          {...focus}
          title={[name, operation, moment, ...summary.split('  ')].filter(Boolean).join('\n')}
          className={classNames(table.rowAction, styles.name)}
          onClick={() => select(span)}
        >
          {isException && <ErrorMark label="exception" />}
          <span className={styles.text}>{name}</span>
          <VisuallyHidden>, select its span {spanNameOf(opened, span)}</VisuallyHidden>
        </button>
      </td>
      <td data-column="summary">{summary}</td>
    </>
  );
}

/** A moment of the trace in words: after its start, the time of day, and both with the date; no more than the file says. */
function useEventTime(time: number): { after: string; clock: string; moment: string } {
  const { trace } = useOpenedTrace();
  const zone = useAppState((state) => state.preferences.timeZone);
  if (Number.isNaN(time)) return { after: '–', clock: 'no time', moment: '' };
  const moment = addNanos(trace.origin, time);
  return {
    after: formatDuration(time),
    clock: formatClock(moment, zone, 6),
    moment: formatTime(moment, zone, 9),
  };
}
