import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderByLargest } from '../../../src/core/lib/radix-order.ts';

test('the largest first, equal ones in ascending order of index', () => {
  expect([...orderByLargest(Float64Array.of(2, 0, 5, 2, 1e300, 0.5, 5))]).toEqual([4, 2, 6, 0, 3, 5, 1]);
  expect([...orderByLargest(new Float64Array(0))]).toEqual([]);
});

test('any keys that are not negative, as a stable sort orders them', () => {
  const anyKey = fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true }), fc.constantFrom(0, 1, Infinity));
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 200 }), (keys) => {
      const expected = Array.from(keys.keys()).sort((a, b) =>
        keys[a] === keys[b] ? a - b : keys[b]! - keys[a]!,
      );
      expect([...orderByLargest(Float64Array.from(keys))]).toEqual(expected);
    }),
  );
});
