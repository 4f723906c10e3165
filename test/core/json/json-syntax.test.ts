import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSyntaxProblem } from '../../../src/core/json/json-syntax.ts';

function problemIn(text: string) {
  const bytes = new TextEncoder().encode(text);
  return findSyntaxProblem(bytes, 0, bytes.length);
}

test.each([
  ['{"a":1,}', 6, 'trailing comma before }'],
  ['[1, ]', 2, 'trailing comma before ]'],
  ['[1 2]', 3, '“2” where a comma or the end of the list or object was expected'],
  ['{"a" 1}', 5, '“1” where a colon was expected'],
  ['{"a"}', 4, '“}” where a colon was expected'],
  ['{"a":}', 5, '“}” where a value was expected'],
  ['{a:1}', 1, '“a” where a key in double quotes or } was expected'],
  ["{'a':1}", 1, 'single quotes; JSON knows only double quotes'],
  ['[1 // one\n]', 3, 'JSON knows no comments'],
  ['[1}', 2, '“}” where a comma or the end of the list or object was expected'],
  ['["a\nb"]', 3, 'a line ends inside a string'],
  ['["\\x"]', 2, '\\x is no escape of JSON'],
  ['[01]', 1, '“01” where a value was expected'],
  ['[undefined]', 1, '“undefined” where a value was expected'],
  ['[1]]', 3, '“]” where the value had ended'],
  ['[1', 2, 'the text ends too early'],
  ['["a', 3, 'the text ends inside a string'],
])('%s', (text, at, reason) => {
  expect(problemIn(text)).toEqual({ at, reason });
});

test('property: it finds a problem exactly where JSON.parse does', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    'null',
    ' ',
    '"\\n"',
    '-',
    '1e5',
    "'",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      expect(problemIn(text) === null, text).toBe(parses(text));
    }),
    { numRuns: 3000, seed: 5 },
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(problemIn(text)).toBeNull();
    }),
    { seed: 5 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
