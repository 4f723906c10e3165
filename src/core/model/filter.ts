import type { Nanos } from './units.ts';

/** Which traces: every criterion that is there must hold. Bounds are inclusive. */
export interface TraceFilter {
  /** Has a span of this service. */
  readonly service?: string;
  /** Has a span of exactly this name (of this service, where both are given). */
  readonly operation?: string;
  readonly minDuration?: Nanos;
  readonly maxDuration?: Nanos;
  /** true: has a span with status ERROR; false: has none. */
  readonly hasErrors?: boolean;
  readonly minSpanCount?: number;
  /** Every word of it stands in a service, a span name, a trace id or a span id; upper and lower case are equal. */
  readonly text?: string;
}

/** The filter every trace passes. */
export const ALL_TRACES: TraceFilter = {};
