import { describe, expect, test } from 'vitest';
import {
  createAggregator,
  createSpan,
  type Span,
  type SpanFields,
  SpanKind,
  spanToJson,
  StatusCode,
  Trace,
  type TracAggregator,
} from '../../src/core/index.ts';

/** A span of trace "t" that starts at 1000 s and takes 1 s unless said otherwise. */
function span(spanId: string, fields: Partial<SpanFields> = {}): Span {
  return createSpan({
    traceId: 't',
    spanId,
    serviceName: 'api',
    operationName: 'handle',
    startTime: 1000,
    duration: 1,
    ...fields,
  });
}

function aggregate(...spans: Span[]): TracAggregator {
  const aggregator = createAggregator();
  aggregator.ingestSpans(spans);
  return aggregator;
}

const idsOf = (spans: readonly Span[]): string[] => spans.map(({ spanId }) => spanId);

/** gateway 500 ms > users 200 ms > { db 150 ms, cache 50 ms }: the original's own example. */
const EXAMPLE = [
  span('1', { serviceName: 'api-gateway', duration: 0.5 }),
  span('2', {
    serviceName: 'user-service',
    operationName: 'get_user',
    parentSpanId: '1',
    startTime: 1000.1,
    duration: 0.2,
  }),
  span('3', {
    serviceName: 'db-service',
    operationName: 'query',
    parentSpanId: '2',
    startTime: 1000.15,
    duration: 0.15,
  }),
  span('4', {
    serviceName: 'cache-service',
    operationName: 'get',
    parentSpanId: '2',
    startTime: 1000.12,
    duration: 0.05,
  }),
];

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

describe('searchTraces', () => {
  const aggregator = aggregate(
    span('1', { traceId: 'slow', duration: 2 }),
    span('2', { traceId: 'slow', parentSpanId: '1', serviceName: 'db', operationName: 'query' }),
    span('1', { traceId: 'failed', status: StatusCode.ERROR, duration: 0.5 }),
    span('1', { traceId: 'quick', serviceName: 'db', operationName: 'ping', duration: 0 }),
  );

  test.each([
    [{}, ['slow', 'failed', 'quick']],
    [{ serviceName: 'db' }, ['slow', 'quick']],
    [{ operationName: 'query' }, ['slow']],
    [{ serviceName: 'api', operationName: 'query' }, ['slow']], // the operation need not be the service's
    [{ serviceName: 'db', operationName: 'handle' }, ['slow']],
    [{ minDuration: 0.5 }, ['slow', 'failed']],
    [{ maxDuration: 0.5 }, ['failed', 'quick']],
    [{ minDuration: 0.5, maxDuration: 0.5 }, ['failed']],
    [{ hasErrors: true }, ['failed']],
    [{ hasErrors: false }, ['slow', 'quick']],
    [{ minSpanCount: 2 }, ['slow']],
    [{ serviceName: 'db', hasErrors: true }, []],
    [{ serviceName: 'nobody' }, []],
  ])('%j', (criteria, expected) => {
    expect(aggregator.searchTraces(criteria).map(({ traceId }) => traceId)).toEqual(expected);
  });
});

describe('service metrics', () => {
  // The original's example: durations 0.05, 0.06 … 0.14, ten times each; every twentieth fails.
  const aggregator = createAggregator();
  for (let i = 0; i < 100; i++)
    aggregator.ingestSpan(
      span(`${i}`, {
        traceId: `trace-${i}`,
        serviceName: 'auth',
        startTime: i * 100,
        duration: 0.05 + (i % 10) * 0.01,
        status: i % 20 === 0 ? StatusCode.ERROR : StatusCode.OK,
      }),
    );
  const metrics = aggregator.getServiceMetrics('auth')!;

  test('count every span as a request', () => {
    expect(metrics.serviceName).toBe('auth');
    expect(metrics.requestCount).toBe(100);
    expect(metrics.errorCount).toBe(5);
    expect(metrics.getErrorRate()).toBe(0.05);
    expect(metrics.totalDuration).toBeCloseTo(9.5, 9);
    expect(metrics.getAvgDuration()).toBeCloseTo(0.095, 9);
  });

  test.each([
    [0, 0.05],
    [50, 0.1],
    [95, 0.14],
    [99, 0.14],
    [100, 0.14],
  ])('percentile %d is %d s', (p, expected) => {
    expect(metrics.getPercentile(p)).toBeCloseTo(expected, 12);
  });

  test('of all services, by name', () => {
    expect([...aggregator.getAllServiceMetrics().keys()]).toEqual(['auth']);
    expect(aggregator.getServiceMetrics('nobody')).toBeUndefined();
  });
});

describe('operations', () => {
  const aggregator = aggregate(
    span('1', { operationName: 'tie a', duration: 1 }),
    span('2', { operationName: 'slow', duration: 3 }),
    span('3', { operationName: 'slow', duration: 5, status: StatusCode.ERROR }),
    span('4', { operationName: 'tie b', duration: 1, status: StatusCode.ERROR }),
  );

  test('slowest by mean duration; ties in order of first appearance', () => {
    expect(aggregator.getSlowestOperations()).toEqual([
      { service: 'api', operation: 'slow', avgDuration: 4 },
      { service: 'api', operation: 'tie a', avgDuration: 1 },
      { service: 'api', operation: 'tie b', avgDuration: 1 },
    ]);
    expect(aggregator.getSlowestOperations(1)).toHaveLength(1);
  });

  test('error-prone by share of errors, those without errors included', () => {
    expect(aggregator.getErrorProneOperations()).toEqual([
      { service: 'api', operation: 'tie b', errorRate: 1, errorCount: 1 },
      { service: 'api', operation: 'slow', errorRate: 0.5, errorCount: 1 },
      { service: 'api', operation: 'tie a', errorRate: 0, errorCount: 0 },
    ]);
  });

  test('ten unless told', () => {
    const many = aggregate(
      ...Array.from({ length: 12 }, (_, i) => span(`${i}`, { operationName: `op ${i}` })),
    );
    expect(many.getSlowestOperations()).toHaveLength(10);
    expect(many.getErrorProneOperations()).toHaveLength(10);
  });
});

describe('getServiceDependencies', () => {
  test('caller → callees, for parents and children whose services differ', () => {
    const aggregator = aggregate(...EXAMPLE, span('5', { parentSpanId: '1', serviceName: 'api-gateway' }));
    expect(aggregator.getServiceDependencies()).toEqual(
      new Map([
        ['api-gateway', new Set(['user-service'])],
        ['user-service', new Set(['cache-service', 'db-service'])],
      ]),
    );
  });
});

describe('analyzeTrace', () => {
  test('tells everything of a trace', () => {
    const aggregator = aggregate(
      span('1', { duration: 4 }),
      span('2', {
        parentSpanId: '1',
        serviceName: 'db',
        operationName: 'query',
        duration: 3,
        status: StatusCode.ERROR,
      }),
    );
    expect(aggregator.analyzeTrace('t')).toEqual({
      traceId: 't',
      totalDuration: 4,
      spanCount: 2,
      serviceCount: 2,
      services: ['api', 'db'],
      errorCount: 1,
      hasErrors: true,
      criticalPath: [
        { service: 'api', operation: 'handle', duration: 4 },
        { service: 'db', operation: 'query', duration: 3 },
      ],
      criticalPathDuration: 7,
      serviceBreakdown: { api: { duration: 4, percentage: 100 }, db: { duration: 3, percentage: 75 } },
    });
  });

  test('a trace of no length has percentages of 0; one that is not there no analysis', () => {
    const aggregator = aggregate(span('1', { duration: 0 }));
    expect(aggregator.analyzeTrace('t')!.serviceBreakdown).toEqual({ api: { duration: 0, percentage: 0 } });
    expect(aggregator.analyzeTrace('u')).toBeUndefined();
  });
});

describe('getSummaryStatistics', () => {
  test('p50 is the median, p95 and p99 the one definition of percentiles', () => {
    const aggregator = aggregate(
      ...[4, 1, 3, 2].map((duration, i) =>
        span('1', { traceId: `${i}`, duration, serviceName: i < 2 ? 'a' : 'b' }),
      ),
    );
    expect(aggregator.getSummaryStatistics()).toEqual({
      totalTraces: 4,
      totalSpans: 4,
      totalErrors: 0,
      serviceCount: 2,
      services: ['a', 'b'],
      avgTraceDuration: 2.5,
      p50TraceDuration: 2.5,
      p95TraceDuration: 4,
      p99TraceDuration: 4,
    });
  });
});

describe('without spans', () => {
  test.each([
    ['new', createAggregator()],
    [
      'cleared',
      (() => {
        const aggregator = aggregate(...EXAMPLE);
        aggregator.clear();
        return aggregator;
      })(),
    ],
  ])('a %s aggregator answers with nothing', (_, aggregator) => {
    expect(aggregator.getAllTraces()).toEqual([]);
    expect(aggregator.searchTraces()).toEqual([]);
    expect(aggregator.getAllServiceMetrics().size).toBe(0);
    expect(aggregator.getServiceDependencies().size).toBe(0);
    expect(aggregator.getSlowestOperations()).toEqual([]);
    expect(aggregator.getErrorProneOperations()).toEqual([]);
    expect(aggregator.getDiagnostics()).toEqual([]);
    expect(aggregator.getSummaryStatistics()).toEqual({
      totalTraces: 0,
      totalSpans: 0,
      totalErrors: 0,
      serviceCount: 0,
      services: [],
      avgTraceDuration: 0,
      p50TraceDuration: 0,
      p95TraceDuration: 0,
      p99TraceDuration: 0,
    });
  });

  test('clear leaves traces that were handed out what they had', () => {
    const aggregator = aggregate(...EXAMPLE);
    const trace = aggregator.getTrace('t')!;
    aggregator.clear();
    expect(trace.spanCount).toBe(4);
  });
});
