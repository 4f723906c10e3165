import { describe, expect, test } from 'vitest';
import { rankOperations } from '../../../src/core/analyze/operations.ts';
import { graphCalls } from '../../../src/core/analyze/service-graph.ts';
import { measureServices } from '../../../src/core/analyze/services.ts';
import { allTraces, toTraceSet } from '../../../src/core/analyze/trace-set.ts';
import { percentileOf } from '../../../src/core/lib/quantile.ts';
import { addSpans, buildSpans } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

const dataset = drawTraces(`
  shop: cart            ----------
    db: SELECT           --
    shop: render            ---
    pay: charge [error]      ----
      db: INSERT             -

  cron: tick            ------
    db: SELECT [error]    ----
`);

describe('measureServices', () => {
  test('every number of a service by hand', () => {
    const [shop, db] = measureServices(dataset, allTraces(dataset));
    expect(dataset.services[shop.service]).toBe('shop');
    expect(db).toEqual({
      service: 1,
      traceCount: 2,
      count: 3,
      finishedCount: 3,
      errorCount: 1,
      errorRate: 1 / 3,
      mean: (7 / 3) * CELL,
      p50: 2 * CELL, // of 1, 2, 4: place floor(3 · 0.5) = 1
      p90: 4 * CELL,
      p95: 4 * CELL,
      p99: 4 * CELL,
      max: 4 * CELL,
    });
  });

  test('only services of the traces asked for, only their spans', () => {
    const second = measureServices(dataset, toTraceSet(Int32Array.of(1)));
    expect(second.map(({ service, count }) => [dataset.services[service], count])).toEqual([
      ['db', 1],
      ['cron', 1],
    ]);
  });

  test('every percentile has its own place, the maximum the last', () => {
    // 1 to 200 ms, in no order: percentile p stands at place floor(200 · p / 100), counted from 0
    const shuffled = Array.from({ length: 200 }, (_, i) => ({ id: `${i}`, ms: ((i * 77) % 200) + 1 }));
    const [row] = measureServices(buildSpans(shuffled), toTraceSet(Int32Array.of(0)));
    expect(row).toMatchObject({
      count: 200,
      mean: 100.5e6,
      p50: 101e6,
      p90: 181e6,
      p95: 191e6,
      p99: 199e6,
      max: 200e6,
    });
  });

  test('percentiles by selection are those of the sorted durations', () => {
    let random = 1;
    const durations = Array.from({ length: 10_000 }, () => {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      return random % 1000; // many equal ones
    });
    const many = addSpans(durations.map((ms, i) => ({ id: `${i}`, ms }))).finish();
    const [{ p50, p90, p95, p99, max }] = measureServices(many, allTraces(many));
    const sorted = Float64Array.from(durations, (ms) => ms * CELL).sort();
    expect([p50, p90, p95, p99, max]).toEqual([50, 90, 95, 99, 100].map((p) => percentileOf(sorted, p)));
  });

  test('an unfinished span counts, but has no duration', () => {
    const [row] = ((spans) => measureServices(spans, allTraces(spans)))(
      buildSpans([
        { id: 'root', ms: 4 },
        { id: 'open', parent: 'root', ms: null, status: 2 },
      ]),
    );
    expect(row).toMatchObject({ count: 2, finishedCount: 1, errorCount: 1, mean: 4 * CELL, p50: 4 * CELL });
  });
});

describe('rankOperations', () => {
  const names = (order: Parameters<typeof rankOperations>[2]): string[] =>
    rankOperations(dataset, allTraces(dataset), order).map(
      ({ operation }) => dataset.operations[operation].name,
    );

  test.each([
    ['slowest', ['cart', 'tick', 'charge', 'SELECT', 'render', 'INSERT']], // SELECT and render: 3 cells, in order
    ['error-prone', ['charge', 'SELECT', 'cart', 'render', 'INSERT', 'tick']],
    ['busiest', ['SELECT', 'cart', 'render', 'charge', 'INSERT', 'tick']],
  ] as const)('%s first', (order, expected) => {
    expect(names(order)).toEqual(expected);
  });
});

describe('graphCalls', () => {
  const { nodes, calls } = graphCalls(dataset, allTraces(dataset));

  test('a node for each service with spans', () => {
    expect(nodes.map(({ service, count }) => [dataset.services[service], count])).toEqual([
      ['shop', 2],
      ['db', 3],
      ['pay', 1],
      ['cron', 1],
    ]);
  });

  test('a call for each pair of services, measured at the callee', () => {
    expect(
      calls.map(({ caller, callee, count, errorCount, max }) => [
        dataset.services[caller],
        dataset.services[callee],
        count,
        errorCount,
        max / CELL,
      ]),
    ).toEqual([
      ['shop', 'db', 1, 0, 2],
      ['shop', 'pay', 1, 1, 4],
      ['pay', 'db', 1, 0, 1],
      ['cron', 'db', 1, 1, 4],
    ]);
  });

  test('a parent and child of one service are no call', () => {
    const alone = drawTraces(`
      shop: cart      ----
        shop: render   --
    `);
    expect(graphCalls(alone, allTraces(alone)).calls).toEqual([]);
  });
});
