import { SearchX } from 'lucide-react';
import { ALL_TRACES } from '../../core/model/filter.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { formatCountOf } from '../parts/format.ts';
import { listCriteria, withCriteria, type Criterion } from './filter-criteria.ts';
import { useFilterChange } from './use-filter-change.ts';
import styles from './NoMatch.module.css';

/** Says what was asked for in vain, and what each criterion keeps out. */
export function NoMatch() {
  const actions = useActions();
  const criteria = listCriteria(useAppState((state) => state.view.filter));
  const isPartial = useAppState((state) => state.isPartial);
  const coverage = useAppState((state) => state.coverage);
  return (
    <EmptyState
      icon={SearchX}
      title="No trace passes this filter"
      action={
        criteria.length > 1 && (
          <Button onClick={() => actions.show({ filter: ALL_TRACES })}>Clear the whole filter</Button>
        )
      }
    >
      <ul className={styles.criteria}>
        {criteria.map((criterion) => (
          <Without key={criterion.key} criterion={criterion} />
        ))}
      </ul>
      {isPartial && <p>So far: files are still being read.</p>}
      {coverage !== null && criteria.some(({ key }) => key === 'text') && (
        <p>Attributes that are not in memory were not searched.</p>
      )}
      {coverage !== null && coverage.sample !== null && (
        <p>
          Only the traces of the sample were searched, of {formatCountOf(coverage.totals.traceCount, 'trace')}{' '}
          in all.
        </p>
      )}
    </EmptyState>
  );
}

/** A criterion, how many traces would pass without it, and the button to drop it. */
function Without({ criterion: { key, text } }: { criterion: Criterion }) {
  const filter = useAppState((state) => state.view.filter);
  const changeFilter = useFilterChange();
  const { result } = useAnswer(
    'getSummary',
    { filter: withCriteria(filter, { [key]: undefined }) },
    `without-${key}`,
  );
  return (
    <li className={styles.criterion}>
      <strong className={styles.text}>{text}</strong>
      <span>
        {result &&
          (result.traceCount > 0
            ? `${formatCountOf(result.traceCount, 'trace')} without it`
            : 'none without it either')}
      </span>
      <Button onClick={() => changeFilter({ [key]: undefined })} aria-label={`Drop: ${text}`}>
        Drop
      </Button>
    </li>
  );
}
