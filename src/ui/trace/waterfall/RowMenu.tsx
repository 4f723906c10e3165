import { useLayoutEffect, useRef } from 'react';
import { MenuList, type MenuItem } from '../../parts/MenuList.tsx';
import { useDismiss } from '../../parts/use-dismiss.ts';
import styles from './RowMenu.module.css';

interface RowMenuProps {
  /** Of what the items are. */
  label: string;
  items: readonly MenuItem[];
  /** Where it opens, in px of the window. */
  at: { readonly x: number; readonly y: number };
  onClose: () => void;
}

/** Px that it keeps from the window's edges. */
const MARGIN = 8;

/** The menu of a row, where the pointer is or the row's button; a click elsewhere closes it too. */
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
  return <MenuList ref={menu} label={label} items={items} className={styles.menu} onClose={onClose} />;
}
