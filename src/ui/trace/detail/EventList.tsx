import { memo } from 'react';
import type { EventView } from '../../../core/engine/trace-answers.ts';
import { DurationText } from '../../parts/DurationText.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { AttributeTable } from './AttributeTable.tsx';
import { isException, isOfException } from './exceptions.ts';
import { ShowMore, useShown } from './ShowMore.tsx';
import { keyOf } from './stable-keys.ts';
import styles from './EventList.module.css';

/** The events of a span with their times after its start; what was thrown stands above them, among the errors. */
export function EventList({ events }: { events: readonly EventView[] }) {
  const { shown, showMore } = useShown(events.length);
  return (
    <>
      <ol className={styles.events}>
        {events.slice(0, shown).map((event) => (
          <EventEntry key={keyOf(event)} event={event} />
        ))}
      </ol>
      <ShowMore shown={shown} count={events.length} noun="events" onMore={showMore} />
    </>
  );
}

const EventEntry = memo(({ event }: { event: EventView }) => {
  const { name, offset, attributes } = event;
  const isError = isException(event);
  const shown = isError ? attributes.filter((attribute) => !isOfException(attribute)) : attributes;
  return (
    <li className={styles.event}>
      <p className={styles.title}>
        <span className={styles.time}>{offset === null ? 'no time' : <DurationText nanos={offset} />}</span>
        <strong>{name || 'event'}</strong>
        {isError && <ErrorMark />}
      </p>
      {shown.length > 0 && <AttributeTable label={`Attributes of ${name}`} attributes={shown} use="find" />}
    </li>
  );
});
