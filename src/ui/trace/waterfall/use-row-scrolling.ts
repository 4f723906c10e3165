import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import type { useRowWindow } from '../../parts/use-row-window.ts';
import { ROW_HEIGHT } from './lane-shapes.ts';
import { revealSpan } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { findRow, hasOwnRow } from './row-list.ts';
import { identityOf, rowOf, type RowIdentity } from './use-tree-focus.ts';

/** Rows that stand where they stood while others come and go: the one with the focus, else the topmost. */
export function useAnchor(
  { opened, rows }: RowContext,
  { rows: window, offsetOf, place, pageSize }: ReturnType<typeof useRowWindow>,
  focusRow: number,
): void {
  const anchor = useRef<{ readonly identity: RowIdentity; readonly offset: number } | null>(null);
  const placed = useRef(rows);
  useLayoutEffect(() => {
    if (placed.current === rows) return;
    placed.current = rows;
    if (anchor.current) place(rowOf(opened, rows, anchor.current.identity), anchor.current.offset);
  }, [opened, rows, place]);
  useEffect(() => {
    const isFocusInSight = (offset: number) => offset >= 0 && offset <= pageSize * ROW_HEIGHT;
    const focusOffset = rows.length === 0 ? -1 : offsetOf(focusRow);
    const row = isFocusInSight(focusOffset) ? focusRow : Math.min(window.first, rows.length - 1);
    anchor.current = row < 0 ? null : { identity: identityOf(opened, rows, row), offset: offsetOf(row) };
  }, [opened, rows, window, offsetOf, pageSize, focusRow]);
}

/**
 * Brings the selected span into sight as it changes; what hides it is opened. A link with folds stays as it was made.
 * Returns what brings it there once more.
 */
export function useRevealing(
  { opened, rows }: RowContext,
  selected: number,
  center: (row: number) => void,
): () => void {
  const actions = useActions();
  const look = useAppState((state) => state.view.look);
  const revealed = useRef(-1);
  const tried = useRef(look.folds.length > 0 ? selected : -1);
  const reveal = useCallback(() => {
    if (selected < 0) {
      revealed.current = tried.current = -1;
      return;
    }
    const node = opened.arrangement.nodeOf[selected]!;
    if (!hasOwnRow(rows, node) && tried.current !== selected) {
      tried.current = selected;
      actions.look(revealSpan(opened, selected, look), { replace: true });
      return; // its row is not among them yet
    }
    revealed.current = selected;
    center(findRow(rows, node));
  }, [selected, opened, rows, look, actions, center]);
  useLayoutEffect(() => {
    if (selected !== revealed.current) reveal();
  }, [selected, reveal]);
  return () => {
    revealed.current = tried.current = -1;
    reveal();
  };
}
