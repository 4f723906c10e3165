import { describe, expect, it } from 'vitest';
import { commandForKey, type RowPlace } from '../../../../src/ui/trace/waterfall/row-keys.ts';

const leaf: RowPlace = {
  row: 5,
  rowCount: 100,
  pageSize: 20,
  parentRow: 3,
  isParent: false,
  isCollapsed: false,
};
const open: RowPlace = { ...leaf, isParent: true };
const closed: RowPlace = { ...open, isCollapsed: true };
const focus = (row: number) => ({ type: 'focus', row });

describe('commandForKey', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 25],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
  ])('%s moves from row 5 of 100 to row %i', (key, row) => {
    expect(commandForKey(key, leaf)).toEqual(focus(row));
  });
  it('stops at the last row', () => {
    expect(commandForKey('ArrowDown', { ...leaf, row: 99 })).toEqual(focus(99));
  });
  it('→ opens a closed row, goes into an open one, and means nothing on a leaf', () => {
    expect(commandForKey('ArrowRight', closed)).toEqual({ type: 'toggle' });
    expect(commandForKey('ArrowRight', open)).toEqual(focus(6));
    expect(commandForKey('ArrowRight', leaf)).toBeNull();
  });
  it('← closes an open row, and goes to the parent from a leaf or a closed one', () => {
    expect(commandForKey('ArrowLeft', open)).toEqual({ type: 'toggle' });
    expect(commandForKey('ArrowLeft', closed)).toEqual(focus(3));
    expect(commandForKey('ArrowLeft', leaf)).toEqual(focus(3));
    expect(commandForKey('ArrowLeft', { ...leaf, parentRow: -1 })).toBeNull();
  });
  it('opens details with Enter, selects with Space, opens siblings with *', () => {
    expect(['Enter', ' ', '*'].map((key) => commandForKey(key, leaf))).toEqual([
      { type: 'open' },
      { type: 'select' },
      { type: 'expand-siblings' },
    ]);
  });
  it('leaves other keys to the page', () => {
    expect(commandForKey('a', leaf)).toBeNull();
    expect(commandForKey('Tab', leaf)).toBeNull();
  });
});
