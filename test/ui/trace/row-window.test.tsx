import { describe, expect, it } from 'vitest';
import {
  ROW_HEIGHT,
  contentHeight,
  scrollTopAround,
  scrollTopFor,
  windowAt,
} from '../../../src/ui/trace/row-window.ts';

const HEIGHT = 480; // 20 rows
const MILLION = 1_000_000;

/** Where `row` stands below the top edge of the viewport, in px. */
function placeOf(row: number, rowCount: number, scrollTop: number): number {
  const { base, layerTop } = windowAt(rowCount, scrollTop, HEIGHT);
  return layerTop + (row - base) * ROW_HEIGHT - scrollTop;
}

describe('windowAt', () => {
  it('holds the rows in sight and a few beyond', () => {
    expect(windowAt(1000, 100 * ROW_HEIGHT, HEIGHT)).toMatchObject({ first: 94, end: 126 });
  });
  it('ends with the rows', () => {
    expect(windowAt(5, 0, HEIGHT)).toMatchObject({ first: 0, end: 5 });
    expect(windowAt(0, 0, HEIGHT)).toMatchObject({ first: 0, end: 0 });
  });
  it('stays within the rows when there are suddenly fewer', () => {
    const { first, end } = windowAt(3, 9000, HEIGHT);
    expect(first).toBeLessThanOrEqual(end);
    expect(end).toBe(3);
  });
  it('moves no row while it scrolls', () => {
    expect(placeOf(120, 1000, 100 * ROW_HEIGHT + 7)).toBe(20 * ROW_HEIGHT - 7);
  });
});

describe('a million rows', () => {
  it('stay under the height browsers draw', () => {
    expect(contentHeight(MILLION)).toBe(15_000_000);
    expect(contentHeight(1000)).toBe(24_000);
  });
  it('begin and end where the scroll bar does', () => {
    expect(placeOf(0, MILLION, 0)).toBe(0);
    const bottom = contentHeight(MILLION) - HEIGHT;
    expect(windowAt(MILLION, bottom, HEIGHT).end).toBe(MILLION);
    expect(placeOf(MILLION - 1, MILLION, bottom)).toBeCloseTo(HEIGHT - ROW_HEIGHT, 3);
  });
  it('stand at positions small enough to be exact', () => {
    const { first, end, base } = windowAt(MILLION, 9_000_000, HEIGHT);
    expect((first - base) * ROW_HEIGHT).toBeLessThan(100_000);
    expect(end - first).toBeLessThan(40);
  });
});

describe('scrollTopFor', () => {
  it.each([1000, MILLION])('leaves a row of %i that is in sight where it is', (rowCount) => {
    const scrollTop = scrollTopAround(500, rowCount, HEIGHT);
    expect(scrollTopFor(503, rowCount, scrollTop, HEIGHT)).toBe(scrollTop);
  });
  it.each([1000, MILLION])('brings a row of %i to the nearer edge', (rowCount) => {
    const scrollTop = scrollTopAround(500, rowCount, HEIGHT);
    expect(placeOf(400, rowCount, scrollTopFor(400, rowCount, scrollTop, HEIGHT))).toBeCloseTo(0, 3);
    expect(placeOf(600, rowCount, scrollTopFor(600, rowCount, scrollTop, HEIGHT))).toBeCloseTo(
      HEIGHT - ROW_HEIGHT,
      3,
    );
  });
  it('centers without passing the ends', () => {
    expect(scrollTopAround(2, 1000, HEIGHT)).toBe(0);
    expect(scrollTopAround(999, 1000, HEIGHT)).toBe(1000 * ROW_HEIGHT - HEIGHT);
    expect(placeOf(500, 1000, scrollTopAround(500, 1000, HEIGHT))).toBe(HEIGHT / 3);
  });
});
