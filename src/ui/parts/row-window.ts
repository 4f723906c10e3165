/** Rows drawn beyond each edge, so that a fast wheel meets no blank. */
const OVERSCAN = 6;

/** Firefox drops elements taller than about 17.9 million px; above this the scroll bar stands for more than it measures. */
const MAX_HEIGHT = 15_000_000;

/** Row positions count from a row that seldom changes, so that scrolling moves no row and no position grows past the limit. */
const BASE_STEP = 4096;

/** Rows of equal height, one under the other, seen through a viewport. All lengths in px. */
export interface RowStack {
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly viewportHeight: number;
}

/** What is in sight: rows `first .. end`, drawn at `(row − base) × rowHeight` in a layer that stands at `layerTop`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
  readonly base: number;
  readonly layerTop: number;
}

/** The height of the scrolled content in px. */
export function contentHeight({ rowCount, rowHeight }: Omit<RowStack, 'viewportHeight'>): number {
  return Math.min(rowCount * rowHeight, MAX_HEIGHT);
}

/** Which rows are in sight at `scrollTop`. */
export function windowAt(stack: RowStack, scrollTop: number): RowWindow {
  const { rowCount, rowHeight, viewportHeight } = stack;
  const top = scrollTop * scrollRatio(stack);
  const first = Math.max(0, Math.min(rowCount, Math.floor(top / rowHeight)) - OVERSCAN);
  const end = Math.min(rowCount, Math.ceil((top + viewportHeight) / rowHeight) + OVERSCAN);
  const base = first - (first % BASE_STEP);
  return { first, end, base, layerTop: base * rowHeight + scrollTop - top };
}

/** The scroll position nearest to `scrollTop` that shows all of `row`. */
export function scrollTopFor(stack: RowStack, row: number, scrollTop: number): number {
  const { rowHeight, viewportHeight } = stack;
  const ratio = scrollRatio(stack);
  const top = row * rowHeight;
  if (top < scrollTop * ratio) return top / ratio;
  if (top + rowHeight > scrollTop * ratio + viewportHeight) return (top + rowHeight - viewportHeight) / ratio;
  return scrollTop;
}

/** The scroll position that shows `row` a third of the way down. */
export function scrollTopAround(stack: RowStack, row: number): number {
  return scrollTopAt(stack, row, stack.viewportHeight / 3);
}

/** The scroll position that shows `row` so many px below the top edge, as near as the ends allow. */
export function scrollTopAt(stack: RowStack, row: number, offset: number): number {
  const { rowCount, rowHeight, viewportHeight } = stack;
  const top = Math.min(row * rowHeight - offset, rowCount * rowHeight - viewportHeight);
  return Math.max(0, top) / scrollRatio(stack);
}

/** How many px `row` stands below the top edge of the viewport at `scrollTop`. */
export function offsetAt(stack: RowStack, row: number, scrollTop: number): number {
  return row * stack.rowHeight - scrollTop * scrollRatio(stack);
}

/** How many px of rows one px of scrolling stands for: 1 until the content is too tall for a browser. */
export function scrollRatio({ rowCount, rowHeight, viewportHeight }: RowStack): number {
  const rows = rowCount * rowHeight;
  return rows > MAX_HEIGHT ? (rows - viewportHeight) / (MAX_HEIGHT - viewportHeight) : 1;
}
