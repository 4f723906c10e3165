import { describe, expect, test } from 'vitest';
import { measureLatency } from '../../../src/core/analyze/latency.ts';
import { allTraces, toTraceSet } from '../../../src/core/analyze/trace-set.ts';
import type { ServiceIndex } from '../../../src/core/model/units.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';

const [A, B] = [0, 1] as ServiceIndex[];

/** Durations of service "a" 0 to 9 ms, of "b" 100 ms. */
const dataset = buildSpans([
  ...Array.from({ length: 10 }, (_, ms) => ({ traceId: `${ms}`, id: '1', service: 'a', ms })),
  { traceId: '0', id: '2', service: 'b', ms: 100 },
]);
const everything = allTraces(dataset);

describe('measureLatency', () => {
  test('linear buckets are equal, begin at 0 and hold every span', () => {
    const { borders, distributions } = measureLatency(dataset, everything, [A, B], 'linear');
    expect([...borders]).toEqual(Array.from({ length: 22 }, (_, i) => i * 5e6));
    const [a, b] = distributions;
    expect([...a.histogram].slice(0, 3)).toEqual([5, 5, 0]); // 0–4 ms, 5–9 ms
    expect(b.histogram.indexOf(1)).toBe(20); // 100–105 ms
  });

  test('log buckets: ten per factor of ten, on powers of ten, from the shortest to beyond the longest', () => {
    const { borders, distributions } = measureLatency(dataset, everything, [A, B], 'log');
    expect(borders[0]).toBe(1e6);
    expect(borders[10]).toBe(1e7);
    expect(borders[20]).toBe(1e8);
    expect(borders).toHaveLength(22);
    const [a, b] = distributions;
    expect(a.histogram[0]).toBe(2); // 1 ms, and 0 which no logarithm reaches
    expect(a.histogram.reduce((sum, count) => sum + count)).toBe(10);
    expect(b.histogram[20]).toBe(1); // a bucket begins at its lower border
  });

  test('the curve is exact', () => {
    const [{ finishedCount, percentiles, curve }] = measureLatency(
      dataset,
      everything,
      [A],
      'log',
    ).distributions;
    const at = (p: number): number => curve[percentiles.indexOf(p)] / 1e6;
    expect(finishedCount).toBe(10);
    expect([at(0), at(50), at(90), at(99), at(99.9), at(100)]).toEqual([0, 5, 9, 9, 9, 9]);
    expect(percentiles).toEqual(percentiles.toSorted());
  });

  test('only the traces asked for', () => {
    const { distributions } = measureLatency(dataset, toTraceSet(Int32Array.of(3, 4)), [A, B], 'linear');
    expect(distributions.map(({ finishedCount }) => finishedCount)).toEqual([2, 0]);
  });

  test.each(['linear', 'log'] as const)('without spans, or with none longer than 0: %s', (scale) => {
    const still = buildSpans([{ id: '1', ms: 0 }]);
    const { borders, distributions } = measureLatency(still, allTraces(still), [A], scale);
    expect(borders.length).toBeGreaterThan(1);
    expect(distributions[0].histogram[0]).toBe(1);
    const none = measureLatency(still, toTraceSet(new Int32Array(0)), [A], scale).distributions[0];
    expect(none.finishedCount).toBe(0);
    expect(none.curve.every((duration) => duration === 0)).toBe(true);
  });
});
