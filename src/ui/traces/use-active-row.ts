import {
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useAppState } from '../app-context.tsx';

interface Scrolling {
  readonly pageSize: number;
  readonly reveal: (row: number) => void;
}

/**
 * One tab stop for all rows: the active row, and the events that move it. Rows are links marked `data-row`. A new
 * question begins at the top.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  rowCount: number,
  scrolling: Scrolling,
) {
  const { pageSize, reveal } = scrolling;
  const filter = useAppState((state) => state.view.filter);
  const sort = useAppState((state) => state.view.traceSort);
  const [active, setActive] = useState({ row: 0, filter, sort });
  const isSameQuestion = active.filter === filter && active.sort === sort;
  const activeRow = isSameQuestion ? Math.max(0, Math.min(active.row, rowCount - 1)) : 0;

  const isFocusWanted = useRef(false);
  useLayoutEffect(() => {
    if (!isFocusWanted.current) return;
    isFocusWanted.current = false;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${activeRow}"]`);
    link?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    reveal(0);
    // once for each question, not for each size of the table
    // oxlint-disable-next-line react/exhaustive-deps
  }, [filter, sort]);

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowForKey(event.key, activeRow, rowCount, pageSize);
    if (row === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    isFocusWanted.current = true;
    setActive({ row, filter, sort });
    reveal(row);
  };
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const row = Number(target.dataset['row'] ?? activeRow);
    if (row !== activeRow) setActive({ row, filter, sort });
  };
  return { activeRow, onKeyDown, onFocus };
}

/** The row a key leads to; null where the key means nothing here. */
export function rowForKey(key: string, row: number, rowCount: number, pageSize: number): number | null {
  const targets = new Map([
    ['ArrowDown', row + 1],
    ['ArrowUp', row - 1],
    ['PageDown', row + pageSize],
    ['PageUp', row - pageSize],
    ['Home', 0],
    ['End', rowCount - 1],
  ]);
  const target = targets.get(key);
  return target === undefined ? null : Math.max(0, Math.min(rowCount - 1, target));
}
