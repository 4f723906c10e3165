import type { TraceAnalysis } from './answers.ts';
import type { Span } from './span.ts';
import type { Trace } from './trace.ts';

/** Everything that is told of one trace at once. */
export function analyzeTrace(trace: Trace): TraceAnalysis {
  const { traceId, duration: totalDuration, spans, services, errorCount } = trace;
  const path = trace.getCriticalPath();
  const sums = new Map<string, number>();
  for (const span of spans)
    sums.set(span.serviceName, (sums.get(span.serviceName) ?? 0) + countedDuration(span));
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
    criticalPathDuration: path.reduce((sum, span) => sum + countedDuration(span), 0),
    serviceBreakdown: Object.fromEntries(breakdown), // own properties, whatever services are called
  };
}

/** What a span adds to a sum: one that ends before it starts adds nothing. */
function countedDuration({ duration }: Span): number {
  return Math.max(0, duration);
}
