import { describe, expect, test } from 'vitest';
import { sortTraces, type TraceSortKey } from '../../../src/core/analyze/trace-order.ts';
import { allTraces } from '../../../src/core/analyze/trace-set.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';

// By trace:   start  duration  spans  services  errors  root
//      0        30        5       1        1        0   b: z
//      1        10        5       2        2        1   a: z
//      2        20        9       2        1        0   a: y
const dataset = buildSpans([
  { traceId: '0', id: '1', startMs: 30, ms: 5, service: 'b', name: 'z' },
  { traceId: '1', id: '1', startMs: 10, ms: 5, service: 'a', name: 'z' },
  { traceId: '1', id: '2', parent: '1', startMs: 10, ms: 1, service: 'b', name: 'c', status: 2 },
  { traceId: '2', id: '1', startMs: 20, ms: 9, service: 'a', name: 'y' },
  { traceId: '2', id: '2', parent: '1', startMs: 20, ms: 1, service: 'a', name: 'b' },
]);

describe('sortTraces', () => {
  test.each<[TraceSortKey, boolean, number[]]>([
    ['start', false, [1, 2, 0]],
    ['start', true, [0, 2, 1]],
    ['duration', false, [0, 1, 2]],
    ['duration', true, [2, 0, 1]], // equal ones keep their order either way
    ['spans', false, [0, 1, 2]],
    ['spans', true, [1, 2, 0]],
    ['services', false, [0, 2, 1]],
    ['services', true, [1, 0, 2]],
    ['errors', true, [1, 0, 2]],
    ['root', false, [2, 1, 0]],
    ['root', true, [0, 1, 2]],
  ])('by %s, descending: %s', (key, descending, expected) => {
    expect(Array.from(sortTraces(dataset, allTraces(dataset), { key, descending }))).toEqual(expected);
  });

  test('starts a nanosecond apart, years after the first', () => {
    const seconds = 1_767_225_600;
    const spans = buildSpans([
      { traceId: 'old', id: '1', start: { seconds: 0, nanos: 0 } },
      { traceId: 'later', id: '1', start: { seconds, nanos: 2 } },
      { traceId: 'sooner', id: '1', start: { seconds, nanos: 1 } },
    ]);
    const sorted = sortTraces(spans, allTraces(spans), { key: 'start', descending: false });
    expect(Array.from(sorted)).toEqual([0, 2, 1]);
  });
});
