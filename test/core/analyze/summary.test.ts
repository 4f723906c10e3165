import { describe, expect, test } from 'vitest';
import { computeSummary } from '../../../src/core/analyze/summary.ts';
import { computeTimeline } from '../../../src/core/analyze/timeline.ts';
import { allTraces, toTraceSet } from '../../../src/core/analyze/trace-set.ts';
import { buildSpans, timeAt } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces, PICTURE_START } from '../../fixtures/picture.ts';

const { seconds } = PICTURE_START;
const NONE = toTraceSet(new Int32Array(0));

/** Four traces, a second apart. */
const dataset = drawTraces(`
  shop: a         ----------
    db: q [error]  --

  shop: b         --

  shop: c         ----
    db: q [error]  -
    db: q [error]   -

  cron: d         --------
`);

describe('computeSummary', () => {
  test('of all traces', () => {
    expect(computeSummary(dataset, allTraces(dataset))).toEqual({
      traceCount: 4,
      spanCount: 7,
      errorCount: 3,
      errorTraceCount: 2,
      serviceCount: 3,
      meanDuration: 6 * CELL,
      p50Duration: 6 * CELL, // the median of 2, 4, 8, 10
      p95Duration: 10 * CELL,
      p99Duration: 10 * CELL,
      start: { seconds, nanos: 0 },
      end: { seconds: seconds + 3, nanos: 8 * CELL },
    });
  });

  test('of some traces, exactly theirs', () => {
    expect(computeSummary(dataset, toTraceSet(Int32Array.of(2, 1)))).toMatchObject({
      traceCount: 2,
      spanCount: 4,
      errorCount: 2,
      serviceCount: 2,
      p50Duration: 3 * CELL,
      start: { seconds: seconds + 1, nanos: 0 },
      end: { seconds: seconds + 2, nanos: 4 * CELL },
    });
  });

  test('of none', () => {
    expect(computeSummary(dataset, NONE)).toEqual({
      traceCount: 0,
      spanCount: 0,
      errorCount: 0,
      errorTraceCount: 0,
      serviceCount: 0,
      meanDuration: 0,
      p50Duration: 0,
      p95Duration: 0,
      p99Duration: 0,
      start: null,
      end: null,
    });
  });
});

describe('computeTimeline', () => {
  test('a trace counts where it starts, the last start in the last bucket', () => {
    expect(computeTimeline(dataset, allTraces(dataset), 2)).toEqual({
      start: { seconds, nanos: 0 },
      first: { seconds, nanos: 0 },
      last: { seconds: seconds + 3, nanos: 0 },
      width: 2e9,
      traces: Int32Array.of(2, 2),
      errorTraces: Int32Array.of(1, 1),
      p95: Float64Array.of(10 * CELL, 8 * CELL),
    });
  });

  test('an empty bucket has no percentile', () => {
    const { traces, p95 } = computeTimeline(dataset, toTraceSet(Int32Array.of(3, 0)), 4);
    expect([...traces]).toEqual([1, 0, 0, 1]);
    expect([...p95]).toEqual([10 * CELL, NaN, NaN, 8 * CELL]);
  });

  test('traces that start together are one bucket of a millisecond', () => {
    const { width, traces } = computeTimeline(dataset, toTraceSet(Int32Array.of(1)), 3);
    expect(width).toBe(1e6);
    expect([...traces]).toEqual([1]);
  });

  test('no bucket is under a millisecond', () => {
    const close = buildSpans(
      [0, 1, 2.5].map((startMs) => ({ traceId: `${startMs}`, id: '1', startMs, ms: 1 })),
    );
    const { width, traces } = computeTimeline(close, allTraces(close), 60);
    expect(width).toBe(1e6);
    expect([...traces]).toEqual([1, 1, 1]);
  });

  test('borders stand on round times: half a minute for half an hour in 60', () => {
    const halfHour = buildSpans(
      [7, 1746].map((second) => ({ traceId: `${second}`, id: '1', startMs: second * 1000 })),
    );
    const { start, width, traces } = computeTimeline(halfHour, allTraces(halfHour), 60);
    expect({ start, width }).toEqual({ start: timeAt(0), width: 30e9 });
    expect([traces.length, traces[0], traces[58]]).toEqual([59, 1, 1]);
  });

  test('borders of buckets under a second stand on round times too', () => {
    const close = buildSpans([7.4, 99].map((startMs) => ({ traceId: `${startMs}`, id: '1', startMs })));
    const { start, first, last, width, traces } = computeTimeline(close, allTraces(close), 10);
    expect({ start, first, last, width }).toEqual({
      start: timeAt(0),
      first: timeAt(7.4),
      last: timeAt(99),
      width: 10e6,
    });
    expect([traces[0], traces[9]]).toEqual([1, 1]);
  });

  test('centuries apart: a few buckets still', () => {
    const apart = buildSpans([0, -1e13].map((startMs) => ({ traceId: `${startMs}`, id: '1', startMs })));
    const { traces } = computeTimeline(apart, allTraces(apart), 60);
    expect(traces.length).toBeLessThanOrEqual(60);
    expect([traces[0], traces.at(-1)]).toEqual([1, 1]);
  });

  test('of none: an empty bucket', () => {
    const { traces, p95 } = computeTimeline(dataset, NONE, 2);
    expect([...traces]).toEqual([0]);
    expect([...p95]).toEqual([NaN]);
  });
});
