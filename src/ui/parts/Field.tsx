import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './Field.module.css';

/** A line of text. Give it an `aria-label` or a `<label>`. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classNames(styles.control, className)}
    />
  );
}

/** A native select. Give it an `aria-label` or a `<label>`. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select {...rest} className={classNames(styles.control, styles.select, className)}>
      {children}
    </select>
  );
}
