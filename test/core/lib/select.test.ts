import fc from 'fast-check';
import { expect, test } from 'vitest';
import { select } from '../../../src/core/lib/select.ts';

test('select gives what sorting would, rank after rank', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (numbers, seeds) => {
      const sorted = Float64Array.from(numbers).sort();
      const ranks = seeds.map((seed) => seed % numbers.length).toSorted((a, b) => a - b);
      const reordered = Float64Array.from(numbers);
      let from = 0;
      for (const rank of ranks) {
        expect(select(reordered, rank, from)).toBe(sorted[rank]);
        from = rank;
      }
      expect(reordered.toSorted()).toEqual(sorted);
    }),
  );
});

test('select is linear where all are equal, ascending or descending', () => {
  const COUNT = 300_000;
  for (const valueAt of [() => 7, (i: number) => i, (i: number) => COUNT - i]) {
    const values = Float64Array.from({ length: COUNT }, (_, i) => valueAt(i));
    const sorted = values.toSorted();
    expect(select(values, COUNT / 2)).toBe(sorted[COUNT / 2]);
  }
});
