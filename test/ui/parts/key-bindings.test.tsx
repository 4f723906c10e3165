import { expect, test } from 'vitest';
import { GRAPH_KEYS } from '../../../src/ui/graph/graph-keys.ts';
import {
  findCommand,
  ROW_MOVES,
  rowAfter,
  type KeyBinding,
  type RowMove,
} from '../../../src/ui/parts/key-bindings.ts';
import { TREE_KEYS } from '../../../src/ui/trace/waterfall/row-keys.ts';

test.each<[RowMove, number, number]>([
  ['next', 3, 4],
  ['previous', 3, 2],
  ['page-down', 3, 8],
  ['page-up', 8, 3],
  ['first', 5, 0],
  ['last', 5, 9],
  ['next', 9, 9],
  ['previous', 0, 0],
  ['page-down', 7, 9],
  ['page-up', 2, 0],
])('%s from row %i of ten is row %i', (move, row, to) => {
  expect(rowAfter(move, { row, rowCount: 10, pageSize: 5 })).toBe(to);
});

test('Shift tells moving a service from walking on', () => {
  expect(findCommand(GRAPH_KEYS, { key: 'ArrowUp' })).toBe('walk');
  expect(findCommand(GRAPH_KEYS, { key: 'ArrowUp', shiftKey: true })).toBe('move');
  expect(findCommand(GRAPH_KEYS, { key: '+', shiftKey: true })).toBe('zoom-in');
  expect(findCommand(GRAPH_KEYS, { key: 'x' })).toBeNull();
});

test.each<[string, readonly KeyBinding<string>[]]>([
  ['waterfall', [...ROW_MOVES, ...TREE_KEYS]],
  ['graph', GRAPH_KEYS],
])('no key of the %s means two things', (_, bindings) => {
  const pressed = bindings.flatMap(({ keys, withShift }) =>
    keys.flatMap((key) =>
      (withShift === undefined ? [false, true] : [withShift]).map((shift) => `${shift} ${key}`),
    ),
  );
  expect(new Set(pressed).size).toBe(pressed.length);
});
