import { useCallback, useMemo, useState, type RefObject } from 'react';
import {
  ROW_HEIGHT,
  contentHeight,
  scrollTopAround,
  scrollTopFor,
  windowAt,
  type RowWindow,
} from './row-window.ts';
import { useElementSize } from './use-element-size.ts';

/** Height of the ruler that stays above the rows, in px. */
const RULER_HEIGHT = 30;

/** Before there is a layout, in px. */
const FIRST_HEIGHT = 600;

interface RowWindowControl {
  readonly rows: RowWindow;
  /** Rows that a page key moves by. */
  readonly pageSize: number;
  readonly onScroll: () => void;
  /** Scrolls as little as shows the row whole. */
  readonly reveal: (row: number) => void;
  /** Scrolls so that the row stands among its neighbours, where it is out of sight. */
  readonly center: (row: number) => void;
}

/** Which of `rowCount` rows are in sight of `scroller`, and the ways to bring others there. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, rowCount: number): RowWindowControl {
  const [scrollTop, setScrollTop] = useState(0);
  const size = useElementSize(scroller, { width: 0, height: FIRST_HEIGHT });
  const height = rowsHeight(size.height);
  const isScaled = contentHeight(rowCount) < rowCount * ROW_HEIGHT;
  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    // within a row nothing changes; where scrolling is scaled every row moves
    setScrollTop(isScaled ? top : top - (top % ROW_HEIGHT));
  }, [scroller, isScaled]);
  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element) scrollTo(element, scrollTopFor(row, rowCount, element.scrollTop, heightOf(element)));
      onScroll();
    },
    [scroller, rowCount, onScroll],
  );
  const center = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const isInSight =
        scrollTopFor(row, rowCount, element.scrollTop, heightOf(element)) === element.scrollTop;
      if (!isInSight) scrollTo(element, scrollTopAround(row, rowCount, heightOf(element)));
      onScroll();
    },
    [scroller, rowCount, onScroll],
  );
  const rows = useMemo(() => windowAt(rowCount, scrollTop, height), [rowCount, scrollTop, height]);
  return { rows, pageSize: Math.max(1, Math.floor(height / ROW_HEIGHT) - 1), onScroll, reveal, center };
}

function scrollTo(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}

function heightOf(element: HTMLElement): number {
  return rowsHeight(element.clientHeight || FIRST_HEIGHT);
}

function rowsHeight(scrollerHeight: number): number {
  return Math.max(ROW_HEIGHT, scrollerHeight - RULER_HEIGHT);
}
