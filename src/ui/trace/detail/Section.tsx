import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../parts/format.ts';
import styles from './Section.module.css';

/** Which sections are folded: kept while one span after the other is looked at. */
export interface SectionFolds {
  readonly isOpen: (title: string) => boolean;
  readonly toggle: (title: string, isOpen: boolean) => void;
}

interface SectionProps {
  title: string;
  folds: SectionFolds;
  /** Beside the title; a section of none is left out. */
  count?: number;
  children: ReactNode;
}

/** A titled part of a span's details that folds; what is in it is drawn only while it is open. */
export function Section({ title, folds, count, children }: SectionProps) {
  if (count === 0) return null;
  const isOpen = folds.isOpen(title);
  return (
    <details
      open={isOpen}
      className={styles.section}
      onToggle={(event) => folds.toggle(title, event.currentTarget.open)}
    >
      <summary>
        <ChevronRight size={14} aria-hidden className={styles.chevron} />
        <h3>{title}</h3>
        {count !== undefined && <span className={styles.count}>{formatCount(count)}</span>}
      </summary>
      {isOpen && children}
    </details>
  );
}
