import { expect, it } from 'vitest';
import { LetterWidths } from '../../../../src/ui/trace/flame/fit-text.ts';
import { readableOn } from '../../../../src/ui/trace/flame/flame-ink.ts';

const letters = new LetterWidths((letter) => (letter === 'i' ? 3 : 10));

it('text is whole where it fits, else cut, else nothing', () => {
  expect(letters.fit('checkout', 80)).toBe('checkout');
  expect(letters.fit('checkout', 79)).toBe('checko…');
  expect(letters.fit('checkout', 30)).toBe('ch…');
  expect(letters.fit('checkout', 29)).toBe('');
  expect(letters.fit('iii', 9)).toBe('iii');
  expect(letters.fit('', 0)).toBe('');
});

it('is cut between letters of any script, and leaves no space before the ellipsis', () => {
  expect(letters.fit('👍👍👍👍', 30)).toBe('👍👍…');
  expect(letters.fit('GET /cart', 50)).toBe('GET…');
});

it('each letter is measured once', () => {
  let measured = 0;
  const counting = new LetterWidths(() => ++measured && 1);
  counting.fit('aaaa', 10);
  counting.fit('aaaa', 10);
  expect(measured).toBe(2); // the letter and the ellipsis
});

it('letters are black or white, whichever stands out', () => {
  expect(readableOn('rgb(103, 31, 55)')).toBe('#ffffff');
  expect(readableOn('rgb(215, 227, 174)')).toBe('#000000');
});
