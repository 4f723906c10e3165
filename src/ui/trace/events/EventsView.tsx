import { useDeferredValue, useMemo, useState } from 'react';
import type { TraceEvents } from '../../../core/engine/trace-answers.ts';
import { useAnswer } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { TextInput } from '../../parts/Field.tsx';
import { formatCount, formatCountOf } from '../../parts/format.ts';
import { SkeletonRows } from '../../parts/Skeleton.tsx';
import { Toolbar } from '../../parts/Toolbar.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { EventTable } from './EventTable.tsx';
import { ExceptionTable } from './ExceptionTable.tsx';
import { filterEvents, type EventFilter } from './filter-events.ts';
import styles from './EventsView.module.css';

const ALL: EventFilter = { text: '', exception: null };

/** The events of the trace by time, its exceptions by kind above them. */
export function EventsView() {
  const { params } = useOpenedTrace();
  const { traceId, alignClocks } = params;
  const { result, answered, isPending, error } = useAnswer('listEvents', { traceId, alignClocks });
  const isOfThisTrace = answered?.params.traceId === traceId && answered.params.alignClocks === alignClocks;
  return (
    <section aria-label="Events of the trace" className={styles.view}>
      {result && isOfThisTrace ? (
        <Events key={traceId} events={result} />
      ) : error && !isPending ? (
        <EmptyState title="The events could not be read">{error.message}</EmptyState>
      ) : (
        <SkeletonRows count={12} />
      )}
    </section>
  );
}

function Events({ events }: { events: TraceEvents }) {
  const opened = useOpenedTrace();
  const [filter, setFilter] = useState(ALL);
  const deferred = useDeferredValue(filter);
  const listed = useMemo(() => filterEvents(opened, events, deferred), [opened, events, deferred]);
  const total = events.span.length;
  if (total === 0)
    return (
      <EmptyState title="No events">
        The spans of this trace recorded no events: no logs, no exceptions.
      </EmptyState>
    );
  const pick = (exception: number) =>
    setFilter({ ...filter, exception: filter.exception === exception ? null : exception });
  return (
    <>
      {events.exceptions.length > 0 && (
        <ExceptionTable events={events} picked={filter.exception} onPick={pick} />
      )}
      <Toolbar label="Filter events">
        <TextInput
          type="search"
          aria-label="Search events"
          placeholder="Search names, attributes, services"
          value={filter.text}
          onChange={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
          className={styles.search}
        />
        {filter.exception !== null && (
          <Button variant="quiet" onClick={() => setFilter({ ...filter, exception: null })}>
            All events again
          </Button>
        )}
        <span role="status" className={styles.count}>
          {listed.length < total && `${formatCount(listed.length)} of `}
          {formatCountOf(total, 'event')}
        </span>
      </Toolbar>
      {listed.length > 0 ? (
        <EventTable events={events} listed={listed} isStale={filter !== deferred} />
      ) : (
        <EmptyState
          title="No event matches"
          action={<Button onClick={() => setFilter(ALL)}>Show all {formatCountOf(total, 'event')}</Button>}
        />
      )}
    </>
  );
}
