import { SlidersHorizontal } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { Names, TraceList } from '../../core/engine/protocol.ts';
import type { TraceFilter } from '../../core/model/filter.ts';
import { isOutdated, useAnswer, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/class-names.ts';
import { Select } from '../parts/Field.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { PartMark } from '../parts/PartMark.tsx';
import { DraftField } from './DraftField.tsx';
import { formatDurationText } from '../../core/model/duration-text.ts';
import { FilterChips } from './FilterChips.tsx';
import { listCriteria, type CriterionKey } from './filter-criteria.ts';
import { readDuration, readName, readSpanCount } from './filter-fields.ts';
import { useFilterChange } from './use-filter-change.ts';
import styles from './FilterBar.module.css';

/** The one filter of the page: what every view is about. On narrow screens all but the search folds behind a button. */
export function FilterBar() {
  const filter = useAppState((state) => state.view.filter);
  const [isOpen, setIsOpen] = useState(false);
  const fieldsId = useId();
  const folded = listCriteria(filter).filter(({ key }) => key !== 'text').length;
  return (
    <div role="search" aria-label="Filter traces" className={styles.bar}>
      <div className={styles.row}>
        <SearchField />
        <Button
          icon={SlidersHorizontal}
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={fieldsId}
          onClick={() => setIsOpen(!isOpen)}
        >
          Filters{folded > 0 && ` (${folded})`}
        </Button>
        <div id={fieldsId} className={classNames(styles.fields, isOpen && styles.open)}>
          <NameFields />
          <BoundFields />
        </div>
        <MatchCount filter={filter} />
      </div>
      <FilterChips />
    </div>
  );
}

/** A criterion's value, and a way to change it that makes one step of history per visit to the field. */
function useCriterion<K extends CriterionKey>(key: K) {
  const value = useAppState((state) => state.view.filter[key]);
  const changeFilter = useFilterChange();
  return {
    value,
    onChange: (changed: TraceFilter[K] | undefined, isFirst = true) =>
      changeFilter({ [key]: changed }, { replace: !isFirst }),
  };
}

function SearchField() {
  const hasAttributes = useAppState(({ coverage }) => coverage === null);
  return (
    <DraftField
      {...useCriterion('text')}
      id="filter-text"
      type="search"
      label={hasAttributes ? 'Search names, ids and attributes' : 'Search names and ids'}
      placeholder={hasAttributes ? 'Search names, ids, attributes' : 'Search names, ids'}
      format={String}
      parse={(text) => ({ value: text })}
      className={styles.text}
    />
  );
}

const NO_NAMES: Names = { services: [], operations: [] };

function NameFields() {
  const { services, operations } = useAnswer('listNames', {}).result ?? NO_NAMES;
  const { service, operation } = useAppState((state) => state.view.filter);
  const changeFilter = useFilterChange();
  const choices = useMemo(() => operationsOf(operations, service), [operations, service]);
  const changeService = (changed: string | undefined, isFirst: boolean) => {
    const isKept = operation === undefined || operationsOf(operations, changed).includes(operation);
    changeFilter(isKept ? { service: changed } : { service: changed, operation: undefined }, {
      replace: !isFirst,
    });
  };
  return (
    <>
      <DraftField
        label="Service"
        placeholder="Any service"
        value={service}
        format={String}
        parse={(text, isFinished) => readName(text, services, isFinished)}
        onChange={changeService}
        suggestions={services}
        className={styles.name}
      />
      <DraftField
        {...useCriterion('operation')}
        label="Operation"
        placeholder="Any operation"
        format={String}
        parse={(text, isFinished) => readName(text, choices, isFinished)}
        suggestions={choices}
        className={styles.name}
      />
    </>
  );
}

/** The span names of a service, or of all, each once. */
function operationsOf(operations: Names['operations'], service: string | undefined): string[] {
  const names = operations.flatMap((each) =>
    service === undefined || each.service === service ? [each.operation] : [],
  );
  return [...new Set(names)];
}

function BoundFields() {
  const errors = useCriterion('hasErrors');
  return (
    <>
      <DraftField
        {...useCriterion('minDuration')}
        label="Shortest duration"
        placeholder="Min duration"
        format={formatDurationText}
        parse={readDuration}
        className={styles.bound}
      />
      <DraftField
        {...useCriterion('maxDuration')}
        label="Longest duration"
        placeholder="Max duration"
        format={formatDurationText}
        parse={readDuration}
        className={styles.bound}
      />
      <Select
        aria-label="Errors"
        value={errors.value === undefined ? 'any' : String(errors.value)}
        className={classNames(styles.errors, errors.value !== undefined && styles.active)}
        onChange={({ currentTarget: { value } }) =>
          errors.onChange(value === 'any' ? undefined : value === 'true')
        }
      >
        <option value="any">Errors or not</option>
        <option value="true">With errors</option>
        <option value="false">Without errors</option>
      </Select>
      <DraftField
        {...useCriterion('minSpanCount')}
        label="Fewest spans"
        placeholder="Min spans"
        format={String}
        parse={readSpanCount}
        className={styles.spans}
      />
    </>
  );
}

/** "212 of 18,430 traces · 3,041 spans". */
function MatchCount({ filter }: { filter: TraceFilter }) {
  const sort = useAppState((state) => state.view.traceSort);
  const isPartial = useAppState((state) => state.isPartial);
  const isBare = useAppState(({ coverage }) => coverage !== null);
  const answer = useAnswer('listTraces', { filter, sort, offset: 0, limit: 0 }, 'match-count');
  const { result } = answer;
  return (
    <p
      role="status"
      aria-live={isPartial ? 'off' : 'polite'} // while files are read it changes all the time
      className={classNames(styles.count, isOutdated(answer) && styles.pending)}
    >
      {result && formatMatches(result)} <PartMark />
      {isBare && filter.text && '· names and ids only'}
    </p>
  );
}

function formatMatches({ traceCount, totalTraceCount, spanCount }: TraceList): string {
  const of = traceCount === totalTraceCount ? '' : `${formatCount(traceCount)} of `;
  return `${of}${formatCountOf(totalTraceCount, 'trace')} · ${formatCountOf(spanCount, 'span')}`;
}
