import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { useRowFocus } from '../parts/use-row-focus.ts';
import type { useRowWindow } from '../parts/use-row-window.ts';
import { keepPlace } from './list-place.ts';
import type { TracePages } from './trace-pages.ts';

/**
 * One tab stop for all rows: the active row, and the events that move it. Rows are links marked `data-row`. A list begins
 * at its `start`, with the focus where that had it.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  pages: TracePages,
  { pageSize, reveal, onScroll, offsetOf, place }: ReturnType<typeof useRowWindow>,
) {
  const { list, start } = pages;
  const rowCount = list.traceCount;
  const [active, setActive] = useState({ pages, row: start.row });
  const activeRow = Math.max(0, Math.min(active.pages === pages ? active.row : start.row, rowCount - 1));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = start.scrollTop;
    onScroll();
    if (start.offset === null) return;
    place(start.row, start.offset);
    element.querySelector<HTMLElement>(`[data-row="${start.row}"]`)?.focus({ preventScroll: true });
    // once for each list
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pages]);
  useEffect(() => {
    pages.reader = () => {
      const element = scroller.current;
      const focused = element?.querySelector(`[data-row="${activeRow}"]:focus`);
      return {
        row: activeRow,
        traceId: activeRow > 0 || focused ? (pages.entryAt(activeRow)?.row?.traceId ?? null) : null,
        offset: focused ? offsetOf(activeRow) : null,
        scrollTop: element?.scrollTop ?? 0,
      };
    };
    keepPlace(list, pages.reader());
  });

  const onMove = (row: number) => setActive({ pages, row });
  return { activeRow, ...useRowFocus(scroller, { activeRow, onMove, rowCount, pageSize, reveal }) };
}
