import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../parts/Button.tsx';
import { useDismiss } from '../parts/use-dismiss.ts';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly label: string;
  /** Under the label, in a fainter ink. */
  readonly hint?: string;
  readonly icon?: LucideIcon;
  readonly run: () => void;
}

/** A button that opens a list of commands: arrow keys, Home and End move, Escape and a click elsewhere close it. */
export function Menu({
  label,
  icon,
  items,
}: {
  label: string;
  icon?: LucideIcon;
  items: readonly MenuItem[];
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(root, isOpen, () => setIsOpen(false));
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  const close = () => {
    setIsOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setIsOpen(false);
    else moveFocus(event);
  };
  return (
    <div ref={root} className={styles.root}>
      <Button
        ref={button}
        variant="quiet"
        {...(icon && { icon })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={({ key }) => key === 'ArrowDown' && setIsOpen(true)}
      >
        <span className={styles.word}>{label}</span>
        <ChevronDown size={12} aria-hidden />
      </Button>
      {isOpen && (
        <div
          role="menu"
          tabIndex={-1}
          id={id}
          aria-label={label}
          className={styles.menu}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <MenuRow key={item.label} item={item} onRun={close} />
          ))}
        </div>
      )}
    </div>
  );
}

function MenuRow({ item: { label, hint, icon: Icon, run }, onRun }: { item: MenuItem; onRun: () => void }) {
  const choose = () => {
    onRun();
    run();
  };
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={styles.item} onClick={choose}>
      {Icon && <Icon size={15} aria-hidden />}
      <span>
        {label}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </button>
  );
}

function moveFocus(event: KeyboardEvent): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const targets = new Map([
    ['ArrowDown', (at + 1) % items.length],
    ['ArrowUp', (at - 1 + items.length) % items.length],
    ['Home', 0],
    ['End', items.length - 1],
  ]);
  const target = targets.get(event.key);
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
}
