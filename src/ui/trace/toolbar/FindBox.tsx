import { ChevronDown, ChevronUp, Filter, Search, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { classNames } from '../../parts/class-names.ts';
import { useCommands } from '../../parts/commands.ts';
import { TextInput } from '../../parts/Field.tsx';
import { formatCount } from '../../parts/format.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { focusView } from '../opened/view-focus.ts';
import { FindCompletions } from './FindCompletions.tsx';
import { FindHelp } from './FindHelp.tsx';
import { useFinding, type Finding } from './use-finding.ts';
import styles from './FindBox.module.css';

/** Where memory was too small for attributes. */
const NOT_SEARCHED = 'Attributes and events that are not in memory are not searched.';

/** Looks for spans of the trace: what is found is marked, or all that is shown; Enter goes from one to the next. */
export function FindBox() {
  const actions = useActions();
  const field = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const listId = useId();
  const finding = useFinding();
  const { query, count, problem, step } = finding;
  const [isIn, setIsIn] = useState(false);
  const isBare = useAppState(({ coverage }) => coverage !== null);
  const note = [problem, isBare && query !== '' && NOT_SEARCHED].filter(Boolean).join(' ') || null;
  const form = useAppState((state) => state.view.look.form);
  const find = (text: string) => actions.look({ find: text }, { replace: true });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      event.currentTarget.blur();
      focusView(form);
    } else return;
    event.preventDefault();
    event.stopPropagation(); // Escape closes nothing else
  };
  useCommands('Trace', [
    {
      id: 'find',
      label: 'Find spans in this trace',
      keys: ['/'],
      run: () => {
        field.current?.focus();
        field.current?.select();
      },
    },
  ]);
  return (
    <div role="search" aria-label="Spans of this trace" className={styles.find}>
      <span className={styles.field}>
        <Search size={14} aria-hidden className={styles.icon} />
        <TextInput
          ref={field}
          aria-label="Find spans"
          placeholder="Find spans: words, key:value"
          list={listId}
          value={query}
          aria-invalid={problem !== null}
          aria-describedby={note === null ? undefined : problemId}
          className={classNames(styles.input, query !== '' && styles.active)}
          onChange={({ currentTarget }) => find(currentTarget.value)}
          onKeyDown={onKeyDown}
          onFocus={() => setIsIn(true)}
          onBlur={() => setIsIn(false)}
        />
        <FindCompletions id={listId} query={query} isOffered={isIn} />
        <FoundCount finding={finding} />
        {query !== '' && (
          <span className={styles.clear}>
            <IconButton
              isSmall
              label="Clear"
              icon={X}
              onClick={() => {
                find('');
                field.current?.focus();
              }}
            />
          </span>
        )}
        {note !== null && isIn && (
          <span id={problemId} role="status" className={styles.problem}>
            {note}
          </span>
        )}
      </span>
      <IconButton
        label="Previous match"
        shortcut="Shift+Enter or ,"
        icon={ChevronUp}
        disabled={!count}
        onClick={() => step(-1)}
      />
      <IconButton
        label="Next match"
        shortcut="Enter or ."
        icon={ChevronDown}
        disabled={!count}
        onClick={() => step(1)}
      />
      <FindHelp />
      <FilterSwitch isOfUse={query.trim() !== ''} />
    </div>
  );
}

/** In the field, so that nothing moves as it changes. */
function FoundCount({ finding: { query, count, place } }: { finding: Finding }) {
  const of = place > 0 ? `${formatCount(place)} of ` : '';
  const text = query === '' || count === null ? '' : count === 0 ? 'none' : of + formatCount(count);
  return (
    <output aria-label="Found" className={classNames(styles.count, count === 0 && styles.none)}>
      {text}
    </output>
  );
}

/** Where rows can be left out. Off while nothing is looked for. */
function FilterSwitch({ isOfUse }: { isOfUse: boolean }) {
  const actions = useActions();
  const form = useAppState((state) => state.view.look.form);
  const isFilter = useAppState((state) => state.view.look.findMode === 'filter');
  if (form !== 'waterfall') return null;
  return (
    <IconButton
      label="Show only matches"
      icon={Filter}
      isPressed={isFilter && isOfUse}
      disabled={!isOfUse}
      onClick={() => actions.look({ findMode: isFilter ? 'mark' : 'filter' }, { replace: true })}
    />
  );
}
