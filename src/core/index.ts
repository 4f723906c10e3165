/**
 * What the package `tracagg` exports: the aggregator, what goes in and what comes out.
 */
export { createAggregator, TracAggregator } from './aggregator.ts';
export type {
  ImportResult,
  OperationDuration,
  OperationErrors,
  SearchCriteria,
  SummaryStatistics,
  TraceAnalysis,
} from './aggregator/answers.ts';
export { ServiceMetrics } from './aggregator/service-metrics.ts';
export { createSpan, type Span, type SpanFields, spanToJson } from './aggregator/span.ts';
export { type CriticalPathSegment, Trace } from './aggregator/trace.ts';
export { type Diagnostic, type DiagnosticCode, DIAGNOSTICS } from './model/diagnostics.ts';
export { SpanKind, StatusCode } from './model/span-enums.ts';
