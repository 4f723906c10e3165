import { describe, expect, it } from 'vitest';
import { commandForKey, type FocusPlace } from '../../../../src/ui/trace/waterfall/row-keys.ts';

const leaf: FocusPlace = {
  row: 5,
  rowCount: 100,
  pageSize: 20,
  parentRow: 3,
  isSpan: true,
  isParent: false,
  isCollapsed: false,
};
const open: FocusPlace = { ...leaf, isParent: true };
const closed: FocusPlace = { ...open, isCollapsed: true };
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
    expect(commandForKey({ key }, leaf)).toEqual(focus(row));
  });
  it('stops at the last row', () => {
    expect(commandForKey({ key: 'ArrowDown' }, { ...leaf, row: 99 })).toEqual(focus(99));
  });
  it('→ opens a closed row, goes into an open one, and means nothing on a leaf', () => {
    expect(commandForKey({ key: 'ArrowRight' }, closed)).toEqual({ type: 'toggle' });
    expect(commandForKey({ key: 'ArrowRight' }, open)).toEqual(focus(6));
    expect(commandForKey({ key: 'ArrowRight' }, leaf)).toBeNull();
  });
  it('← closes an open row, and goes to the parent from a leaf or a closed one', () => {
    expect(commandForKey({ key: 'ArrowLeft' }, open)).toEqual({ type: 'toggle' });
    expect(commandForKey({ key: 'ArrowLeft' }, closed)).toEqual(focus(3));
    expect(commandForKey({ key: 'ArrowLeft' }, leaf)).toEqual(focus(3));
    expect(commandForKey({ key: 'ArrowLeft' }, { ...leaf, parentRow: -1 })).toBeNull();
  });
  it('opens details with Enter, selects with Space, opens siblings with *', () => {
    expect(['Enter', ' ', '*'].map((key) => commandForKey({ key }, leaf))).toEqual([
      { type: 'open' },
      { type: 'select' },
      { type: 'expand-siblings' },
    ]);
  });
  it('opens groups and runs left out, which have no details', () => {
    const group: FocusPlace = { ...closed, isSpan: false };
    for (const key of ['Enter', ' ', 'ArrowRight'])
      expect(commandForKey({ key }, group)).toEqual({ type: 'toggle' });
  });
  it('opens the menu of a row with the menu key and Shift+F10', () => {
    expect(commandForKey({ key: 'ContextMenu' }, leaf)).toEqual({ type: 'menu' });
    expect(commandForKey({ key: 'F10', shiftKey: true }, leaf)).toEqual({ type: 'menu' });
    expect(commandForKey({ key: 'F10' }, leaf)).toBeNull();
  });
  it('leaves other keys to the page', () => {
    expect(commandForKey({ key: 'a' }, leaf)).toBeNull();
    expect(commandForKey({ key: 'Tab' }, leaf)).toBeNull();
  });
});
