import { Fragment, type ReactNode } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { GRAPH_KEYS } from '../graph/graph-keys.ts';
import { useCommandRegistry, type Command } from '../parts/commands.ts';
import { ROW_MOVES, type KeyBinding } from '../parts/key-bindings.ts';
import { TREE_KEYS } from '../trace/waterfall/row-keys.ts';
import { Dialog } from './Dialog.tsx';
import { isChord } from './shortcuts.ts';
import styles from './HelpDialog.module.css';

/** All keys, from the lists that bind them: commands of what is in sight, and what lists, trees and graphs do. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const offers = useCommandRegistry().list();
  return (
    <Dialog title="Keys" isWide onClose={onClose}>
      <div className={styles.groups}>
        {offers.map(({ group, commands }) => (
          <Group key={group} title={group}>
            {commands.map(
              ({ id, label, keys }) =>
                keys && (
                  <Row key={id} label={label}>
                    <KeySequence keys={keys} />
                  </Row>
                ),
            )}
            {group === 'Anywhere' && <SingleKeysSwitch />}
          </Group>
        ))}
        <BindingGroup title="In the list of traces and the waterfall" bindings={ROW_MOVES} />
        <BindingGroup title="In the waterfall" bindings={TREE_KEYS} />
        <BindingGroup title="In the graph" bindings={GRAPH_KEYS} />
      </div>
      <p className={styles.note}>
        An open trace has more keys: they are listed here while it is open. Files can be pasted with Ctrl+V
        anywhere. Tabs, menus and charts move by the arrow keys, Home and End.
      </p>
    </Dialog>
  );
}

/** Keys to press one after the other. */
export function KeySequence({ keys }: { keys: NonNullable<Command['keys']> }) {
  return keys.map((key, at) => (
    <Fragment key={key + String(at)}>
      {at > 0 && ' then '}
      {isChord(key) && <Key name={IS_APPLE ? '⌘' : 'Ctrl'} />}
      <Key name={isChord(key) ? key.slice('Mod+'.length).toUpperCase() : key} />
    </Fragment>
  ));
}

const IS_APPLE = /Mac|iP(?:hone|ad|od)/.test(navigator.userAgent);

function BindingGroup({ title, bindings }: { title: string; bindings: readonly KeyBinding<string>[] }) {
  return (
    <Group title={title}>
      {bindings.map(({ keys, withShift, label }) => (
        <Row key={label} label={label}>
          {withShift && <Key name="Shift" />}
          {keys.map((key) => (
            <Key key={key} name={key} />
          ))}
        </Row>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <dt>{children}</dt>
      <dd>{label}</dd>
    </div>
  );
}

/** What stands on keys whose `KeyboardEvent.key` does not say it well. */
const ON_THE_KEY: ReadonlyMap<string, string> = new Map([
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['PageUp', 'Page Up'],
  ['PageDown', 'Page Down'],
  ['Escape', 'Esc'],
  [' ', 'Space'],
]);

function Key({ name }: { name: string }) {
  return <kbd className={styles.key}>{ON_THE_KEY.get(name) ?? name}</kbd>;
}

function SingleKeysSwitch() {
  const actions = useActions();
  const singleKeys = useAppState((state) => state.preferences.singleKeys);
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        checked={singleKeys}
        onChange={({ currentTarget }) => actions.setPreferences({ singleKeys: currentTarget.checked })}
      />
      These keys work everywhere but in fields
    </label>
  );
}
