import {
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { findCommand, ROW_MOVES, rowAfter } from './key-bindings.ts';

interface RowFocusOptions {
  readonly rowCount: number;
  readonly pageSize: number;
  readonly reveal: (row: number) => void;
}

/**
 * One tab stop for rows of which only those in sight exist: the active row, and the events that move it. What takes the
 * focus in a row is marked `data-row`; the active row must be drawn wherever it is.
 */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  { rowCount, pageSize, reveal }: RowFocusOptions,
) {
  const [row, setRow] = useState(0);
  const activeRow = Math.max(0, Math.min(row, rowCount - 1));
  const isFocusWanted = useRef(false);
  useLayoutEffect(() => {
    if (!isFocusWanted.current) return;
    isFocusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${activeRow}"]`)?.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const move = findCommand(ROW_MOVES, event);
    if (move === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const target = rowAfter(move, { row: activeRow, rowCount, pageSize });
    isFocusWanted.current = true;
    setRow(target);
    reveal(target);
  };
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const focused = Number(target.dataset['row'] ?? activeRow);
    if (focused !== activeRow) setRow(focused);
  };
  return { activeRow, onKeyDown, onFocus };
}
