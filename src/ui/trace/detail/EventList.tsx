import type { AttributeView, EventView } from '../../../core/engine/trace-answers.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { DurationText } from '../../parts/DurationText.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { AttributeTable } from './AttributeTable.tsx';
import styles from './EventList.module.css';

const STACK_KEY = 'exception.stacktrace';

/** The events of a span with their times after its start; the stack of an exception stands as it was written. */
export function EventList({ events }: { events: readonly EventView[] }) {
  return (
    <ol className={styles.events}>
      {events.map((event, at) => (
        // events may be equal, and the list never changes
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at}>
          <p className={styles.title}>
            <span className={styles.time}>
              {event.offset === null ? 'no time' : <DurationText nanos={event.offset} />}
            </span>
            <strong>{event.name || 'event'}</strong>
          </p>
          <EventAttributes event={event} />
        </li>
      ))}
    </ol>
  );
}

function EventAttributes({ event }: { event: EventView }) {
  const rest: AttributeView[] = event.attributes.filter(({ key }) => key !== STACK_KEY);
  const stack = event.attributes.find(({ key }) => key === STACK_KEY);
  return (
    <>
      {rest.length > 0 && <AttributeTable label={`Attributes of ${event.name}`} attributes={rest} />}
      {stack && (
        <div className={styles.stack}>
          <ScrollRegion label="Stack" className={styles.trace}>
            <pre>{stack.value}</pre>
          </ScrollRegion>
          <CopyButton text={stack.value} label="Copy stack" />
        </div>
      )}
    </>
  );
}
