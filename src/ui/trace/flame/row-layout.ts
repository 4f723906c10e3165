import { contentHeight, offsetAt, scrollTopFor, windowAt, type RowStack } from '../../parts/row-window.ts';

/** The rows of a flame in a viewport. All lengths in CSS px. */
export interface RowLayout {
  readonly stack: RowStack;
  /** Whether row 0 stands at the bottom and the others grow up from it. */
  readonly isUpward: boolean;
}

/** The height of what is scrolled; the viewport's where the rows need less. */
export function scrolledHeight({ stack }: RowLayout): number {
  return Math.max(stack.viewportHeight, contentHeight(stack));
}

/** How many px below the top edge of the viewport `row` begins at `scrollTop`. */
export function topOfRow({ stack, isUpward }: RowLayout, row: number, scrollTop: number): number {
  const line = isUpward ? stack.rowCount - 1 - row : row;
  return offsetAt(stack, line, scrollTop) + (isUpward ? emptySpace(stack) : 0);
}

/** The row at `y` px below the top edge; one that there is not where no row is. */
export function rowAt({ stack, isUpward }: RowLayout, y: number, scrollTop: number): number {
  const line = Math.floor(
    (y - topOfRow({ stack, isUpward: false }, 0, scrollTop) - (isUpward ? emptySpace(stack) : 0)) /
      stack.rowHeight,
  );
  return isUpward ? stack.rowCount - 1 - line : line;
}

/** The rows in sight at `scrollTop`, from `first` to before `end`. */
export function rowsInSight(
  { stack, isUpward }: RowLayout,
  scrollTop: number,
): { first: number; end: number } {
  const { first, end } = windowAt(stack, scrollTop);
  return isUpward ? { first: stack.rowCount - end, end: stack.rowCount - first } : { first, end };
}

/** The scroll position nearest to `scrollTop` that shows all of `row`. */
export function scrollTopToShow({ stack, isUpward }: RowLayout, row: number, scrollTop: number): number {
  return scrollTopFor(stack, isUpward ? stack.rowCount - 1 - row : row, scrollTop);
}

/** Px of the viewport that the rows leave free: above them where they grow up. */
function emptySpace({ rowCount, rowHeight, viewportHeight }: RowStack): number {
  return Math.max(0, viewportHeight - rowCount * rowHeight);
}
