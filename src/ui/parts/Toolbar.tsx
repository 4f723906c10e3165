import type { ReactNode } from 'react';
import styles from './Toolbar.module.css';

/** A row of controls above what they act on; wraps where there is no room. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={styles.toolbar}>
      {children}
    </div>
  );
}

/** Pushes what follows in a toolbar to the far end. */
export function ToolbarSpace() {
  return <span className={styles.space} />;
}
