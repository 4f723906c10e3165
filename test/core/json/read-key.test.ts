import { expect, test } from 'vitest';
import { readKey } from '../../../src/core/json/read-key.ts';

function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  return readKey(bytes, 0, bytes.length);
}

test.each<[string, unknown]>([
  ['"a":1', { key: 'a', valueFrom: 4, replacedCount: 0 }],
  ['"a" \n: \t{', { key: 'a', valueFrom: 8, replacedCount: 0 }],
  [String.raw`"\"é":[`, { key: '"é', valueFrom: 7, replacedCount: 0 }],
  ['"":0', { key: '', valueFrom: 3, replacedCount: 0 }],
  ['"a', 'more'],
  ['"a"', 'more'],
  ['"a" ', 'more'],
  ['"a":', 'more'],
  ['"a": ', 'more'],
  ['"a",1', { brokenAt: 3 }],
  ['"a" "b"', { brokenAt: 4 }],
  [`"${'a'.repeat(1 << 16)}`, { brokenAt: 0 }],
  [`"a"${' '.repeat(1 << 16)}`, { brokenAt: 0 }],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});
