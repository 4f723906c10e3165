import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { MenuList, type MenuItem } from '../parts/MenuList.tsx';
import { useDismiss } from '../parts/use-dismiss.ts';
import styles from './Menu.module.css';

interface MenuProps {
  label: string;
  icon?: LucideIcon;
  items: readonly MenuItem[];
}

/** A button that opens a menu; a click elsewhere closes it too. */
export function Menu({ label, icon, items }: MenuProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(root, isOpen, () => setIsOpen(false));
  const close = () => {
    setIsOpen(false);
    button.current?.focus();
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
        <MenuList ref={menu} id={id} label={label} items={items} className={styles.menu} onClose={close} />
      )}
    </div>
  );
}
