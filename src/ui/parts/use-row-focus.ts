import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { findCommand, ROW_MOVES, rowAfter } from './key-bindings.ts';

interface RowFocusOptions {
  /** The row whose element is the one tab stop of all rows; it must be drawn wherever it is. */
  readonly activeRow: number;
  readonly onMove: (row: number) => void;
  readonly rowCount: number;
  readonly pageSize: number;
  readonly reveal: (row: number) => void;
}

/** The events by which keys and the pointer move the active row. What takes the focus in a row is marked `data-row`. */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  { activeRow, onMove, rowCount, pageSize, reveal }: RowFocusOptions,
) {
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
    const row = rowAfter(move, { row: activeRow, rowCount, pageSize });
    isFocusWanted.current = true;
    onMove(row);
    reveal(row);
  };
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const row = Number(target.dataset['row'] ?? activeRow);
    if (row !== activeRow) onMove(row);
  };
  return { onKeyDown, onFocus };
}
