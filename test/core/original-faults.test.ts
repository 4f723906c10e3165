import { describe, expect, test } from 'vitest';
import { createAggregator, type Span, type SpanFields, type TracAggregator } from '../../src/core/index.ts';
import { aggregate, span as spanOf } from '../fixtures/api-spans.ts';

/** A span of a service of its own. */
function span(spanId: string, fields: Partial<SpanFields> = {}): Span {
  return spanOf(spanId, { serviceName: `service-${spanId}`, ...fields });
}

/** What was mended, as { code: count }. */
function mended(aggregator: TracAggregator): Record<string, number> {
  return Object.fromEntries(aggregator.getDiagnostics().map(({ code, count }) => [code, count]));
}

describe('where we are right and the original is not', () => {
  test('a span that starts earlier arrives later: the duration covers all spans', () => {
    const trace = aggregate(
      span('late', { startTime: 1005, duration: 5 }),
      span('early', { startTime: 1000, duration: 1 }),
    ).getTrace('t')!;
    expect(trace.startTime).toBe(1000);
    expect(trace.duration).toBe(10);
  });

  test('start time 0 is a time like any other', () => {
    const trace = aggregate(span('1', { startTime: 0 }), span('2', { startTime: 5 })).getTrace('t')!;
    expect(trace.startTime).toBe(0);
    expect(trace.duration).toBe(6);
  });

  test('a child arrives before its parent: the order of arrival never changes a result', () => {
    const spans = [
      span('1'),
      span('2', { parentSpanId: '1', duration: 0.5 }),
      span('3', { parentSpanId: '2', duration: 0.25 }),
    ];
    const aggregator = aggregate(...spans.toReversed());
    expect(aggregator.getServiceDependencies()).toEqual(
      new Map([
        ['service-1', new Set(['service-2'])],
        ['service-2', new Set(['service-3'])],
      ]),
    );
    expect(aggregator.analyzeTrace('t')).toEqual(aggregate(...spans).analyzeTrace('t'));
  });

  test('maxDuration 0 means 0', () => {
    const aggregator = aggregate(span('1', { traceId: 'none', duration: 0 }), span('1', { traceId: 'some' }));
    expect(aggregator.searchTraces({ maxDuration: 0 }).map(({ traceId }) => traceId)).toEqual(['none']);
    expect(aggregator.searchTraces({})).toHaveLength(2);
  });

  test('a parent cycle is cut and reported', () => {
    const aggregator = aggregate(
      span('1', { parentSpanId: '3', startTime: 1000, duration: 3 }),
      span('2', { parentSpanId: '1', startTime: 1001, duration: 2 }),
      span('3', { parentSpanId: '2', startTime: 1002, duration: 1 }),
    );
    const trace = aggregator.getTrace('t')!;
    expect(trace.getRootSpan()?.spanId).toBe('1');
    expect(trace.getCriticalPath().map(({ spanId }) => spanId)).toEqual(['1', '2', '3']);
    expect(mended(aggregator)).toMatchObject({ 'parent-cycle': 1 });
  });

  test('a chain of 100,000 spans works', { timeout: 30_000 }, () => {
    const aggregator = createAggregator();
    aggregator.ingestSpans(
      Array.from({ length: 100_000 }, (_, i) =>
        span(`${i}`, { parentSpanId: i === 0 ? null : `${i - 1}`, serviceName: 'deep' }),
      ),
    );
    const analysis = aggregator.analyzeTrace('t')!;
    expect(analysis.criticalPath).toHaveLength(100_000);
    expect(analysis.criticalPathDuration).toBe(100_000);
    expect(aggregator.getTrace('t')!.getCriticalPathSegments()).toHaveLength(1);
  });

  test('several spans without a parent: the earliest is the root, the others are reported', () => {
    const aggregator = aggregate(span('late', { startTime: 1005 }), span('early'));
    expect(aggregator.getTrace('t')!.getRootSpan()?.spanId).toBe('early');
    expect(mended(aggregator)).toEqual({ 'several-roots': 1 });
  });

  test('a parent named but absent: the earliest orphan stands in as root, reported', () => {
    const aggregator = aggregate(
      span('2', { parentSpanId: 'lost', startTime: 1001 }),
      span('1', { parentSpanId: 'lost' }),
    );
    const trace = aggregator.getTrace('t')!;
    expect(trace.getRootSpan()?.spanId).toBe('1');
    expect(trace.getCriticalPath().map(({ spanId }) => spanId)).toEqual(['1']);
    expect(mended(aggregator)).toMatchObject({ 'orphan-span': 2, 'no-root': 1 });
  });

  test('the same span twice counts once and is reported', () => {
    const aggregator = aggregate(span('1'), span('1'));
    expect(aggregator.getSummaryStatistics().totalSpans).toBe(1);
    expect(aggregator.getServiceMetrics('service-1')?.requestCount).toBe(1);
    expect(mended(aggregator)).toEqual({ 'duplicate-span': 1 });
  });

  test('the same file twice counts once and is reported', async () => {
    const file = fileOf(span('1'), span('2', { parentSpanId: '1' }));
    const aggregator = createAggregator();
    await aggregator.importFromJson(file, 'a.json');
    const second = await aggregator.importFromJson(file, 'b.json');
    expect(second).toMatchObject({ traceCount: 0, spanCount: 0 });
    expect(aggregator.getSummaryStatistics().totalSpans).toBe(2);
    expect(mended(aggregator)).toEqual({ 'duplicate-span': 2 });
  });

  test('calls from several sides interleave and none is lost', async () => {
    const aggregator = createAggregator();
    const sides = Array.from({ length: 5 }, async (_, side) => {
      const spans = Array.from({ length: 200 }, (__, i) => span(`${side}-${i}`, { traceId: `${side}-${i}` }));
      if (side % 2 === 0) {
        await aggregator.importFromStream(inChunks(fileOf(...spans), 1000), `side-${side}.json`);
      } else {
        for (const each of spans) {
          aggregator.ingestSpan(each);
          await Promise.resolve();
        }
      }
    });
    await Promise.all(sides);
    expect(aggregator.getSummaryStatistics()).toMatchObject({ totalTraces: 1000, totalSpans: 1000 });
  });
});

/** The spans as a TracAgg file. */
function fileOf(...spans: Span[]): Uint8Array {
  return Buffer.concat([...aggregate(...spans).exportToJson()]);
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) {
    yield bytes.subarray(from, from + size);
    await Promise.resolve();
  }
}
