import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  title: string;
  icon?: LucideIcon;
  /** What can be done about it: a button. */
  action?: ReactNode;
  children?: ReactNode;
}

/** Says why there is nothing here, and what to do next. */
export function EmptyState({ title, icon: Icon, action, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {Icon && <Icon size={22} strokeWidth={1.5} aria-hidden className={styles.icon} />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
