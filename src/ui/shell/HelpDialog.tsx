import type { ReactNode } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { GRAPH_KEYS } from '../graph/graph-keys.ts';
import { useCommandRegistry } from '../parts/commands.ts';
import { ROW_MOVES, type KeyBinding } from '../parts/key-bindings.ts';
import { FLAME_KEYS } from '../trace/flame/flame-moves.ts';
import { TREE_KEYS } from '../trace/waterfall/row-keys.ts';
import { Dialog } from './Dialog.tsx';
import { Key, KeySequence } from './Key.tsx';
import styles from './HelpDialog.module.css';

/** All keys, from the lists that bind them: commands of what is in sight, and what lists, trees and graphs do. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const offers = useCommandRegistry().list();
  return (
    <Dialog title="Keys" isWide onClose={onClose}>
      <div className={styles.groups}>
        {offers.map(({ group, commands }) => (
          <Group key={group} title={group} note={group === 'Anywhere' && <SingleKeysSwitch />}>
            {commands.map(
              ({ id, label, keys }) =>
                keys && (
                  <Row key={id} label={label}>
                    <KeySequence keys={keys} />
                  </Row>
                ),
            )}
          </Group>
        ))}
        <BindingGroup title="In the list of traces and the waterfall" bindings={ROW_MOVES} />
        <BindingGroup title="In the waterfall" bindings={TREE_KEYS} />
        <BindingGroup title="In the flame graph" bindings={FLAME_KEYS} />
        <BindingGroup title="In the graph" bindings={GRAPH_KEYS} />
      </div>
      <p className={styles.note}>
        An open trace has more keys: they are listed here while it is open. Files can be pasted with Ctrl+V
        anywhere. Tabs, menus and charts move by the arrow keys, Home and End.
      </p>
    </Dialog>
  );
}

function BindingGroup({ title, bindings }: { title: string; bindings: readonly KeyBinding<string>[] }) {
  return (
    <Group title={title}>
      {bindings.map(({ keys, withShift, label }) => (
        <Row key={`${label} ${keys.join(' ')}`} label={label}>
          {withShift && <Key name="Shift" />}
          {keys.map((key) => (
            <Key key={key} name={key} />
          ))}
        </Row>
      ))}
    </Group>
  );
}

interface GroupProps {
  title: string;
  /** Below the list. */
  note?: ReactNode;
  children: ReactNode;
}

function Group({ title, note, children }: GroupProps) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl>{children}</dl>
      {note}
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
