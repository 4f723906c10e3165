import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import {
  contentHeight,
  offsetAt,
  scrollRatio,
  scrollTopAround,
  scrollTopAt,
  scrollTopFor,
  windowAt,
  type RowStack,
  type RowWindow,
} from './row-window.ts';
import { useElementSize } from './use-element-size.ts';

interface RowWindowOptions {
  readonly rowCount: number;
  /** px. */
  readonly rowHeight: number;
  /** Height in px of what stays above the rows while they scroll. */
  readonly headerHeight: number;
}

interface RowWindowControl {
  readonly rows: RowWindow;
  /** Height of all rows in px, as far as browsers can draw it. */
  readonly height: number;
  /** Rows that fit in sight, less one. */
  readonly pageSize: number;
  readonly onScroll: () => void;
  /** Scrolls as little as shows the row whole. */
  readonly reveal: (row: number) => void;
  /** Scrolls so that the row stands among its neighbours, unless it is in sight already. */
  readonly center: (row: number) => void;
  /** How many px the row stands below the top edge. */
  readonly offsetOf: (row: number) => number;
  /** Scrolls so that the row stands so many px below the top edge. */
  readonly place: (row: number, offset: number) => void;
}

/** Which of many rows of equal height are in sight of `scroller`, and the ways to bring others there. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { rowCount, rowHeight, headerHeight }: RowWindowOptions,
): RowWindowControl {
  const [scrollTop, setScrollTop] = useState(0);
  const size = useElementSize(scroller, { width: 0, height: 600 });
  const viewportHeight = Math.max(rowHeight, size.height - headerHeight);
  const stack = useMemo<RowStack>(
    () => ({ rowCount, rowHeight, viewportHeight }),
    [rowCount, rowHeight, viewportHeight],
  );
  const height = contentHeight(stack);
  const isScaled = height < rowCount * rowHeight;
  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrollTop(isScaled ? top : top - (top % rowHeight));
  }, [scroller, isScaled, rowHeight]);
  const scrollTo = useCallback(
    (top: number) => {
      if (scroller.current) scrollElement(scroller.current, top);
      onScroll();
    },
    [scroller, onScroll],
  );
  // The height as it is at that moment: right after the first render nothing has been told of it yet.
  const measureStack = useCallback((): RowStack => {
    const now = scroller.current?.clientHeight ?? 0;
    return now > 0 ? { ...stack, viewportHeight: Math.max(rowHeight, now - headerHeight) } : stack;
  }, [scroller, stack, rowHeight, headerHeight]);
  const reveal = useCallback(
    (row: number) => scrollTo(scrollTopFor(measureStack(), row, scroller.current?.scrollTop ?? 0)),
    [scrollTo, scroller, measureStack],
  );
  const center = useCallback(
    (row: number) => {
      const measured = measureStack();
      const now = scroller.current?.scrollTop ?? 0;
      if (scrollTopFor(measured, row, now) !== now) scrollTo(scrollTopAround(measured, row));
    },
    [scrollTo, scroller, measureStack],
  );
  const offsetOf = useCallback(
    (row: number) => offsetAt(measureStack(), row, scroller.current?.scrollTop ?? 0),
    [scroller, measureStack],
  );
  const place = useCallback(
    (row: number, offset: number) => scrollTo(scrollTopAt(measureStack(), row, offset)),
    [scrollTo, measureStack],
  );
  useTrueWheel(scroller, scrollRatio(stack));
  const rows = useMemo(() => windowAt(stack, scrollTop), [stack, scrollTop]);
  return {
    rows,
    height,
    pageSize: Math.max(1, Math.floor(viewportHeight / rowHeight) - 1),
    onScroll,
    reveal,
    center,
    offsetOf,
    place,
  };
}

/** Lets the wheel move rows as far as it is turned where one px of scrolling stands for `ratio` px of rows. */
function useTrueWheel(scroller: RefObject<HTMLElement | null>, ratio: number): void {
  const rest = useRef(0); // browsers scroll by whole px
  useEffect(() => {
    const element = scroller.current;
    if (!element || ratio === 1) return;
    const onWheel = (event: WheelEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return;
      event.preventDefault();
      const way = event.deltaY / ratio + rest.current;
      rest.current = way - Math.trunc(way);
      scrollElement(element, element.scrollTop + Math.trunc(way));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, ratio]);
}

function scrollElement(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}
