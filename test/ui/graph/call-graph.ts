import type { DurationStatistics, ServiceGraph } from '../../../src/core/engine/protocol.ts';

/**
 * A service graph written as text: a line "caller -> callee" for each call, with its count and its errors where they
 * matter ("web -> cart 20 3"), and a name alone for a service without calls. A service gets as many requests, with as
 * many errors, as calls to it; an entry gets 1. Durations are in ms: each p95 is its count.
 */
export function callGraph(text: string): ServiceGraph {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  const calls = lines
    .filter((line) => line.includes('->'))
    .map((line) => {
      const [caller, , callee, count = '1', errors = '0'] = line.split(/\s+/);
      return { caller, callee, count: Number(count), errors: Number(errors) };
    });
  const names = [...new Set(calls.flatMap(({ caller, callee }) => [caller, callee]))];
  for (const line of lines) if (!line.includes('->')) names.push(line);
  return {
    nodes: names.map((service) => {
      const served = calls.filter(({ callee }) => callee === service);
      const count = served.reduce((sum, call) => sum + call.count, 0) || 1;
      return {
        service,
        ...statistics(
          count,
          served.reduce((sum, call) => sum + call.errors, 0),
        ),
      };
    }),
    edges: calls.map(({ caller, callee, count, errors }) => ({
      caller: names.indexOf(caller),
      callee: names.indexOf(callee),
      ...statistics(count, errors),
    })),
  };
}

function statistics(count: number, errorCount: number): DurationStatistics {
  const p95 = count * 1e6;
  return {
    count,
    finishedCount: count,
    errorCount,
    errorRate: errorCount / count,
    mean: p95,
    p50: p95,
    p90: p95,
    p95,
    p99: p95,
    max: p95,
  };
}
