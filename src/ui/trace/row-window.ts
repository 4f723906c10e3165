/** Height of a row in px: `--row`. */
export const ROW_HEIGHT = 24;

/** Rows drawn beyond each edge, so that a fast wheel meets no blank. */
const OVERSCAN = 6;

/** Firefox drops elements taller than about 17.9 million px; above this the scroll bar stands for more than it measures. */
const MAX_HEIGHT = 15_000_000;

/** Row positions count from a row that seldom changes, so that scrolling moves no row and no position grows past the limit. */
const BASE_STEP = 4096;

/** What is in sight: rows `first .. end`, drawn at `(row − base) × ROW_HEIGHT` in a layer that stands at `layerTop`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
  readonly base: number;
  readonly layerTop: number;
}

/** The height of the scrolled content in px. */
export function contentHeight(rowCount: number): number {
  return Math.min(rowCount * ROW_HEIGHT, MAX_HEIGHT);
}

/** Which rows stand in a viewport `height` px high that is scrolled to `scrollTop`. */
export function windowAt(rowCount: number, scrollTop: number, height: number): RowWindow {
  const top = scrollTop * scrollRatio(rowCount, height);
  const first = Math.max(0, Math.min(rowCount, Math.floor(top / ROW_HEIGHT)) - OVERSCAN);
  const end = Math.min(rowCount, Math.ceil((top + height) / ROW_HEIGHT) + OVERSCAN);
  const base = first - (first % BASE_STEP);
  return { first, end, base, layerTop: base * ROW_HEIGHT + scrollTop - top };
}

/** The scroll position nearest to `scrollTop` that shows all of `row`. */
export function scrollTopFor(row: number, rowCount: number, scrollTop: number, height: number): number {
  const ratio = scrollRatio(rowCount, height);
  const top = row * ROW_HEIGHT;
  if (top < scrollTop * ratio) return top / ratio;
  if (top + ROW_HEIGHT > scrollTop * ratio + height) return (top + ROW_HEIGHT - height) / ratio;
  return scrollTop;
}

/** The scroll position that shows `row` a third of the way down. */
export function scrollTopAround(row: number, rowCount: number, height: number): number {
  const top = Math.max(0, Math.min(row * ROW_HEIGHT - height / 3, rowCount * ROW_HEIGHT - height));
  return top / scrollRatio(rowCount, height);
}

/** How many px of rows one px of scrolling stands for: 1 until the content is too tall for a browser. */
function scrollRatio(rowCount: number, height: number): number {
  const rows = rowCount * ROW_HEIGHT;
  return rows > MAX_HEIGHT ? (rows - height) / (MAX_HEIGHT - height) : 1;
}
