import { useActions, useAppState } from '../app-context.tsx';
import { ALL_TRACES } from '../../core/model/filter.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { listCriteria } from './filter-criteria.ts';
import { useFilterChange } from './use-filter-change.ts';
import styles from './FilterChips.module.css';

/** The active criteria in words, each with a way to drop it; nothing while there is none. */
export function FilterChips() {
  const filter = useAppState((state) => state.view.filter);
  const actions = useActions();
  const changeFilter = useFilterChange();
  const criteria = listCriteria(filter);
  if (criteria.length === 0) return null;
  return (
    <div className={styles.chips}>
      <ul aria-label="Active filters" className={styles.list}>
        {criteria.map(({ key, text }) => (
          <li key={key}>
            <Chip text={text} action="Remove filter" onRemove={() => changeFilter({ [key]: undefined })} />
          </li>
        ))}
      </ul>
      <Button variant="quiet" className={styles.clear} onClick={() => actions.show({ filter: ALL_TRACES })}>
        Clear all
      </Button>
    </div>
  );
}
