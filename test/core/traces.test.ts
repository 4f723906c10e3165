import { describe, expect, test } from 'vitest';
import { SpanKind, spanToJson, StatusCode, Trace } from '../../src/core/index.ts';
import { aggregate, EXAMPLE, idsOf, span } from '../fixtures/api-spans.ts';

describe('createSpan', () => {
  test('fills in OK, UNSPECIFIED and nothing else', () => {
    expect(span('1')).toEqual({
      traceId: 't',
      spanId: '1',
      parentSpanId: null,
      serviceName: 'api',
      operationName: 'handle',
      startTime: 1000,
      duration: 1,
      status: StatusCode.OK,
      kind: SpanKind.UNSPECIFIED,
      attributes: {},
      errorMessage: null,
    });
  });
});

describe('spanToJson', () => {
  test('gives the object of the TracAgg file', () => {
    const failed = span('2', {
      parentSpanId: '1',
      status: StatusCode.ERROR,
      kind: SpanKind.CLIENT,
      attributes: { 'http.status': 500 },
      errorMessage: 'boom',
    });
    expect(spanToJson(failed)).toEqual({
      trace_id: 't',
      span_id: '2',
      parent_span_id: '1',
      service_name: 'api',
      operation_name: 'handle',
      start_time: 1000,
      duration: 1,
      status: 'ERROR',
      kind: 'CLIENT',
      attributes: { 'http.status': 500 },
      error_message: 'boom',
    });
  });

  test('says what the original has no word for beside its words', () => {
    const json = spanToJson(span('1', { status: StatusCode.UNSET, kind: SpanKind.INTERNAL }));
    expect(json).toMatchObject({
      status: 'OK',
      kind: 'UNSPECIFIED',
      otel: { status: 'UNSET', kind: 'INTERNAL' },
    });
  });
});

describe('spans come back as they went in', () => {
  const everything = span('2', {
    parentSpanId: '1',
    startTime: 1_700_682_554.050631,
    duration: 0.30000000000000004,
    status: StatusCode.UNSET,
    kind: SpanKind.INTERNAL,
    attributes: { text: 'a', n: 1, x: 0.5, yes: true, none: null, list: [1, 'two'], deep: { a: { b: 1 } } },
    errorMessage: 'careful',
  });

  test('every field', () => {
    const aggregator = aggregate(span('1', { startTime: 1_700_682_554, duration: 2 }), everything);
    expect(aggregator.getTrace('t')!.spans[1]).toEqual(everything);
  });

  test('a parent that is absent is still named', () => {
    expect(aggregate(everything).getTrace('t')!.spans[0].parentSpanId).toBe('1');
  });

  test('hostile names stay names', () => {
    const hostile = span('1', {
      serviceName: '__proto__',
      operationName: 'constructor',
      attributes: JSON.parse('{"__proto__": "x", "toString": 1}') as Record<string, string>,
    });
    const aggregator = aggregate(hostile);
    const [back] = aggregator.getTrace('t')!.spans;
    expect(Object.entries(back.attributes)).toEqual([
      ['__proto__', 'x'],
      ['toString', 1],
    ]);
    expect(Object.keys(aggregator.analyzeTrace('t')!.serviceBreakdown)).toEqual(['__proto__']);
    expect(aggregator.getServiceMetrics('__proto__')?.requestCount).toBe(1);
    expect(aggregator.getServiceMetrics('toString')).toBeUndefined();
  });
});

describe('getTrace and getAllTraces', () => {
  const aggregator = aggregate(...EXAMPLE, span('x', { traceId: 'u', status: StatusCode.ERROR }));

  test('a trace knows its spans', () => {
    const trace = aggregator.getTrace('t')!;
    expect(trace.spanCount).toBe(4);
    expect(trace.serviceCount).toBe(4);
    expect(trace.errorCount).toBe(0);
    expect(trace.startTime).toBe(1000);
    expect(trace.duration).toBeCloseTo(0.5, 12);
    expect([...trace.services]).toEqual(['api-gateway', 'user-service', 'cache-service', 'db-service']);
    expect(idsOf(trace.spans)).toEqual(['1', '2', '4', '3']);
    expect(trace.getRootSpan()?.spanId).toBe('1');
  });

  test('traces in order of first appearance, undefined for none', () => {
    expect(aggregator.getAllTraces().map(({ traceId }) => traceId)).toEqual(['t', 'u']);
    expect(aggregator.getTrace('v')).toBeUndefined();
  });

  test('the longest-duration path adds up whole spans', () => {
    expect(idsOf(aggregator.getTrace('t')!.getCriticalPath())).toEqual(['1', '2', '3']);
    expect(aggregator.analyzeTrace('t')!.criticalPathDuration).toBeCloseTo(0.85, 12);
  });

  test('the time-accurate critical path tiles the root', () => {
    const segments = aggregator.getTrace('t')!.getCriticalPathSegments();
    expect(segments.map(({ span: { spanId }, start, end }) => [spanId, start, end])).toEqual([
      ['1', 1000, 1000.1],
      ['2', 1000.1, 1000.15],
      ['3', 1000.15, 1000.3],
      ['1', 1000.3, 1000.5],
    ]);
  });

  test('an impossible time stretches neither start nor duration', () => {
    const trace = aggregate(
      span('1', { startTime: 1_700_000_000 }),
      span('2', { startTime: 1_700_000_001 }),
      span('3', { startTime: 1_700_000_002 }),
      span('4', { startTime: 0 }),
    ).getTrace('t')!;
    expect(trace.startTime).toBe(1_700_000_000);
    expect(trace.duration).toBe(3);
  });

  test('a trace that was handed out sees spans that come later', () => {
    const growing = aggregate(span('1'));
    const trace = growing.getTrace('t')!;
    growing.ingestSpan(span('2', { parentSpanId: '1', duration: 3 }));
    expect(trace.spanCount).toBe(2);
    expect(trace.duration).toBe(3);
  });

  test('addSpan on it adds to the aggregator', () => {
    const growing = aggregate(span('1'));
    growing.getTrace('t')!.addSpan(span('2', { parentSpanId: '1', serviceName: 'db' }));
    expect(growing.getServiceMetrics('db')?.requestCount).toBe(1);
  });
});

describe('a trace alone', () => {
  test('is empty at first', () => {
    const trace = new Trace('t');
    expect(trace.spans).toEqual([]);
    expect(trace.startTime).toBeNull();
    expect(trace.duration).toBe(0);
    expect(trace.getRootSpan()).toBeNull();
    expect(trace.getCriticalPath()).toEqual([]);
    expect(trace.getCriticalPathSegments()).toEqual([]);
  });

  test('grows by addSpan', () => {
    const trace = new Trace('t');
    for (const each of EXAMPLE) trace.addSpan(each);
    expect(trace.spanCount).toBe(4);
    expect(idsOf(trace.getCriticalPath())).toEqual(['1', '2', '3']);
  });

  test('refuses a span of another trace', () => {
    expect(() => new Trace('u').addSpan(span('1'))).toThrow('Span "1" belongs to trace "t", not to "u"');
  });
});
