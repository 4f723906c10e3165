import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { percentileOf } from '../../../src/core/lib/quantile.ts';
import { chartedServices } from '../../../src/ui/services/charted-services.ts';
import { durationScale, listDurationTicks } from '../../../src/ui/services/duration-axis.ts';
import { filledBuckets, formatBucket } from '../../../src/ui/services/latency-buckets.ts';
import { formatPercentile, isMaximum, percentilePosition } from '../../../src/ui/services/percentile-axis.ts';
import { placeLabels } from '../../../src/ui/services/place-labels.ts';
import type { ServiceRow } from '../../../src/core/engine/protocol.ts';

const MS = 1e6;

describe('isMaximum', () => {
  it('agrees with the one definition of a percentile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(0, 50, 90, 95, 99, 99.5, 99.9, 100),
        (count, p) => {
          const sorted = Array.from({ length: count }, (_, i) => i);
          expect(isMaximum(count, p)).toBe(percentileOf(sorted, p) === count - 1);
        },
      ),
      { seed: 3 },
    );
  });
  it('says that p99 of a hundred is the maximum and of a hundred and one is not', () => {
    expect([100, 101].map((count) => isMaximum(count, 99))).toEqual([true, false]);
  });
});

describe('the percentile axis', () => {
  it('gives each nine the same room and ends with the maximum', () => {
    const [p0, p90, p99, p999, max] = [0, 90, 99, 99.9, 100].map(percentilePosition);
    expect(p0).toBe(0);
    expect(p99 - p90).toBeCloseTo(p90, 9);
    expect(p999 - p99).toBeCloseTo(p90, 9);
    expect(max).toBe(1);
    expect(p999).toBeLessThan(1);
  });
  it('names its ends', () => {
    expect([0, 50, 99.9, 100].map(formatPercentile)).toEqual(['min', 'p50', 'p99.9', 'max']);
  });
});

describe('listDurationTicks', () => {
  const labels = (kind: 'linear' | 'log', domain: [number, number], gap: number) =>
    listDurationTicks(kind, durationScale(kind, domain, [0, 400]), gap).map(({ label }) =>
      label.replace('\u202f', ' '),
    );

  test('a log axis of four decades has its powers of ten', () => {
    expect(labels('log', [MS, 10_000 * MS], 60)).toEqual(['1 ms', '10 ms', '100 ms', '1 s', '10 s']);
  });
  test('a log axis of one decade has what lies between', () => {
    expect(labels('log', [10 * MS, 100 * MS], 60)).toEqual(['10 ms', '20 ms', '50 ms', '100 ms']);
  });
  test('a crowded log axis leaves some out', () => {
    expect(labels('log', [1, 1e9], 60)).toEqual(['1 ns', '100 ns', '10 µs', '1 ms', '100 ms']);
  });
  test('a linear axis begins at nothing and counts in round steps', () => {
    expect(labels('linear', [0, 90 * MS], 80)).toEqual(['0', '20 ms', '40 ms', '60 ms', '80 ms']);
  });
  test('minutes are counted in minutes', () => {
    expect(labels('linear', [0, 300e9], 100)).toEqual(['0', '2 min', '4 min']);
  });
  it('never puts two closer than asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('linear' as const, 'log' as const),
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 1, max: 1e12 }),
        (kind, from, length) => {
          const ticks = listDurationTicks(kind, durationScale(kind, [from, from + length], [0, 400]), 50);
          ticks.slice(1).forEach((tick, i) => expect(tick.at - ticks[i].at).toBeGreaterThanOrEqual(49.999));
        },
      ),
      { seed: 4 },
    );
  });
});

describe('placeLabels', () => {
  it('leaves labels with room where they want to be', () => {
    expect(placeLabels([50, 10, 90], 14, [0, 100])).toEqual([50, 10, 90]);
  });
  it('moves those that overlap apart, in their order', () => {
    expect(placeLabels([50, 49, 51], 14, [0, 100])).toEqual([63, 49, 77]);
  });
  it('keeps them above the lower edge', () => {
    expect(placeLabels([99, 98], 14, [0, 100])).toEqual([100, 86]);
  });
});

describe('buckets', () => {
  const latency = (...histogram: number[]) => ({
    service: 'a',
    finishedCount: 1,
    histogram: Int32Array.from(histogram),
    curve: new Float64Array(),
    percentiles: new Float64Array(),
  });
  it('are shown from the first to the last that anybody fills', () => {
    expect(filledBuckets([latency(0, 0, 1, 0, 0), latency(0, 0, 0, 2, 0)])).toEqual([2, 4]);
    expect(filledBuckets([latency(0, 0)])).toEqual([0, 2]);
  });
  it('are named by their borders, except what lies under a log scale', () => {
    const borders = Float64Array.of(1e6, 2e6, 5e6);
    const plain = (text: string) => text.replaceAll('\u202f', ' ');
    expect(plain(formatBucket(borders, 1, 'log'))).toBe('2 ms – 5 ms');
    expect(plain(formatBucket(borders, 0, 'log'))).toBe('under 2 ms');
    expect(plain(formatBucket(borders, 0, 'linear'))).toBe('1 ms – 2 ms');
  });
});

describe('chartedServices', () => {
  const row = (service: string, p95: number) => ({ service, p95 }) as ServiceRow;
  const rows = [row('a', 1), row('b', 9), row('c', 5), row('d', 7), row('e', 2), row('f', 3)];
  it('are the five slowest while none is picked', () => {
    expect(chartedServices(rows, [])).toEqual(['b', 'd', 'c', 'f', 'e']);
  });
  it('are those picked, once each, as far as they are there', () => {
    expect(chartedServices(rows, ['a', 'gone', 'c', 'a'])).toEqual(['a', 'c']);
  });
  it('are the slowest again when nothing picked is there', () => {
    expect(chartedServices(rows.slice(0, 2), ['gone'])).toEqual(['b', 'a']);
  });
});
