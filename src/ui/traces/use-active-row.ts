import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { TraceList } from '../../core/engine/protocol.ts';
import { useAppState } from '../app-context.tsx';
import { useRowFocus } from '../parts/use-row-focus.ts';

interface Scrolling {
  readonly pageSize: number;
  readonly reveal: (row: number) => void;
  readonly onScroll: () => void;
}

/** Where the reader is in a list, for as long as its answer is kept: going to a trace and back loses no place. */
const places = new WeakMap<TraceList, Place>();
interface Place {
  /** Filter and sort, as text. */
  readonly question: string;
  readonly row: number;
  readonly scrollTop: number;
}

/**
 * One tab stop for all rows: the active row, and the events that move it. Rows are links marked `data-row`. A new
 * question begins at the top, a list that was left and come back to where it was.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  list: TraceList,
  { pageSize, reveal, onScroll }: Scrolling,
) {
  const rowCount = list.traceCount;
  const question = useAppState(({ view }) => JSON.stringify([view.filter, view.traceSort]));
  const [active, setActive] = useState({ question, row: places.get(list)?.row ?? 0 });
  const activeRow = active.question === question ? Math.max(0, Math.min(active.row, rowCount - 1)) : 0;

  useLayoutEffect(() => {
    const place = places.get(list);
    const element = scroller.current;
    if (element) element.scrollTop = place?.question === question ? place.scrollTop : 0;
    onScroll();
    // once for each question: while its answer is under way, `list` is still that of the one before
    // oxlint-disable-next-line react/exhaustive-deps
  }, [question]);
  useEffect(() => {
    places.set(list, { question, row: activeRow, scrollTop: scroller.current?.scrollTop ?? 0 });
  });

  const onMove = (row: number) => setActive({ question, row });
  return { activeRow, ...useRowFocus(scroller, { activeRow, onMove, rowCount, pageSize, reveal }) };
}
