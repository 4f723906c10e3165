import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberSpelling } from '../../../../src/core/import/columns/number-spelling.ts';

function spellingOf(text: string): string {
  const bytes = new TextEncoder().encode(`,${text}}`);
  return numberSpelling(bytes, 1, 1 + text.length);
}

test.each(['0', '7', '200', '-7', '123456789012345'])('%s is whole', (text) => {
  expect(spellingOf(text)).toBe('whole');
});

test.each(['0.5', '-0.5', '19.087', '0.000001', '0.0000012', '12345678901.125'])(
  '%s is a fraction',
  (text) => {
    expect(spellingOf(text)).toBe('fraction');
  },
);

test.each([
  '-0',
  '1e3',
  '1.50',
  '1.0',
  '0.0',
  '0.0000001',
  '1234567890123456',
  '0.1234567890123456',
  'true',
  'null',
])('%s is other', (text) => {
  expect(spellingOf(text)).toBe('other');
});

test('whatever is no other is what JavaScript writes of it', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,9})?$/);
  fc.assert(
    fc.property(digits, (text) => {
      const spelling = spellingOf(text);
      if (spelling === 'other') return;
      expect(String(JSON.parse(text))).toBe(text);
      expect(spelling).toBe(Number.isInteger(JSON.parse(text)) ? 'whole' : 'fraction');
    }),
    { numRuns: 3000 },
  );
});
