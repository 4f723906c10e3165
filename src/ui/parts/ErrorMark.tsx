import { CircleAlert, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import styles from './ErrorMark.module.css';

interface ErrorMarkProps {
  /** `below`: not this span but one under it failed; drawn hollow. */
  variant?: 'own' | 'below';
  /** What screen readers hear where no text stands beside the icon. */
  label?: string;
  /** Visible text beside the icon, such as a count. */
  children?: ReactNode;
}

/** The one sign of an error: the reserved red and an icon. */
export function ErrorMark({ variant = 'own', label = 'error', children }: ErrorMarkProps) {
  const Icon = variant === 'own' ? CircleAlert : CircleDashed;
  return (
    <span className={classNames(styles.mark, variant === 'own' && styles.own)}>
      <Icon size={14} aria-hidden />
      {children ?? <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}
