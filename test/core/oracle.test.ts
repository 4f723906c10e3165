import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAggregator, type SearchCriteria, type TracAggregator } from '../../src/core/index.ts';

/** What the original program answered to 12 data sets; see its README. */
const ORACLE = fileURLToPath(new URL('../../../shared/oracle/reference.json', import.meta.url));

interface Case {
  readonly name: string;
  readonly export: { readonly traces: readonly unknown[] };
  readonly expected: Expected;
}

interface Expected {
  readonly summary: Record<string, number> & { readonly services: readonly string[] };
  readonly services: Record<
    string,
    Record<string, number> & { readonly percentiles: Record<string, number> }
  >;
  readonly dependencies: Record<string, readonly string[]>;
  readonly slowest_operations: readonly [service: string, operation: string, duration: number][];
  readonly error_prone_operations: readonly [
    service: string,
    operation: string,
    rate: number,
    count: number,
  ][];
  readonly search: readonly {
    readonly criteria: Record<string, string | number | boolean>;
    readonly trace_ids: readonly string[];
  }[];
  readonly analyses: Record<string, Analysis>;
}

interface Analysis {
  readonly total_duration: number;
  readonly span_count: number;
  readonly service_count: number;
  readonly services: readonly string[];
  readonly error_count: number;
  readonly has_errors: boolean;
  readonly critical_path: readonly { service: string; operation: string; duration: number }[];
  readonly critical_path_duration: number;
  readonly service_breakdown: Record<string, { duration: number; percentage: number }>;
  readonly root_span_id: string;
  readonly critical_path_span_ids: readonly string[];
}

const cases: readonly Case[] = existsSync(ORACLE)
  ? (JSON.parse(readFileSync(ORACLE, 'utf8')) as { cases: Case[] }).cases
  : [];

/** Equal to the original's number but for rounding: to 1e-9 of it or 1 ns, whichever is larger. */
function near(expected: number): unknown {
  const tolerance = Math.max(Math.abs(expected) * 1e-9, 1e-9);
  return {
    asymmetricMatch: (actual: unknown) =>
      typeof actual === 'number' && Math.abs(actual - expected) <= tolerance,
    toString: () => `near ${expected}`,
    toAsymmetricMatcher: () => `near ${expected}`,
  };
}

const camelCase = (text: string): string =>
  text.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

async function importInto(aggregator: TracAggregator, file: Uint8Array): Promise<TracAggregator> {
  await aggregator.importFromJson(file, 'reference.json');
  return aggregator;
}

describe.skipIf(cases.length === 0)('the original program', () => {
  describe.each(cases)('$name', ({ export: file, expected }) => {
    const first = createAggregator();
    const again = createAggregator();

    beforeAll(async () => {
      await importInto(first, new TextEncoder().encode(JSON.stringify(file)));
      await importInto(again, Buffer.concat([...first.exportToJson()]));
    });

    describe('imported', () => {
      checkAnswers(first, expected, (operations) => operations);
    });

    describe('exported and imported again', () => {
      // Ties keep the order of first appearance, and spans appear in waterfall order in what we export.
      checkAnswers(again, expected, (operations) => operations.toSorted(byName));
    });
  });
});

interface Named {
  readonly service: string;
  readonly operation: string;
}

function byName(a: Named, b: Named): number {
  return a.service.localeCompare(b.service) || a.operation.localeCompare(b.operation);
}

function checkAnswers(
  aggregator: TracAggregator,
  expected: Expected,
  inOrder: <T extends Named>(operations: readonly T[]) => readonly T[],
): void {
  test('getSummaryStatistics', () => {
    const { services, ...numbers } = expected.summary;
    const actual = aggregator.getSummaryStatistics();
    expect([...actual.services].sort()).toEqual([...services].sort());
    expect(actual).toMatchObject(
      Object.fromEntries(Object.entries(numbers).map(([key, value]) => [camelCase(key), near(value)])),
    );
  });

  test('getAllServiceMetrics', () => {
    const all = aggregator.getAllServiceMetrics();
    expect([...all.keys()].sort()).toEqual(Object.keys(expected.services).sort());
    for (const [service, { percentiles, ...numbers }] of Object.entries(expected.services)) {
      const metrics = all.get(service)!;
      expect({
        request_count: metrics.requestCount,
        error_count: metrics.errorCount,
        total_duration: metrics.totalDuration,
        error_rate: metrics.getErrorRate(),
        avg_duration: metrics.getAvgDuration(),
      }).toEqual(Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, near(value)])));
      for (const [p, value] of Object.entries(percentiles))
        expect(metrics.getPercentile(Number(p)), `percentile ${p} of ${service}`).toEqual(near(value));
    }
  });

  test('getServiceDependencies', () => {
    const actual = Array.from(aggregator.getServiceDependencies(), ([caller, callees]) => [
      caller,
      [...callees].sort(),
    ]);
    expect(Object.fromEntries(actual)).toEqual(expected.dependencies);
  });

  test('getSlowestOperations', () => {
    const slowest = expected.slowest_operations.map(([service, operation, duration]) => ({
      service,
      operation,
      avgDuration: near(duration),
    }));
    expect(inOrder(aggregator.getSlowestOperations(Infinity))).toEqual(inOrder(slowest));
  });

  test('getErrorProneOperations', () => {
    const errorProne = expected.error_prone_operations.map(([service, operation, errorRate, errorCount]) => ({
      service,
      operation,
      errorRate: near(errorRate),
      errorCount,
    }));
    expect(inOrder(aggregator.getErrorProneOperations(Infinity))).toEqual(inOrder(errorProne));
  });

  test.each(expected.search)('searchTraces $criteria', ({ criteria, trace_ids: traceIds }) => {
    const own: SearchCriteria = Object.fromEntries(
      Object.entries(criteria).map(([key, value]) => [camelCase(key), value]),
    );
    expect(aggregator.searchTraces(own).map(({ traceId }) => traceId)).toEqual(traceIds);
  });

  test.each(Object.entries(expected.analyses))('analyzeTrace %s', (traceId, analysis) => {
    const actual = aggregator.analyzeTrace(traceId)!;
    expect({ ...actual, services: [...actual.services].sort() }).toEqual({
      traceId,
      totalDuration: near(analysis.total_duration),
      spanCount: analysis.span_count,
      serviceCount: analysis.service_count,
      services: [...analysis.services].sort(),
      errorCount: analysis.error_count,
      hasErrors: analysis.has_errors,
      criticalPath: analysis.critical_path.map((step) => ({ ...step, duration: near(step.duration) })),
      criticalPathDuration: near(analysis.critical_path_duration),
      serviceBreakdown: Object.fromEntries(
        Object.entries(analysis.service_breakdown).map(([service, { duration, percentage }]) => [
          service,
          { duration: near(duration), percentage: near(percentage) },
        ]),
      ),
    });
    const trace = aggregator.getTrace(traceId)!;
    expect(trace.getRootSpan()?.spanId).toBe(analysis.root_span_id);
    expect(trace.getCriticalPath().map(({ spanId }) => spanId)).toEqual(analysis.critical_path_span_ids);
  });
}
