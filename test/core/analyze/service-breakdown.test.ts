import { describe, expect, test } from 'vitest';
import { computeCriticalTime } from '../../../src/core/analyze/critical-path.ts';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import { breakDownServices } from '../../../src/core/analyze/service-breakdown.ts';
import { rankSpan } from '../../../src/core/analyze/span-rank.ts';
import { allTraces } from '../../../src/core/analyze/trace-set.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

describe('breakDownServices', () => {
  test('what each service has of a trace, most critical time first', () => {
    const dataset = drawTraces(`
      shop: cart              ==-------=
        db: SELECT             --
        pay: charge [error]     ===--==
          db: INSERT               ==
    `);
    const parts = breakDownServices(dataset, 0 as TraceIndex, {
      selfTime: computeSelfTime(dataset, 0 as SpanIndex, dataset.spans.length as SpanIndex),
      criticalTime: computeCriticalTime(dataset, allTraces(dataset)),
    });
    const rows = parts.map(({ service, duration, selfTime, criticalTime, ...rest }) => ({
      service: dataset.services[service],
      cells: [duration, selfTime, criticalTime].map((time) => time / CELL),
      ...rest,
    }));
    expect(rows).toEqual([
      { service: 'pay', spanCount: 1, errorCount: 1, cells: [7, 5, 5], percentage: 70 },
      { service: 'shop', spanCount: 1, errorCount: 0, cells: [10, 2, 3], percentage: 100 },
      { service: 'db', spanCount: 2, errorCount: 0, cells: [4, 4, 2], percentage: 40 },
    ]);
  });
});

describe('rankSpan', () => {
  test('how many spans of the operation are faster, of how many that ended', () => {
    const dataset = buildSpans([
      { traceId: '1', id: '1', name: 'op', ms: 1 },
      { traceId: '2', id: '1', name: 'op', ms: 3 },
      { traceId: '3', id: '1', name: 'op', ms: 3 },
      { traceId: '4', id: '1', name: 'op', ms: 5 },
      { traceId: '5', id: '1', name: 'other', ms: 2 },
      { traceId: '6', id: '1', name: 'op', ms: null },
    ]);
    expect(rankSpan(dataset, 0 as SpanIndex)).toEqual({ faster: 0, count: 4 });
    expect(rankSpan(dataset, 2 as SpanIndex)).toEqual({ faster: 1, count: 4 });
    expect(rankSpan(dataset, 3 as SpanIndex)).toEqual({ faster: 3, count: 4 });
  });
});
