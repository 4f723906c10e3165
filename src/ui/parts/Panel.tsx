import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Panel.module.css';

interface PanelProps {
  title: string;
  /** Beside the title, in a fainter ink: how many, of what. */
  note?: ReactNode;
  /** At the far end of the title line. */
  actions?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A titled part of a view, set off by a hairline and not by a box. */
export function Panel({ title, note, actions, className, children }: PanelProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classNames(styles.panel, className)}>
      <div className={styles.header}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {actions && <span className={styles.actions}>{actions}</span>}
      </div>
      {children}
    </section>
  );
}
