import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinStrings, placesOf, stringAt } from '../../../src/core/lib/joined-strings.ts';

const anyStrings = fc.array(fc.stringMatching(/^[ab]{0,3}$/), { maxLength: 20 });

test('strings come back from where they were put', () => {
  fc.assert(
    fc.property(anyStrings, (strings) => {
      const joined = joinStrings(strings);
      expect(strings.map((_, at) => stringAt(joined, at))).toEqual(strings);
    }),
  );
});

test('a string is found wherever it stands, and nowhere across the ends of others', () => {
  fc.assert(
    fc.property(anyStrings, fc.stringMatching(/^[ab]{0,3}$/), (strings, wanted) => {
      const places = [...strings.keys()].filter((at) => strings[at] === wanted);
      expect([...placesOf(joinStrings(strings), wanted)]).toEqual(places);
    }),
  );
});
