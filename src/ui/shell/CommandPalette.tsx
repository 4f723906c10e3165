import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { VisuallyHidden } from '../parts/VisuallyHidden.tsx';
import { KeySequence } from './Key.tsx';
import type { PaletteEntry, PaletteGroup } from './palette-entries.ts';
import { useModal } from './use-modal.ts';
import { usePaletteGroups } from './use-palette-groups.ts';
import styles from './CommandPalette.module.css';

const PAGE = 8;

/** Everything there is to do or to go to, found by typing: a combobox and its list. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { groups, isPending } = usePaletteGroups(query.trim());
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(at, entries.length - 1);
  const optionId = (entry: PaletteEntry) => `${listId} ${entry.id}`.replaceAll(/\s/g, '_');
  useModal(dialog);
  useActiveInSight(dialog, active);
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    flushSync(onClose); // the focus is back where it was, for what moves it on
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(entries[active]);
    else if (MOVES.has(event.key)) setAt(moved(active, MOVES.get(event.key)!, entries.length));
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Commands, services, operations and traces"
      className={styles.palette}
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      closedby="any"
    >
      <div className={styles.field}>
        <Search size={16} aria-hidden />
        <input
          role="combobox"
          aria-label="Command, service, operation, trace or span"
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={entries[active] && optionId(entries[active])}
          placeholder="Command, service, operation, trace or span"
          autoComplete="off"
          spellCheck={false}
          className={styles.input}
          value={query}
          onChange={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={listId} aria-label="Found" aria-busy={isPending} className={styles.list}>
        {groups.map((group) => (
          <Group key={group.title} group={group} active={entries[active]} optionId={optionId} onRun={run} />
        ))}
      </div>
      {entries.length === 0 && (
        <p className={styles.none}>{isPending ? 'Searching…' : 'Nothing is called like this.'}</p>
      )}
      <VisuallyHidden>
        <span role="status">{`${formatCountOf(entries.length, 'entry', 'entries')} found`}</span>
      </VisuallyHidden>
    </dialog>
  );
}

interface GroupProps {
  group: PaletteGroup;
  active: PaletteEntry | undefined;
  optionId: (entry: PaletteEntry) => string;
  onRun: (entry: PaletteEntry) => void;
}

function Group({ group: { title, entries, moreCount }, active, optionId, onRun }: GroupProps) {
  const titleId = useId();
  return (
    <div role="group" aria-labelledby={titleId}>
      <p id={titleId} role="presentation" className={styles.title}>
        {title}
      </p>
      {entries.map((entry) => (
        // the field has the focus and the keys
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={entry.id}
          role="option"
          id={optionId(entry)}
          tabIndex={-1}
          aria-selected={entry === active}
          className={styles.entry}
          onClick={() => onRun(entry)}
        >
          <span className={styles.label}>{entry.label}</span>{' '}
          {entry.note && <span className={styles.note}>{entry.note}</span>}{' '}
          {entry.keys && (
            <span className={styles.keys}>
              <KeySequence keys={entry.keys} />
            </span>
          )}
        </div>
      ))}
      {moreCount > 0 && (
        <p role="presentation" className={styles.more}>
          {formatCount(moreCount)} more
        </p>
      )}
    </div>
  );
}

/** Rows that keys move by; one step wraps around. */
const MOVES: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['PageDown', PAGE],
  ['PageUp', -PAGE],
]);

function moved(at: number, by: number, count: number): number {
  if (count === 0) return 0;
  if (Math.abs(by) === 1) return (at + by + count) % count;
  return Math.max(0, Math.min(count - 1, at + by));
}

function useActiveInSight(dialog: RefObject<HTMLDialogElement | null>, active: number): void {
  useEffect(() => {
    // absent where there is no layout
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [dialog, active]);
}
