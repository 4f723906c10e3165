import type { ReactNode } from 'react';
import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import { formatCount, formatDuration } from '../../parts/format.ts';
import { AttributeTable } from './AttributeTable.tsx';
import { EventList } from './EventList.tsx';
import { LinkList } from './LinkList.tsx';
import { describeRepairs } from './span-words.ts';
import styles from './SpanPanel.module.css';

/** What the file says of a span, section by section; those with nothing in them are left out. */
export function SpanDetails({ detail }: { detail: SpanDetail }) {
  const { attributes, events, links, resource, scope, source } = detail;
  const repairs = describeRepairs(detail.flags);
  return (
    <>
      {repairs.length > 0 && (
        <Section title="Repairs" count={repairs.length}>
          <ul className={styles.repairs}>
            {repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Attributes" count={attributes.length}>
        <AttributeTable label="Attributes" attributes={attributes} />
      </Section>
      <Section title="Events" count={events.length}>
        <EventList events={events} />
      </Section>
      <Section title="Links" count={links.length}>
        <LinkList links={links} />
      </Section>
      <Section title="Resource" count={resource.length}>
        <AttributeTable label="Resource" attributes={resource} />
      </Section>
      <Section title="Scope" count={scope.name || scope.attributes.length > 0 ? 1 : 0} isCountShown={false}>
        <p className={styles.line}>
          {scope.name || 'unnamed'} {scope.version}
        </p>
        {scope.attributes.length > 0 && <AttributeTable label="Scope" attributes={scope.attributes} />}
      </Section>
      <Section title="Source" count={1} isCountShown={false}>
        <p className={styles.line}>
          {source.name}{' '}
          <span className={styles.faint}>
            {source.format}, clock in steps of {formatDuration(source.resolution)}
          </span>
        </p>
      </Section>
    </>
  );
}

interface SectionProps {
  title: string;
  count: number;
  isCountShown?: boolean;
  children: ReactNode;
}

function Section({ title, count, isCountShown = true, children }: SectionProps) {
  if (count === 0) return null;
  return (
    <details open className={styles.section}>
      <summary>
        <h3>{title}</h3>
        {isCountShown && <span className={styles.faint}>{formatCount(count)}</span>}
      </summary>
      {children}
    </details>
  );
}
