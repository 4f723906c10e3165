import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { afterPaint } from './after-paint.ts';
import { classNames } from './class-names.ts';
import styles from './Tabs.module.css';

interface TabItem<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Behind the label, such as a count. */
  readonly badge?: ReactNode;
}

interface TabsProps<T extends string> {
  label: string;
  items: readonly TabItem<T>[];
  value: T;
  onSelect: (value: T) => void;
  className?: string | undefined;
}

/** Id of the tab that labels its panel; the panel's own is `tabPanelId`. */
export const tabId = (value: string) => `tab-${value}`;
export const tabPanelId = (value: string) => `panel-${value}`;

function showTab(value: string): void {
  document.getElementById(tabId(value))?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' });
}

/** A row of tabs: one tab stop, arrow keys, Home and End move, Enter and Space open. Too many scroll sideways. */
export function Tabs<T extends string>({ label, items, value, onSelect, className }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  // once it is laid out; `scrollIntoView` is absent where there is no layout
  useEffect(() => afterPaint(() => showTab(value)), [value]);
  const moveFocus = (event: KeyboardEvent) => {
    const tabs = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const last = tabs.length - 1;
    const targets = new Map([
      ['ArrowRight', at === last ? 0 : at + 1],
      ['ArrowLeft', at === 0 ? last : at - 1],
      ['Home', 0],
      ['End', last],
    ]);
    const target = targets.get(event.key);
    if (at === -1 || target === undefined) return;
    event.preventDefault();
    tabs[target]?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      className={classNames(styles.list, className)}
      onKeyDown={moveFocus}
      tabIndex={-1}
    >
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          role="tab"
          id={tabId(item.value)}
          aria-selected={item.value === value}
          aria-controls={item.value === value ? tabPanelId(item.value) : undefined}
          tabIndex={item.value === value ? 0 : -1}
          className={styles.tab}
          onClick={() => onSelect(item.value)}
        >
          <span className={styles.name} data-name={item.label}>
            {item.label}
          </span>
          {item.badge}
        </button>
      ))}
    </div>
  );
}
