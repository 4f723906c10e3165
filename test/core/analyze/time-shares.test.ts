import { expect, test } from 'vitest';
import { computeCriticalTime } from '../../../src/core/analyze/critical-path.ts';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import { groupSpans } from '../../../src/core/analyze/span-groups.ts';
import { shareTime } from '../../../src/core/analyze/time-shares.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { allTraces } from '../../../src/core/analyze/trace-set.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

test.each([
  [
    'service',
    [
      ['pay', { spans: 1, errors: 1 }, [7, 5, 5]],
      ['shop', { spans: 1, errors: 0 }, [10, 2, 3]],
      ['db', { spans: 3, errors: 0 }, [7, 7, 2]],
      ['cron', { spans: 1, errors: 0 }, [3, 3, 0]],
    ],
  ],
  [
    'operation',
    [
      ['charge', { spans: 1, errors: 1 }, [7, 5, 5]],
      ['cart', { spans: 1, errors: 0 }, [10, 2, 3]],
      ['INSERT', { spans: 1, errors: 0 }, [2, 2, 2]],
      ['SELECT', { spans: 2, errors: 0 }, [5, 5, 0]],
      ['tick', { spans: 1, errors: 0 }, [3, 3, 0]],
    ],
  ],
] as const)('what each %s has of a trace: most critical time first, then most self time', (by, expected) => {
  const dataset = drawTraces(`
    shop: cart              ==-------=
      db: SELECT             --
      db: SELECT             ---
      pay: charge [error]     ===--==
        db: INSERT               ==
    cron: tick                 ---
  `);
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const grouping = groupSpans(dataset, slice, { by });
  const shares = shareTime(slice, grouping, {
    selfTime: computeSelfTime(dataset, 0 as SpanIndex, dataset.spans.length as SpanIndex),
    criticalTime: computeCriticalTime(dataset, allTraces(dataset)),
  });
  const rows = Array.from(shares.order, (own) => [
    grouping.nameOf(own),
    { spans: shares.spanCount[own], errors: shares.errorCount[own] },
    [shares.duration, shares.selfTime, shares.criticalTime].map((column) => column[own] / CELL),
  ]);
  expect(rows).toEqual(expected);
});
