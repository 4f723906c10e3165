import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './Tooltip.tsx';
import styles from './Button.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** The accessible name, also shown as tooltip. */
  label: string;
  icon: LucideIcon;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string;
  /** For a button that stays down: `aria-pressed`. */
  isPressed?: boolean;
  variant?: 'default' | 'quiet';
  /** 24 px, for use inside rows. */
  isSmall?: boolean;
}

/** A square button that is only an icon. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon: Icon,
    shortcut,
    isPressed,
    variant = 'quiet',
    isSmall = false,
    className,
    ...rest
  } = props;
  const classes = classNames(
    styles.button,
    styles[variant],
    styles.square,
    isSmall && styles.small,
    className,
  );
  return (
    <Tooltip content={shortcut ? `${label} (${shortcut})` : label} isName>
      <button type="button" {...rest} aria-label={label} aria-pressed={isPressed} className={classes}>
        <Icon size={isSmall ? 14 : 16} aria-hidden />
      </button>
    </Tooltip>
  );
}
