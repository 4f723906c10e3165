import { useState, type MouseEvent, type RefObject } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { linkHere } from '../../parts/link-here.ts';
import { useCopy } from '../../parts/use-copy.ts';
import { useZoom } from '../time/use-zoom.ts';
import type { RowContext } from './row-facts.ts';
import { listMenuItems, menuName } from './row-menu.ts';

/** The menu of a row: by the pointer's other button, by the row's own, and by key. */
export function useRowMenu(
  context: RowContext,
  scroller: RefObject<HTMLElement | null>,
  toggle: (row: number) => void,
) {
  const actions = useActions();
  const look = useAppState((state) => state.view.look);
  const { fit } = useZoom();
  const { copy } = useCopy();
  const [shown, setShown] = useState<{ readonly row: number; readonly at: { x: number; y: number } } | null>(
    null,
  );
  const elementOf = (row: number) => scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
  const openBelow = (row: number, anchor: Element | null | undefined) => {
    const box = anchor?.getBoundingClientRect();
    setShown({ row, at: { x: box ? box.left + Math.min(box.width, 40) : 0, y: box?.bottom ?? 0 } });
  };
  const close = () => {
    if (shown) elementOf(shown.row)?.focus({ preventScroll: true });
    setShown(null);
  };
  const copyLink = (spanId: string) => void copy(linkHere(actions, { spanId }));
  return {
    openAt: (row: number) => openBelow(row, elementOf(row)),
    openBelow,
    onContextMenu: (event: MouseEvent) => {
      const row = (event.target as Element).closest<HTMLElement>('[data-row]');
      if (!row) return;
      event.preventDefault();
      setShown({ row: Number(row.dataset.row), at: { x: event.clientX, y: event.clientY } });
    },
    menu: shown &&
      shown.row < context.rows.length && {
        label: menuName(context, shown.row),
        items: listMenuItems(context, shown.row, look, {
          look: actions.look.bind(actions),
          fit,
          toggle,
          copyLink,
        }),
        at: shown.at,
        onClose: close,
      },
  };
}
