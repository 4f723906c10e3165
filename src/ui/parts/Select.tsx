import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './Select.module.css';

/** A native select. Give it an `aria-label` or a `<label>`. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select {...rest} className={classNames(styles.select, className)}>
      {children}
    </select>
  );
}
