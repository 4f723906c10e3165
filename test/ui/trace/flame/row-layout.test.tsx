import { describe, expect, it } from 'vitest';
import {
  rowAt,
  rowsInSight,
  scrolledHeight,
  scrollTopToShow,
  topOfRow,
  type RowLayout,
} from '../../../../src/ui/trace/flame/row-layout.ts';

const layout = (rowCount: number, isUpward: boolean): RowLayout => ({
  stack: { rowCount, rowHeight: 24, viewportHeight: 240 },
  isUpward,
});

describe('rows that grow down', () => {
  it('begin at the top', () => {
    expect(topOfRow(layout(3, false), 0, 0)).toBe(0);
    expect(topOfRow(layout(3, false), 2, 0)).toBe(48);
    expect(rowAt(layout(3, false), 50, 0)).toBe(2);
    expect(rowAt(layout(3, false), 80, 0)).toBe(3);
  });
  it('scroll', () => {
    expect(scrolledHeight(layout(100, false))).toBe(2400);
    expect(topOfRow(layout(100, false), 10, 100)).toBe(140);
    expect(rowAt(layout(100, false), 145, 100)).toBe(10);
    expect(scrollTopToShow(layout(100, false), 50, 0)).toBe(51 * 24 - 240);
  });
});

describe('rows that grow up', () => {
  it('stand at the bottom, also where they leave room', () => {
    expect(scrolledHeight(layout(3, true))).toBe(240);
    expect(topOfRow(layout(3, true), 0, 0)).toBe(216);
    expect(topOfRow(layout(3, true), 2, 0)).toBe(168);
    expect(rowAt(layout(3, true), 220, 0)).toBe(0);
    expect(rowAt(layout(3, true), 170, 0)).toBe(2);
    expect(rowAt(layout(3, true), 10, 0)).toBeGreaterThan(2);
  });
  it('scroll', () => {
    expect(topOfRow(layout(100, true), 0, 2400 - 240)).toBe(216);
    expect(rowAt(layout(100, true), 230, 2400 - 240)).toBe(0);
    expect(scrollTopToShow(layout(100, true), 0, 0)).toBe(2400 - 240);
    expect(rowsInSight(layout(100, true), 2400 - 240).first).toBe(0);
  });
});

it('a million rows are all reached', () => {
  const million = layout(1_000_000, false);
  const bottom = scrolledHeight(million) - 240;
  expect(topOfRow(million, 999_999, bottom)).toBeCloseTo(216, 3);
  expect(rowsInSight(million, bottom).end).toBe(1_000_000);
});
