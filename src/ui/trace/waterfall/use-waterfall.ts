import type { RefObject } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { useRowWindow } from '../../parts/use-row-window.ts';
import { HEADER_HEIGHT, ROW_HEIGHT } from './lane-shapes.ts';
import { spanAt, toggleRow } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { RowKind } from './row-list.ts';
import { useRowKeys, type RowDeeds } from './use-row-keys.ts';
import { useAnchor, useRevealing } from './use-row-scrolling.ts';
import { identityOf, useTreeFocus } from './use-tree-focus.ts';

interface WaterfallOptions extends RowDeeds {
  readonly context: RowContext;
  /** The selected span, or -1; it is brought into sight whenever it changes, whatever hides it. */
  readonly selected: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** What the rows answer to: keys, the focus, the selection, scrolling. */
export function useWaterfall({ context, selected, scroller, ...deeds }: WaterfallOptions) {
  const { opened, rows } = context;
  const actions = useActions();
  const look = useAppState((state) => state.view.look);
  const stack = useRowWindow(scroller, {
    rowCount: rows.length,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
  });
  const focus = useTreeFocus(opened, rows, selected, scroller);
  useAnchor(context, stack, focus.row);
  const revealSelected = useRevealing(context, selected, stack.center);
  const toggle = (row: number) => actions.look(toggleRow(opened, rows, row, look), { replace: true });
  const moveTo = (row: number) => {
    focus.moveTo(identityOf(opened, rows, row));
    stack.reveal(row);
    if (selected >= 0 && rows.kind[row] === RowKind.SPAN) deeds.onSelect(spanAt(opened, rows, row));
  };
  const { row } = focus;
  const { pageSize } = stack;
  const onKeyDown = useRowKeys({ context, selected, row, pageSize, moveTo, toggle, ...deeds });
  return { ...stack, ...focus, toggle, onKeyDown, revealSelected };
}
