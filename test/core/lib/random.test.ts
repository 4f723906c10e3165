import { expect, test } from 'vitest';
import { medianOf, percentileOf } from '../../../src/core/lib/quantile.ts';
import { Random } from '../../../src/core/lib/random.ts';

const draw = (count: number, one: () => number) => Array.from({ length: count }, one).sort((a, b) => a - b);

test('a seed gives the same numbers again, another seed gives others', () => {
  const numbers = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 5 }, () => random.fraction());
  };
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});

test('fractions are spread evenly from 0 to below 1', () => {
  const random = new Random(7);
  const sorted = draw(10_000, () => random.fraction());
  expect(sorted[0]).toBeGreaterThanOrEqual(0);
  expect(sorted.at(-1)).toBeLessThan(1);
  for (const p of [10, 50, 90]) expect(percentileOf(sorted, p)).toBeCloseTo(p / 100, 1);
});

test('a log-normal has the median asked for, and at a spread of 0.5 a percentile 95 of 2.3 medians', () => {
  const random = new Random(7);
  const sorted = draw(10_000, () => random.logNormal(100, 0.5));
  expect(medianOf(sorted) / 100).toBeCloseTo(1, 1);
  expect(percentileOf(sorted, 95) / 100).toBeCloseTo(2.28, 0);
});

test('an exponential has the mean asked for', () => {
  const random = new Random(7);
  const sum = draw(10_000, () => random.exponential(5)).reduce((a, b) => a + b);
  expect(sum / 10_000).toBeCloseTo(5, 0);
});

test('hexadecimal digits come in the number asked for', () => {
  expect(new Random(3).hex(32)).toMatch(/^[0-9a-f]{32}$/);
});
