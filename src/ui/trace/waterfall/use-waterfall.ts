import { useCallback, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { useRowWindow } from '../../parts/use-row-window.ts';
import { HEADER_HEIGHT, ROW_HEIGHT } from './lane-shapes.ts';
import { findNamedRow, foldSiblings, revealSpan, spanAt, toggleRow } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { commandForKey, type RowCommand } from './row-keys.ts';
import { findRow, hasOwnRow, isClosed, isParent, parentRow, RowKind } from './row-list.ts';
import { identityOf, rowOf, useTreeFocus, type RowIdentity } from './use-tree-focus.ts';
import { useTypeAhead } from './use-type-ahead.ts';

interface WaterfallOptions {
  readonly context: RowContext;
  /** The selected span, or -1; it is brought into sight whenever it changes, whatever hides it. */
  readonly selected: number;
  readonly onSelect: (span: number) => void;
  /** Selects the span and moves on to its details. */
  readonly onOpen: (span: number) => void;
  readonly onMenu: (row: number) => void;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** What the rows answer to: keys, the focus, the selection, scrolling. */
export function useWaterfall({ context, selected, onSelect, onOpen, onMenu, scroller }: WaterfallOptions) {
  const { opened, rows } = context;
  const actions = useActions();
  const look = useAppState((state) => state.view.look);
  const stack = useRowWindow(scroller, {
    rowCount: rows.length,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
  });
  const focus = useTreeFocus(opened, rows, selected, scroller);
  const typeAhead = useTypeAhead();
  useAnchor(context, stack, focus.row);
  const reveal = useRevealing(context, selected, stack.center);

  const toggle = (row: number) => actions.look(toggleRow(opened, rows, row, look), { replace: true });
  const moveTo = (row: number) => {
    focus.moveTo(identityOf(opened, rows, row));
    stack.reveal(row);
    if (selected >= 0 && rows.kind[row] === RowKind.SPAN) onSelect(spanAt(opened, rows, row));
  };
  const run = (command: RowCommand, row: number) => {
    const span = spanAt(opened, rows, row);
    switch (command.type) {
      case 'focus':
        return moveTo(command.row);
      case 'toggle':
        return toggle(row);
      case 'expand-siblings':
        return actions.look(foldSiblings(opened, span, 'open', look), { replace: true });
      case 'select':
        return onSelect(span === selected ? -1 : span);
      case 'open':
        return onOpen(span);
      case 'menu':
        return onMenu(row);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as Element).matches('[data-row]')) return; // the header has keys of its own
    const isJump = event.ctrlKey && (event.key === 'Home' || event.key === 'End');
    if (event.altKey || event.metaKey || (event.ctrlKey && !isJump)) return;
    const { row } = focus;
    const command = commandForKey(event, {
      row,
      rowCount: rows.length,
      pageSize: stack.pageSize,
      parentRow: parentRow(rows, row),
      isSpan: rows.kind[row] === RowKind.SPAN,
      isParent: isParent(rows, row),
      isCollapsed: isClosed(rows, row),
    });
    if (command) {
      event.preventDefault();
      return run(command, row);
    }
    const typed = typeAhead(event);
    if (typed === null) return;
    event.preventDefault();
    const named = findNamedRow(opened, rows, typed.length > 1 ? row - 1 : row, typed);
    if (named >= 0) moveTo(named);
  };
  return { ...stack, ...focus, toggle, onKeyDown, revealSelected: reveal };
}

/** Rows that stand where they stood while others come and go: the one with the focus, else the topmost. */
function useAnchor(
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
function useRevealing(
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
