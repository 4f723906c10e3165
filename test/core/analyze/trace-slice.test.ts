import { expect, test } from 'vitest';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans, type ShortSpan, timeAt } from '../../fixtures/build-spans.ts';

const trace = (traceId: string, startMs: number): ShortSpan[] => [
  { traceId, id: 'late', parent: 'lost', startMs: startMs + 70, ms: 20 },
  { traceId, id: 'root', startMs, ms: 50, kind: 2, status: 2 },
  { traceId, id: 'a', parent: 'root', startMs: startMs + 5, ms: 10, kind: 3 },
  { traceId, id: 'b', parent: 'a', startMs: startMs + 6, ms: null },
];

test('a slice is what the trace alone would be, and knows where its spans stand among all', () => {
  const all = addSpans([...trace('first', 0), ...trace('second', 500), ...trace('third', 9)]).finish();
  for (const [at, startMs] of [0, 500, 9].entries()) {
    const { columns, spans, spanOf, origin, root, duration, shift } = sliceTrace(all, at as TraceIndex);
    const alone = sliceTrace(addSpans(trace('alone', startMs)).finish(), 0 as TraceIndex);
    expect(columns).toEqual(alone.columns);
    expect(Array.from(columns.parent)).toEqual([-1, 0, 1, -1]);
    expect(Array.from(columns.subtreeEnd)).toEqual([3, 3, 3, 4]);
    expect([spans.length, origin, root, duration, shift]).toEqual([4, timeAt(startMs), 0, 90e6, null]);
    expect([0, 1, 2, 3].map((span) => spanOf[span as SpanIndex])).toEqual(
      [0, 1, 2, 3].map((n) => 4 * at + n),
    );
  }
});

test('its resolution is that of the coarsest clock among its files', () => {
  const builder = new DatasetBuilder();
  const source = (resolution: number) =>
    builder.source({ name: `every ${resolution} ns`, format: '', resolution });
  addSpans(
    [
      { id: 'a', source: source(1e3) },
      { id: 'b', parent: 'a', source: source(1e6) },
      { id: 'c', parent: 'a', source: source(1) },
      { id: 'd', traceId: 'other', source: source(1e9) },
    ],
    builder,
  );
  expect(sliceTrace(builder.finish(), 0 as TraceIndex).resolution).toBe(1e6);
});
