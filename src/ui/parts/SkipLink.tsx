import type { ReactNode } from 'react';
import styles from './SkipLink.module.css';

interface SkipLinkProps {
  /** Id of the element it leads to. */
  to: string;
  /** Moves the focus there: the address stays the view's. */
  onSkip: () => void;
  children: ReactNode;
}

/** A link for the keyboard past what stands before the main thing; in sight only while it has the focus. */
export function SkipLink({ to, onSkip, children }: SkipLinkProps) {
  return (
    <a
      href={`#${to}`}
      className={styles.skip}
      onClick={(event) => {
        event.preventDefault();
        onSkip();
      }}
    >
      {children}
    </a>
  );
}
