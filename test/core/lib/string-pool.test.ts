import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOf, stringAt } from '../../../src/core/lib/joined-strings.ts';
import { StringPool } from '../../../src/core/lib/string-pool.ts';

test('numbers strings in order of first appearance and gives them back', () => {
  const pool = new StringPool();
  expect(['a', 'b', 'a', '', 'ü€😀', 'b', ''].map((text) => pool.intern(text))).toEqual([
    0, 1, 0, 2, 3, 1, 2,
  ]);
  expect([0, 1, 2, 3].map((id) => pool.get(id))).toEqual(['a', 'b', '', 'ü€😀']);
  expect(pool.length).toBe(4);
});

test('finds without adding', () => {
  const pool = new StringPool();
  pool.intern('known');
  expect([pool.find('known'), pool.find('unknown'), pool.length]).toEqual([0, -1, 1]);
  expect(pool.intern('next')).toBe(1);
});

test('is a map from strings to numbers, whatever the strings', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 200 }), (texts) => {
      const pool = new StringPool();
      const expected = [...new Set(texts)];
      for (const text of texts) expect(pool.intern(text)).toBe(expected.indexOf(text));
      expect(expected.map((_, id) => pool.get(id))).toEqual(expected);
      const joined = pool.join(Int32Array.from([...expected.keys(), -1, ...expected.keys()]));
      const all = [...expected, '', ...expected];
      expect(all.map((_, at) => stringAt(joined, at))).toEqual(all);
      for (const text of all)
        expect([...placesOf(joined, text)]).toEqual([...all.keys()].filter((at) => all[at] === text));
    }),
  );
});

test('keeps 200,000 strings apart, also when they come again', () => {
  const pool = new StringPool();
  for (let i = 0; i < 200_000; i++) pool.intern(`value ${i}`);
  expect(pool.length).toBe(200_000);
  for (const i of [0, 1, 65_535, 65_536, 199_999]) {
    expect(pool.intern(`value ${i}`)).toBe(i);
    expect(pool.get(i)).toBe(`value ${i}`);
  }
});

test('shrinks and goes on: the same ids for the same strings, new ones for new', () => {
  const pool = new StringPool();
  for (let i = 0; i < 1000; i++) pool.intern(`value ${i}`);
  const before = pool.byteLength;
  pool.shrink();
  expect(pool.byteLength).toBeLessThan(before / 2);
  expect([pool.find('value 7'), pool.find('value 1000'), pool.get(999)]).toEqual([7, -1, 'value 999']);
  expect([pool.intern('value 1000'), pool.intern('value 7'), pool.length]).toEqual([1000, 7, 1001]);
});

test('bytes and text are one string, wherever the bytes stand', () => {
  const pool = new StringPool();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(5), (text, before) => {
      const bytes = new TextEncoder().encode(text);
      const padded = new Uint8Array(before + bytes.length + 3).fill(0xff);
      padded.set(bytes, before);
      const to = before + bytes.length;
      const id = pool.internBytes(padded, before, to);
      const ids = new Int32Array(2);
      pool.internAll(
        { length: 2, bytes: padded, from: Uint32Array.of(before, to), to: Uint32Array.of(to, to) },
        ids,
      );
      expect([pool.get(id), pool.intern(text), ...ids]).toEqual([text, id, id, pool.intern('')]);
    }),
  );
});

test('finds a word in all strings at once as in one after the other, whatever stands beside them', () => {
  const text = fc.stringMatching(/^[abAB1ü]{0,6}$/);
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.stringMatching(/^[ab1ü]{0,3}$/), (texts, word) => {
      const pool = new StringPool();
      for (const one of texts) pool.intern(one);
      const expected = [...new Set(texts)].map((one) => Number(one.toLowerCase().includes(word)));
      expect([...pool.matchAll(word)]).toEqual(expected);
      expect(expected.map((_, id) => Number(pool.matcher(word)(id)))).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
