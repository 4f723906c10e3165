import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../../../src/core/build/in-steps.ts';
import { SparseColumn } from '../../../src/core/build/sparse-column.ts';

test('a row has the number that was set last, until it is taken away', () => {
  const change = fc.record({
    row: fc.integer({ min: 0, max: 20_000 }),
    value: fc.integer({ min: -1, max: 5 }),
    isCut: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const column = new SparseColumn();
      const expected = new Map<number, number>();
      for (const { row, value, isCut } of changes) {
        if (isCut) {
          column.truncate(row);
          for (const own of expected.keys()) if (own >= row) expected.delete(own);
        } else {
          column.set(row, value);
          expected.set(row, value);
        }
      }
      for (const { row } of changes) expect(column.at(row)).toBe(expected.get(row) ?? -1);
      const listed = [...expected].filter(([, value]) => value >= 0).sort(([a], [b]) => a - b);
      const { row, value } = atOnce(column.list());
      expect(Array.from(row, (own, at) => [own, value[at]])).toEqual(listed);
    }),
  );
});

test('where no row has a number no memory is taken', () => {
  const column = new SparseColumn();
  for (let row = 0; row < 100_000; row++) column.set(row, -1);
  expect(column.byteLength).toBe(0);
  column.set(99_999, 7);
  expect(column.byteLength).toBeLessThan(100_000);
});
