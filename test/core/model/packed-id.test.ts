import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringAt } from '../../../src/core/lib/joined-strings.ts';
import { Numbering } from '../../../src/core/lib/numbering.ts';
import {
  hasId,
  idMatcher,
  joinIds,
  packId,
  packWanted,
  unpackId,
} from '../../../src/core/model/packed-id.ts';

const digit = fc.constantFrom(...Array.from('0123456789abcdef'));
const digits = (count: number) => fc.string({ unit: digit, minLength: count, maxLength: count });

/** Ids of the full length, ids that are nearly that, and no ids. */
const anyId = (count: 2 | 4) =>
  fc.oneof(
    digits(8 * count),
    digits(8 * count).map((text) => text.toUpperCase()),
    digits(8 * count - 1),
    digits(8 * count - 8).map((text) => `ffffffff${text}`),
    fc.constantFrom('', 'checkout-1', 'ü', 'f'.repeat(8 * count), '0'.repeat(8 * count)),
  );

/** `texts` in words, and what their numbers stand for. */
function pack(texts: readonly string[], count: 2 | 4) {
  const strings = new Numbering<string>();
  const words = new Uint32Array(count * texts.length);
  for (const [at, text] of texts.entries()) packId(text, (own) => strings.of(own), words, count * at, count);
  return { words, strings: strings.list, stringOf: (string: number) => strings.list[string] };
}

describe.each([2, 4] as const)('ids of %d words', (count) => {
  test('come back as they were, one by one and all at once', () => {
    fc.assert(
      fc.property(fc.array(anyId(count), { maxLength: 10 }), (texts) => {
        const { words, stringOf } = pack(texts, count);
        const joined = joinIds(words, count, stringOf);
        expect(texts.map((_, at) => unpackId(words, count * at, count, stringOf))).toEqual(texts);
        expect(texts.map((_, at) => stringAt(joined, at))).toEqual(texts);
        expect(texts.map((_, at) => hasId(words, count * at, count))).toEqual(
          texts.map((text) => text !== ''),
        );
      }),
    );
  });

  test('hold a part exactly where their text does', () => {
    fc.assert(
      fc.property(
        anyId(count),
        fc.nat(30),
        fc.nat(20),
        fc.constantFrom('', 'x', 'A'),
        (text, from, length, odd) => {
          const part = (text.slice(from, from + length) + odd).toLowerCase();
          const { words, strings, stringOf } = pack([text], count);
          const isInString = (string: number): boolean => strings[string].toLowerCase().includes(part);
          const expected = text !== '' && text.toLowerCase().includes(part);
          expect(idMatcher(part, count, isInString)(words, 0), `${part} in ${text}`).toBe(expected);
          expect(unpackId(words, 0, count, stringOf)).toBe(text);
        },
      ),
    );
  });
});

test('an id that is looked for has its words, or none where nothing can have it', () => {
  const known = ['checkout-1'];
  const find = (text: string): number => known.indexOf(text);
  expect(packWanted('00f067aa0ba902b7', find, 2)).toEqual(Uint32Array.of(0x00f067aa, 0x0ba902b7));
  expect(packWanted('checkout-1', find, 2)).toEqual(Uint32Array.of(0xffffffff, 0));
  expect([packWanted('checkout-2', find, 2), packWanted('', find, 2)]).toEqual([null, null]);
});
