import type { TraceAnalysis } from './answers.ts';
import type { Trace } from './trace.ts';

/** Everything that is told of one trace at once. */
export function analyzeTrace(trace: Trace): TraceAnalysis {
  const { traceId, duration: totalDuration, spans, services, errorCount } = trace;
  const path = trace.getCriticalPath();
  const sums = new Map<string, number>();
  for (const { serviceName, duration } of spans)
    sums.set(serviceName, (sums.get(serviceName) ?? 0) + duration);
  const breakdown = Array.from(sums, ([service, duration]) => {
    const percentage = totalDuration === 0 ? 0 : (duration / totalDuration) * 100;
    return [service, { duration, percentage }] as const;
  });
  return {
    traceId,
    totalDuration,
    spanCount: spans.length,
    serviceCount: services.size,
    services: [...services],
    errorCount,
    hasErrors: errorCount > 0,
    criticalPath: path.map(({ serviceName, operationName, duration }) => ({
      service: serviceName,
      operation: operationName,
      duration,
    })),
    criticalPathDuration: path.reduce((sum, { duration }) => sum + duration, 0),
    serviceBreakdown: Object.fromEntries(breakdown), // own properties, whatever services are called
  };
}
