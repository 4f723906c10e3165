import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FreeRows } from '../../../src/core/analyze/free-rows.ts';

test('the first run that is long enough is taken, wherever it is', () => {
  const rows = new FreeRows();
  rows.reset(4);
  expect([3, 2, 1, 2].map((count) => rows.take(count))).toEqual([0, 3, 5, 6]);
  rows.giveBack(3, 2);
  rows.giveBack(6, 2);
  expect([3, 2, 1, 1].map((count) => rows.take(count))).toEqual([6, 3, 9, 10]);
});

test('after beginning anew all are free', () => {
  const rows = new FreeRows();
  rows.reset(8);
  rows.take(5);
  rows.reset(2);
  expect(rows.take(3)).toBe(0);
});

test('as a list of rows that is searched from the front', () => {
  const step = fc.record({ count: fc.integer({ min: 1, max: 9 }), giveBack: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (steps, rowCount) => {
      const rows = new FreeRows();
      rows.reset(rowCount);
      const taken: [first: number, count: number][] = [];
      for (const { count, giveBack } of steps) {
        if (giveBack % 3 === 0 && taken.length > 0) {
          const [[first, length]] = taken.splice(giveBack % taken.length, 1);
          rows.giveBack(first, length);
        }
        let expected = 0;
        const isTaken = () =>
          taken.some(([first, length]) => first < expected + count && expected < first + length);
        while (isTaken()) expected++;
        expect(rows.take(count)).toBe(expected);
        taken.push([expected, count]);
      }
    }),
    { numRuns: 300 },
  );
});
