import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useDismiss } from '../../parts/use-dismiss.ts';
import type { RowMenuItem } from './row-menu.ts';
import styles from './RowMenu.module.css';

interface RowMenuProps {
  /** Of what the items are. */
  label: string;
  items: readonly RowMenuItem[];
  /** Where it opens, in px of the window. */
  at: { readonly x: number; readonly y: number };
  onClose: () => void;
}

/** Px that it keeps from the window's edges. */
const MARGIN = 8;

/** The menu of a row: arrows, Home and End move, Escape, Tab and a click elsewhere close it. */
export function RowMenu({ label, items, at, onClose }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useDismiss(menu, true, onClose);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(MARGIN, Math.min(at.x, window.innerWidth - width - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, Math.min(at.y, window.innerHeight - height - MARGIN))}px`;
  }, [at]);
  useEffect(() => menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation(); // they are the menu's, not the page's around it
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    } else {
      moveFocus(event);
    }
  };
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          onClick={() => {
            onClose();
            item.run();
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
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
