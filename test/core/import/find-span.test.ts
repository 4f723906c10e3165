import { describe, expect, test } from 'vitest';
import { findSpan } from '../../../src/core/import/find-span.ts';

const find = (record: string, spanId: string): number => findSpan(new TextEncoder().encode(record), spanId);

describe('where the span a1 begins', () => {
  test.each([
    ['{"spanId":"a1"}', 0],
    ['{"span_id" : "a1"}', 0],
    ['{"name":"x","spanID":\n"a1"}', 0],
    [String.raw`{"id":"\u0061\u0031"}`, 0],
    ['[{"id":"b"},{"id":"a1"}]', 12],
    ['{"links":[{"spanId":"a1"}],"spanId":"a1"}', 0],
    ['{"spans":[{"id":"b","links":[{"id":"a1"}]},{"id":"a1"}]}', 43],
    ['{"spans":[{"id":"a1","n":1},{"id":"a1","n":2}]}', 10], // of equals the first
    ['{"é":{"id":"a1"}}', 6], // in bytes
  ])('%s', (record, place) => {
    expect(find(record, 'a1')).toBe(place);
  });

  test('numbers are ids too', () => {
    expect(find('{"id":17}', '17')).toBe(0);
    expect(find('{"id": 7,"n":17}', '17')).toBe(-1);
    expect(find('{"id":9012345678}', '9012345678')).toBe(0);
  });
});

test.each([
  '{"id":"b"}',
  '{"parentId":"a1"}',
  '{"name":"id","x":"a1"}',
  '{"id":"b","x":"a1"}',
  '{"id":["a1"]}',
  '{"id":null,"x":["a1"]}',
  '{"id":"a1',
  `{"id":"a1${' '.repeat(2000)}"}`,
  '',
])('no span is a1 in %s', (record) => {
  expect(find(record, 'a1')).toBe(-1);
});
