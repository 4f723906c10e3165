import { describe, expect, it } from 'vitest';
import {
  contentHeight,
  scrollTopAround,
  scrollTopFor,
  windowAt,
  type RowStack,
} from '../../../src/ui/parts/row-window.ts';

const ROW = 24;
const HEIGHT = 480; // 20 rows
const MILLION = 1_000_000;

const rowsOf = (rowCount: number): RowStack => ({ rowCount, rowHeight: ROW, viewportHeight: HEIGHT });

/** Where `row` stands below the top edge of the viewport, in px. */
function placeOf(stack: RowStack, row: number, scrollTop: number): number {
  const { base, layerTop } = windowAt(stack, scrollTop);
  return layerTop + (row - base) * ROW - scrollTop;
}

describe('windowAt', () => {
  it('holds the rows in sight and a few beyond', () => {
    expect(windowAt(rowsOf(1000), 100 * ROW)).toMatchObject({ first: 94, end: 126 });
  });
  it('ends with the rows', () => {
    expect(windowAt(rowsOf(5), 0)).toMatchObject({ first: 0, end: 5 });
    expect(windowAt(rowsOf(0), 0)).toMatchObject({ first: 0, end: 0 });
  });
  it('stays within the rows when there are suddenly fewer', () => {
    const { first, end } = windowAt(rowsOf(3), 9000);
    expect(first).toBeLessThanOrEqual(end);
    expect(end).toBe(3);
  });
  it('moves no row while it scrolls', () => {
    expect(placeOf(rowsOf(1000), 120, 100 * ROW + 7)).toBe(20 * ROW - 7);
  });
});

describe('a million rows', () => {
  const stack = rowsOf(MILLION);
  it('stay under the height browsers draw', () => {
    expect(contentHeight(stack)).toBe(15_000_000);
    expect(contentHeight(rowsOf(1000))).toBe(24_000);
  });
  it('begin and end where the scroll bar does', () => {
    expect(placeOf(stack, 0, 0)).toBe(0);
    const bottom = contentHeight(stack) - HEIGHT;
    expect(windowAt(stack, bottom).end).toBe(MILLION);
    expect(placeOf(stack, MILLION - 1, bottom)).toBeCloseTo(HEIGHT - ROW, 3);
  });
  it('stand at positions small enough to be exact', () => {
    const { first, end, base } = windowAt(stack, 9_000_000);
    expect((first - base) * ROW).toBeLessThan(100_000);
    expect(end - first).toBeLessThan(40);
  });
});

describe('scrollTopFor', () => {
  it.each([1000, MILLION])('leaves a row of %i that is in sight where it is', (rowCount) => {
    const scrollTop = scrollTopAround(rowsOf(rowCount), 500);
    expect(scrollTopFor(rowsOf(rowCount), 503, scrollTop)).toBe(scrollTop);
  });
  it.each([1000, MILLION])('brings a row of %i to the nearer edge', (rowCount) => {
    const stack = rowsOf(rowCount);
    const scrollTop = scrollTopAround(stack, 500);
    expect(placeOf(stack, 400, scrollTopFor(stack, 400, scrollTop))).toBeCloseTo(0, 3);
    expect(placeOf(stack, 600, scrollTopFor(stack, 600, scrollTop))).toBeCloseTo(HEIGHT - ROW, 3);
  });
  it('centers without passing the ends', () => {
    const stack = rowsOf(1000);
    expect(scrollTopAround(stack, 2)).toBe(0);
    expect(scrollTopAround(stack, 999)).toBe(1000 * ROW - HEIGHT);
    expect(placeOf(stack, 500, scrollTopAround(stack, 500))).toBe(HEIGHT / 3);
  });
});
