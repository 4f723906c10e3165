import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderByLargest } from '../../../src/core/lib/radix-order.ts';

test('the largest first, equal ones in ascending order of index', () => {
  expect([...orderByLargest(Float64Array.of(2, 0, 5, 2, 1e300, 0.5, 5))]).toEqual([4, 2, 6, 0, 3, 5, 1]);
  expect([...orderByLargest(new Float64Array(0))]).toEqual([]);
});

const anyKey = fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true }), fc.constantFrom(0, 1, Infinity));
/** Keys that the upper half of their bits does not tell apart. */
const nearKey = fc.nat({ max: 1000 }).map((offset) => 2 ** 44 + offset);

test.each([
  ['any keys that are not negative', anyKey],
  ['keys that differ little', nearKey],
])('%s, as a stable sort orders them', (_, key) => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
      const expected = Array.from(keys.keys()).sort((a, b) =>
        keys[a] === keys[b] ? a - b : keys[b] - keys[a],
      );
      expect([...orderByLargest(Float64Array.from(keys))]).toEqual(expected);
    }),
  );
});
