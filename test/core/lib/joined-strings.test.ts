import { expect, test } from 'vitest';
import { joinStrings, placesOf, stringAt } from '../../../src/core/lib/joined-strings.ts';

test('strings joined are found again at their places', () => {
  const strings = ['a', '', 'é😀', 'a'];
  const joined = joinStrings(strings);
  expect(joined.text).toBe('aé😀a');
  expect(strings.map((_, at) => stringAt(joined, at))).toEqual(strings);
  expect([...placesOf(joined, 'a')]).toEqual([0, 3]);
  expect([...placesOf(joined, '')]).toEqual([1]);
});
