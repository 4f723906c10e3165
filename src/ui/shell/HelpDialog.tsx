import { Fragment } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { Dialog } from './Dialog.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import styles from './HelpDialog.module.css';

/** The keys of the frame, from the table that binds them. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const actions = useActions();
  const singleKeys = useAppState((state) => state.preferences.singleKeys);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={styles.keys}>
        {SHORTCUTS.map(({ keys, label }) => (
          <div key={label} className={styles.row}>
            <dt>
              {keys.map((key, at) => (
                <Fragment key={key + String(at)}>
                  {at > 0 && ' then '}
                  <kbd className={styles.key}>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={({ currentTarget }) => actions.setPreferences({ singleKeys: currentTarget.checked })}
        />
        These keys work everywhere but in fields
      </label>
      <p className={styles.note}>
        Tables, tabs, the waterfall and the graph move by the arrow keys, Home and End; Enter opens, Escape
        goes back. Files can be pasted with Ctrl+V anywhere.
      </p>
    </Dialog>
  );
}
