import { describe, expect, test } from 'vitest';
import { createAggregator, StatusCode } from '../../src/core/index.ts';
import { aggregate, EXAMPLE, span } from '../fixtures/api-spans.ts';

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

test('a span that ends before it starts keeps its duration, which counts as 0', () => {
  const aggregator = aggregate(
    span('1', { duration: -1 }),
    span('2', { parentSpanId: '1', startTime: 1001, duration: 2 }),
  );
  expect(aggregator.getTrace('t')?.getRootSpan()?.duration).toBe(-1);
  expect(aggregator.getSummaryStatistics().avgTraceDuration).toBe(3);
  expect(aggregator.getServiceMetrics('api')?.totalDuration).toBe(2);
  expect(aggregator.getServiceMetrics('api')?.getPercentile(0)).toBe(0);
  expect(aggregator.analyzeTrace('t')).toMatchObject({
    totalDuration: 3,
    criticalPathDuration: 2,
    serviceBreakdown: { api: { duration: 2 } },
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
