import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './Button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` at most once in a view; `quiet` has no frame until it is pointed at. */
  variant?: 'primary' | 'default' | 'quiet';
  icon?: LucideIcon;
}

/** A button with words, and an icon before them where one helps. */
export function Button({ variant = 'default', icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classNames(styles.button, styles[variant], className)}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </button>
  );
}
