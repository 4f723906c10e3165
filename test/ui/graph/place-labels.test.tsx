import { expect, test } from 'vitest';
import { around, placeLabels } from '../../../src/ui/graph/place-labels.ts';

const label = (key: string, ...candidates: { x: number; y: number }[]) => ({
  key,
  width: 10,
  height: 10,
  candidates,
});

test('labels take their first free place; the first label chooses first', () => {
  const placed = placeLabels([label('a', { x: 0, y: 0 }), label('b', { x: 5, y: 0 }, { x: 20, y: 0 })], []);
  expect([...placed]).toEqual([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 20, y: 0 }],
  ]);
});

test('a label that finds no room is left out', () => {
  expect(placeLabels([label('a', { x: 0, y: 0 })], [around({ x: 2, y: 2 }, 4, 4)]).size).toBe(0);
});

test('a label may stand on what is its own', () => {
  const line = { ...around({ x: 0, y: 0 }, 4, 4), owner: 'a' };
  expect([...placeLabels([label('a', { x: 0, y: 0 }), label('b', { x: 0, y: 8 })], [line]).keys()]).toEqual([
    'a',
  ]);
});

test('labels that only touch do not overlap', () => {
  expect(placeLabels([label('a', { x: 0, y: 0 }), label('b', { x: 10, y: 0 })], []).size).toBe(2);
});
