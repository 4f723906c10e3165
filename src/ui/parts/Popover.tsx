import { ChevronDown, type LucideIcon } from 'lucide-react';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import { useDismiss } from './use-dismiss.ts';
import styles from './Popover.module.css';

interface PopoverProps {
  /** On the button, and the name of what it opens. */
  label: string;
  icon?: LucideIcon;
  /** Only the icon is shown on the button. */
  isIconOnly?: boolean;
  /** Whether something in it is not as by default: the button says so. */
  isActive?: boolean;
  /** The edge of the button it stands at. */
  side?: 'left' | 'right';
  className?: string | undefined;
  children: ReactNode;
}

/** A button that opens a few controls below it. Escape, a click elsewhere and leaving it by Tab close it. */
export function Popover(props: PopoverProps) {
  const { label, icon, isIconOnly = false, isActive = false, side = 'right', className, children } = props;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useDismiss(root, isOpen, () => setIsOpen(false));
  useEffect(() => {
    if (isOpen)
      (panel.current?.querySelector<HTMLElement>('input, select, button') ?? panel.current)?.focus();
  }, [isOpen]);
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation(); // it closes this, and not what is around it as well
    setIsOpen(false);
    button.current?.focus();
  };
  const closeBehind = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !root.current?.contains(relatedTarget)) setIsOpen(false);
  };
  return (
    // keys and focus bubble here from the button and from what it opens
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      className={classNames(styles.root, className)}
      onKeyDown={closeByKey}
      onBlur={closeBehind}
    >
      <Button
        ref={button}
        variant="quiet"
        {...(icon && { icon })}
        aria-label={isIconOnly ? label : undefined}
        title={isIconOnly ? label : undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-haspopup="dialog"
        className={classNames(isIconOnly && styles.square, isActive && styles.active)}
        onClick={() => setIsOpen(!isOpen)}
      >
        {!isIconOnly && (
          <>
            {label}
            <ChevronDown size={12} aria-hidden />
          </>
        )}
      </Button>
      {isOpen && (
        <div
          ref={panel}
          role="dialog"
          id={id}
          aria-label={label}
          tabIndex={-1}
          className={classNames(styles.panel, styles[side])}
        >
          {children}
        </div>
      )}
    </div>
  );
}

/** A titled part of what a popover holds. */
export function PopoverSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.section}>
      <legend className={styles.title}>{title}</legend>
      {children}
    </fieldset>
  );
}
