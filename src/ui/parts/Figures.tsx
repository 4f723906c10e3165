import type { ReactNode } from 'react';
import { Skeleton } from './Skeleton.tsx';
import styles from './Figures.module.css';

export interface Figure {
  readonly label: string;
  /** null while it is not known yet: its place is kept. */
  readonly value: ReactNode;
  /** Under the value: of how many, what share. */
  readonly note?: ReactNode;
}

/** A row of single numbers with their names. */
export function Figures({ label, figures }: { label: string; figures: readonly Figure[] }) {
  return (
    <dl aria-label={label} className={styles.figures}>
      {figures.map((figure) => (
        <div key={figure.label} className={styles.figure}>
          <dt className={styles.label}>{figure.label}</dt>
          <dd className={styles.value}>
            {figure.value ?? <Skeleton width="56px" height="18px" />}
            <span className={styles.note}>{figure.value !== null && figure.note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
