import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { findRow, RowKind, type RowList } from './row-list.ts';
import { spanAt } from './row-actions.ts';

/** A row by what it stands for: it stays the same while rows come, go and change their order. */
export interface RowIdentity {
  readonly span: number;
  readonly kind: RowKind;
}

/** What a row stands for. */
export function identityOf(opened: OpenedTrace, rows: RowList, row: number): RowIdentity {
  return { span: spanAt(opened, rows, row), kind: rows.kind[row] as RowKind };
}

/** The row that stands for it; where it is gone, the nearest. */
export function rowOf({ arrangement }: OpenedTrace, rows: RowList, { span, kind }: RowIdentity): number {
  const { nodeOf, parent, group } = arrangement;
  const node = nodeOf[span] ?? 0;
  const above = parent[node] ?? -1;
  return findRow(rows, kind === RowKind.GROUP && above >= 0 && group[above]! >= 0 ? above : node);
}

/**
 * One row takes the focus (roving tabindex). It stays mounted when it is scrolled away; where it gets hidden, the row that
 * stands for it takes the focus.
 */
export function useTreeFocus(
  opened: OpenedTrace,
  rows: RowList,
  selected: number,
  scroller: RefObject<HTMLElement | null>,
) {
  const [wanted, setWanted] = useState<RowIdentity>({
    span: selected < 0 ? (opened.arrangement.span[rows.node[0] ?? 0] ?? 0) : selected,
    kind: RowKind.SPAN,
  });
  const [seenSelected, setSeenSelected] = useState(selected);
  if (selected !== seenSelected) {
    setSeenSelected(selected);
    if (selected >= 0) setWanted({ span: selected, kind: RowKind.SPAN });
  }
  const row = rowOf(opened, rows, wanted);
  const isMoving = useRef(false);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (!isMoving.current && !isLost) return;
    isMoving.current = false;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
    element?.focus({ preventScroll: true });
    if (!isLost) element?.scrollIntoView?.({ block: 'nearest' }); // where the page around the waterfall scrolls too
  }, [row, rows, wanted, scroller]);
  const moveTo = useCallback((to: RowIdentity) => {
    isMoving.current = true;
    setWanted(to);
  }, []);
  return {
    row,
    moveTo,
    onFocusRow: (at: number) => {
      hasFocus.current = true;
      setWanted(identityOf(opened, rows, at));
    },
    onBlurRow: () => {
      hasFocus.current = false;
    },
  };
}
