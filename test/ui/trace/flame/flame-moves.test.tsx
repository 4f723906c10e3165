import { describe, expect, it } from 'vitest';
import { boxAfter, boxesAround, placeOf, type BoxMove } from '../../../../src/ui/trace/flame/flame-moves.ts';
import { makeFlame } from './make-flame.ts';

//     [--------- 0 ---------]  [ 5 ]
//     [-- 1 --][3][--- 4 ---]
//       [ 2 ]
const FLAME = makeFlame([
  { row: 0, left: 0, width: 20 },
  { parent: 0, row: 1, left: 0, width: 8 },
  { parent: 1, row: 2, left: 2, width: 4 },
  { parent: 0, row: 1, left: 8, width: 2 },
  { parent: 0, row: 1, left: 10, width: 10 },
  { row: 0, left: 22, width: 5 },
]);

describe('from box to box', () => {
  const go = (from: number, ...moves: BoxMove[]) =>
    moves.reduce((box, move) => boxAfter(FLAME, box, move), from);
  it('down to the first child, up to the parent', () => {
    expect(go(0, 'child')).toBe(1);
    expect(go(0, 'child', 'child')).toBe(2);
    expect(go(2, 'child')).toBe(2);
    expect(go(4, 'parent')).toBe(0);
    expect(go(0, 'parent')).toBe(0);
  });
  it('aside among siblings, never past them', () => {
    expect(go(1, 'next')).toBe(3);
    expect(go(3, 'next', 'next')).toBe(4);
    expect(go(3, 'previous')).toBe(1);
    expect(go(1, 'previous')).toBe(1);
    expect(go(2, 'next')).toBe(2);
  });
  it('aside among roots too, and home to the first', () => {
    expect(go(0, 'next')).toBe(5);
    expect(go(5, 'previous')).toBe(0);
    expect(go(5, 'next')).toBe(5);
    expect(go(4, 'root')).toBe(0);
  });
  it('knows its place', () => {
    expect(placeOf(FLAME, 3)).toEqual({ level: 2, position: 2, siblingCount: 3 });
    expect(placeOf(FLAME, 2)).toEqual({ level: 3, position: 1, siblingCount: 1 });
    expect(placeOf(FLAME, 5)).toEqual({ level: 1, position: 2, siblingCount: 2 });
  });
});

describe('the boxes around what is in sight', () => {
  it('are those that fill it, from the outermost in', () => {
    expect(boxesAround(FLAME, 2, { from: 2, to: 6 }, 3)).toEqual([0, 1, 2]);
    expect(boxesAround(FLAME, 2, { from: 0, to: 8 }, 3)).toEqual([0, 1]);
    expect(boxesAround(FLAME, 2, { from: 0, to: 27 }, 3)).toEqual([]);
  });
  it('are at most so many, the nearest', () => {
    expect(boxesAround(FLAME, 2, { from: 2, to: 6 }, 2)).toEqual([1, 2]);
  });
});
