import type { Diagnostic } from '../model/diagnostics.ts';

/** Which traces: every criterion that is there must hold. Bounds are inclusive, durations in seconds. */
export interface SearchCriteria {
  /** Has a span of this service. */
  readonly serviceName?: string | undefined;
  /** Has a span of exactly this name. */
  readonly operationName?: string | undefined;
  readonly minDuration?: number | undefined;
  readonly maxDuration?: number | undefined;
  /** true: has a span with status ERROR; false: has none. */
  readonly hasErrors?: boolean | undefined;
  readonly minSpanCount?: number | undefined;
}

export interface OperationDuration {
  readonly service: string;
  readonly operation: string;
  /** Mean over its spans, in seconds. */
  readonly avgDuration: number;
}

export interface OperationErrors {
  readonly service: string;
  readonly operation: string;
  /** Errors ÷ spans, 0 to 1. */
  readonly errorRate: number;
  readonly errorCount: number;
}

/** All about one trace; durations in seconds. */
export interface TraceAnalysis {
  readonly traceId: string;
  readonly totalDuration: number;
  readonly spanCount: number;
  readonly serviceCount: number;
  /** In waterfall order. */
  readonly services: readonly string[];
  readonly errorCount: number;
  readonly hasErrors: boolean;
  /** The longest-duration path, from the root down: `Trace.getCriticalPath`. */
  readonly criticalPath: readonly {
    readonly service: string;
    readonly operation: string;
    readonly duration: number;
  }[];
  /** Sum over the path: it may exceed the trace's duration. */
  readonly criticalPathDuration: number;
  /** By service: the sum of its spans' durations, and what that is of the trace's, in percent (0 where that is 0). */
  readonly serviceBreakdown: Readonly<
    Record<string, { readonly duration: number; readonly percentage: number }>
  >;
}

/** Everything in numbers; durations of traces, in seconds. All 0 without traces. */
export interface SummaryStatistics {
  readonly totalTraces: number;
  readonly totalSpans: number;
  readonly totalErrors: number;
  readonly serviceCount: number;
  /** In order of first appearance. */
  readonly services: readonly string[];
  readonly avgTraceDuration: number;
  /** The median: the mean of the middle two where there are two. */
  readonly p50TraceDuration: number;
  readonly p95TraceDuration: number;
  readonly p99TraceDuration: number;
}

/** What became of one import. */
export interface ImportResult {
  /** The format found, such as "OTLP JSON"; several in one file are joined by ", ". */
  readonly format: string;
  /** Traces and spans added to what was there: copies of known spans add none. */
  readonly traceCount: number;
  readonly spanCount: number;
  /** What was odd in the file, then what was mended in the traces it has spans of. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why not all of the file was read; null when it was. */
  readonly failure: string | null;
}
