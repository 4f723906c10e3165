import { describe, expect, test } from 'vitest';
import type { ServiceNode } from '../../../src/core/engine/protocol.ts';
import { createColorScale, formatMeasure } from '../../../src/ui/graph/color-scale.ts';

function service(errorRate: number, p95: number): ServiceNode {
  const rest = { mean: 0, p50: 0, p90: 0, p99: 0, max: 0 };
  const errorCount = errorRate * 1000;
  return { service: 'a', count: 1000, finishedCount: 1000, errorCount, errorRate, p95, ...rest };
}

describe('the scale of error rates', () => {
  const { stepOf, steps } = createColorScale('error-rate', []);

  test('has the same bounds under every filter', () => {
    expect(steps.map(({ label }) => label.replaceAll('\u202f', ' '))).toEqual([
      'none',
      '≤ 0.1 %',
      '≤ 1 %',
      '≤ 5 %',
      '≤ 20 %',
      '> 20 %',
    ]);
  });

  test('keeps the first step for services without errors', () => {
    const rates = [0, 0.0005, 0.001, 0.01, 0.03, 0.2, 0.21, 1];
    expect(rates.map((rate) => stepOf(service(rate, 0)))).toEqual([0, 1, 1, 2, 3, 4, 5, 5]);
  });
});

describe('the scale of p95', () => {
  test('has steps of equal ratio from the fastest to the slowest', () => {
    const { stepOf, steps } = createColorScale('p95', [service(0, 1e6), service(0, 1e11)]);
    expect(steps.map(({ label }) => label.replaceAll('\u202f', ' '))).toEqual([
      '≤ 10 ms',
      '≤ 100 ms',
      '≤ 1 s',
      '≤ 10 s',
      '≤ 1 min 40 s',
    ]);
    expect([1e6, 1e7, 2e7, 5e9, 1e11].map((p95) => stepOf(service(0, p95)))).toEqual([1, 1, 2, 4, 5]);
  });

  test('has one step where all are equally slow', () => {
    const nodes = [service(0, 5e6), service(0, 5e6)];
    const { stepOf, steps } = createColorScale('p95', nodes);
    expect(steps).toHaveLength(1);
    expect(stepOf(nodes[0])).toBe(steps[0].step);
  });

  test('has a step for every service shown, and none for those without a duration', () => {
    const nodes = [0, 3, 17, 18, 250, 99_999].map((p95) => service(0, p95));
    const { stepOf, steps } = createColorScale('p95', nodes);
    const known = new Set(steps.map(({ step }) => step));
    expect(nodes.slice(1).every((node) => known.has(stepOf(node)))).toBe(true);
    expect(stepOf(nodes[0])).toBe(0);
  });
});

test('the measure is said in words', () => {
  expect(formatMeasure('error-rate', service(0.06, 0))).toBe('6.0\u202f% errors');
  expect(formatMeasure('p95', service(0, 612e6))).toBe('p95 612\u202fms');
});
