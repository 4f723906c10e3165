import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { SpanDetail, SpanParams } from '../../../core/engine/trace-answers.ts';
import { TextInput } from '../../parts/Field.tsx';
import { formatDuration } from '../../parts/format.ts';
import { AttributeTable } from './AttributeTable.tsx';
import { EventList } from './EventList.tsx';
import { filterDetail } from './filter-detail.ts';
import { LinkList } from './LinkList.tsx';
import { RawRecord } from './RawRecord.tsx';
import { Section, type SectionFolds } from './Section.tsx';
import { describeRepairs } from './span-words.ts';
import styles from './SpanPanel.module.css';

/** Fewer entries than this are seen at a glance. */
const FEWEST_SEARCHED = 8;
/** What is folded until it is wanted. */
const FOLDED_FIRST = ['Record in the file'];

/** Section folds that are kept from span to span. */
export function useSectionFolds(): SectionFolds {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(FOLDED_FIRST));
  return {
    isOpen: (title) => !folded.has(title),
    toggle: (title, isOpen) => {
      if (isOpen !== folded.has(title)) return;
      const others = [...folded].filter((other) => other !== title);
      setFolded(new Set(isOpen ? others : [...others, title]));
    },
  };
}

interface SpanDetailsProps {
  detail: SpanDetail;
  params: SpanParams;
  folds: SectionFolds;
  /** Words that the attributes and events shown must have; kept from span to span. */
  query: string;
  onQuery: (query: string) => void;
}

/** What the file says of a span, section by section; those with nothing in them are left out. */
export function SpanDetails({ detail, params, folds, query, onQuery }: SpanDetailsProps) {
  const entryCount = detail.attributes.length + detail.events.length + detail.resource.length;
  const isSearched = entryCount >= FEWEST_SEARCHED || query !== '';
  const wanted = useDeferredValue(query); // typing goes before filtering
  const { attributes, events, resource } = useMemo(() => filterDetail(detail, wanted), [detail, wanted]);
  return (
    <>
      {isSearched && <SearchField query={query} onQuery={onQuery} />}
      {wanted !== '' && attributes.length + events.length + resource.length === 0 && (
        <p className={styles.line}>Nothing in this span has these words.</p>
      )}
      <Section title="Attributes" count={attributes.length} folds={folds}>
        <AttributeTable label="Attributes" attributes={attributes} use="all" />
      </Section>
      <Section title="Events" count={events.length} folds={folds}>
        <EventList events={events} />
      </Section>
      <Section title="Links" count={detail.links.length} folds={folds}>
        <LinkList links={detail.links} traceId={params.traceId} />
      </Section>
      <Section title="Linked from" count={detail.linkedFrom.length} folds={folds}>
        <LinkList links={detail.linkedFrom} traceId={params.traceId} />
      </Section>
      <Section title="Resource" count={resource.length} folds={folds}>
        <AttributeTable label="Resource" attributes={resource} use="all" />
      </Section>
      <OriginSections detail={detail} params={params} folds={folds} />
    </>
  );
}

/** Where the span comes from: what made it, what was mended on it, and its record. */
function OriginSections({ detail, params, folds }: Pick<SpanDetailsProps, 'detail' | 'params' | 'folds'>) {
  const { scope, source, flags } = detail;
  const repairs = describeRepairs(flags);
  return (
    <>
      {(scope.name !== '' || scope.attributes.length > 0) && (
        <Section title="Scope" folds={folds}>
          <p className={styles.line}>
            {scope.name || 'unnamed'} {scope.version}
          </p>
          {scope.attributes.length > 0 && (
            <AttributeTable label="Scope" attributes={scope.attributes} use="copy" />
          )}
        </Section>
      )}
      <Section title="Source" folds={folds}>
        <p className={styles.line}>
          {source.name}{' '}
          <span className={styles.faint}>
            {source.format}, clock in steps of {formatDuration(source.resolution)}
          </span>
        </p>
        {repairs.length > 0 && (
          <ul className={styles.repairs}>
            {repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Record in the file" folds={folds}>
        <RawRecord params={params} />
      </Section>
    </>
  );
}

function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const id = useId();
  return (
    <div className={styles.search}>
      <label htmlFor={id}>Search this span</label>
      <TextInput
        id={id}
        type="search"
        placeholder="key or value"
        value={query}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return;
          event.stopPropagation(); // Escape empties the field first
          onQuery('');
        }}
      />
    </div>
  );
}
