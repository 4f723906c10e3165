import type { ComponentProps, ReactNode } from 'react';
import styles from './Check.module.css';

interface CheckProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'className'> {
  type?: 'checkbox' | 'radio';
  /** Behind the label, such as a count. */
  note?: ReactNode;
  onChange: (isChecked: boolean) => void;
  children: ReactNode;
}

/** A box to tick, or one of several choices below each other, with its label as one target. */
export function Check({ type = 'checkbox', note, onChange, children, ...rest }: CheckProps) {
  return (
    <label className={styles.check}>
      <input {...rest} type={type} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <span className={styles.label}>{children}</span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </label>
  );
}
