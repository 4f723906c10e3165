import { expect, test } from 'vitest';
import { listByGroup } from '../../../src/core/lib/counting-sort.ts';

test('indices by group, ascending; groups may be empty, and indices in none', () => {
  const { first, index } = listByGroup(Int32Array.of(2, 0, -1, 2, 0, 2), 4);
  expect([...first]).toEqual([0, 2, 2, 5, 5]);
  expect([...index]).toEqual([1, 4, 0, 3, 5]);
});

test('nothing in no group', () => {
  expect(listByGroup(new Int32Array(0), 0)).toEqual({ first: Int32Array.of(0), index: new Int32Array(0) });
});
