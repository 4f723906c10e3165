import { describe, expect, test } from 'vitest';
import { computeCriticalTime } from '../../../src/core/analyze/critical-path.ts';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import {
  groupSpans,
  measureSpanGroups,
  serviceOfGroups,
  type GroupBy,
} from '../../../src/core/analyze/span-groups.ts';
import { allTraces } from '../../../src/core/analyze/trace-set.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { orderByLargest } from '../../../src/core/lib/radix-order.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

/** The groups by self time, as "name: count, errors | duration self critical | mean p50 p95 max" in cells. */
function rowsOf(dataset: Dataset, groupBy: GroupBy): string[] {
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const grouping = groupSpans(dataset, slice, groupBy);
  const selfTime = computeSelfTime(slice, 0 as SpanIndex, slice.spans.length as SpanIndex);
  const criticalTime = computeCriticalTime(dataset, allTraces(dataset));
  const measures = measureSpanGroups(slice, grouping, { selfTime, criticalTime });
  const cells = (group: number, ...columns: Float64Array[]): string =>
    columns.map((column) => column[group] / CELL).join(' ');
  return Array.from(orderByLargest(measures.selfTime), (group) => {
    const { count, finishedCount, errorCount, duration, selfTime: self, criticalTime: critical } = measures;
    const name = group === grouping.without ? '(without)' : grouping.nameOf(group);
    const sums = cells(group, duration, self, critical);
    const spread = cells(group, measures.mean, measures.p50, measures.p95, measures.max);
    const counts = `${count[group]}, ${errorCount[group]}`;
    const unfinished = count[group] - finishedCount[group];
    return `${name}: ${counts}${unfinished > 0 ? `, ${unfinished} unfinished` : ''} | ${sums} | ${spread}`;
  });
}

const shop = drawTraces(`
  shop: cart [server]       ==-------=
    db: SELECT [client]      --
    pay: charge [error]       ===--==
      db: INSERT [client]        ==
`);

test('in every group, spans that never ended are told from those that did', () => {
  const dataset = buildSpans(
    ['a', 'b', 'c'].flatMap((service, at) => [
      { id: `${service}1`, service, ms: 1 },
      { id: `${service}2`, service, ms: at === 1 ? null : 1 },
      { id: `${service}3`, service, ms: at === 0 ? 1 : null },
    ]),
  );
  expect(rowsOf(dataset, { by: 'service' }).map((row) => row.split(' |')[0])).toEqual([
    'a: 3, 0',
    'c: 3, 0, 1 unfinished',
    'b: 3, 0, 2 unfinished',
  ]);
});

describe('measureSpanGroups', () => {
  test('by service', () => {
    expect(rowsOf(shop, { by: 'service' })).toEqual([
      'pay: 1, 1 | 7 5 5 | 7 7 7 7',
      'db: 2, 0 | 4 4 2 | 2 2 2 2',
      'shop: 1, 0 | 10 2 3 | 10 10 10 10',
    ]);
  });

  test('by operation, which is of a service', () => {
    const dataset = drawTraces(`
      a: run   ------
        b: run   --
    `);
    expect(rowsOf(dataset, { by: 'operation' })).toEqual([
      'run: 1, 0 | 6 4 4 | 6 6 6 6',
      'run: 1, 0 | 2 2 2 | 2 2 2 2',
    ]);
  });

  test('by kind', () => {
    expect(rowsOf(shop, { by: 'kind' })).toEqual([
      'unspecified: 1, 1 | 7 5 5 | 7 7 7 7',
      'client: 2, 0 | 4 4 2 | 2 2 2 2',
      'server: 1, 0 | 10 2 3 | 10 10 10 10',
    ]);
  });

  test('by an attribute: those without it are a group of their own', () => {
    const dataset = buildSpans([
      { id: 'r', ms: 100 },
      { id: 'a', parent: 'r', ms: 10, attributes: { shard: '1' } },
      { id: 'b', parent: 'r', startMs: 10, ms: 20, attributes: { shard: '2' } },
      { id: 'c', parent: 'r', startMs: 30, ms: 40, attributes: { shard: '1' } },
      { id: 'd', parent: 'r', startMs: 70, ms: 5, attributes: { shard: '' } },
    ]);
    expect(rowsOf(dataset, { by: 'attribute', key: 'shard' })).toEqual([
      '1: 2, 0 | 50 50 50 | 25 40 40 40',
      '(without): 1, 0 | 100 25 25 | 100 100 100 100',
      '2: 1, 0 | 20 20 20 | 20 20 20 20',
      ': 1, 0 | 5 5 5 | 5 5 5 5',
    ]);
    expect(rowsOf(dataset, { by: 'attribute', key: 'unheard of' })).toHaveLength(1);
  });

  test('percentiles are those of the aggregator; spans that never ended count, and have no duration', () => {
    const spans = Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, name: 'op', ms: at + 1 }));
    const dataset = buildSpans([...spans, { id: 'x', name: 'op', ms: null }]);
    // floor(20 · 0.5) = 10 → the 11th; floor(20 · 0.95) = 19 → the 20th
    expect(rowsOf(dataset, { by: 'operation' })).toEqual([
      expect.stringMatching(/^op: 21, 0, 1 unfinished .*\| 10\.5 11 20 20$/),
    ]);
  });
});

test('the service of a group is that of all its spans', () => {
  const slice = sliceTrace(shop, 0 as TraceIndex);
  const serviceOf = (groupBy: GroupBy) => {
    const grouping = groupSpans(shop, slice, groupBy);
    return Array.from(serviceOfGroups(shop, slice, grouping), (service) => shop.services[service] ?? service);
  };
  expect(serviceOf({ by: 'operation' })).toEqual(['shop', 'db', 'pay', 'db']);
  expect(serviceOf({ by: 'attribute', key: 'none' })).toEqual([-1]);
  expect(serviceOf({ by: 'kind' })).toEqual(['shop', 'db', 'pay']);
});
