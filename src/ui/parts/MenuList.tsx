import type { LucideIcon } from 'lucide-react';
import { useEffect, type KeyboardEvent, type Ref } from 'react';
import styles from './MenuList.module.css';

/** Something that a menu offers to do. */
export interface MenuItem {
  readonly label: string;
  /** Under the label, in a fainter ink. */
  readonly hint?: string;
  readonly icon?: LucideIcon;
  readonly run: () => void;
}

interface MenuListProps {
  ref: Ref<HTMLDivElement>;
  id?: string;
  /** Of what the items are. */
  label: string;
  items: readonly MenuItem[];
  /** Where it stands: over what else, and how wide. */
  className: string | undefined;
  onClose: () => void;
}

/** An open menu, which takes the focus: arrows, Home and End move in it, Escape and Tab close it, and so does a choice. */
export function MenuList({ ref, id, label, items, className, onClose }: MenuListProps) {
  useEffect(() => {
    const menu = typeof ref === 'object' ? ref?.current : null;
    menu?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [ref]);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation(); // they are the menu's, not the page's around it
    if (event.key !== 'Escape' && event.key !== 'Tab') return moveFocus(event);
    event.preventDefault();
    onClose();
  };
  return (
    <div
      ref={ref}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={`${styles.menu} ${className ?? ''}`}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <MenuRow key={item.label} item={item} onClose={onClose} />
      ))}
    </div>
  );
}

function MenuRow({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const { label, hint, icon: Icon, run } = item;
  const choose = () => {
    onClose();
    run();
  };
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={styles.item} onClick={choose}>
      {Icon && <Icon size={15} aria-hidden />}
      <span className={styles.text}>
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
