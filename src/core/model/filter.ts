import type { Nanos } from './units.ts';

/** Which traces: every criterion that is there must hold. Bounds are inclusive. */
export interface TraceFilter {
  /** Has a span of this service. */
  readonly service?: string | undefined;
  /** Has a span of exactly this name (of this service, where both are given). */
  readonly operation?: string | undefined;
  readonly minDuration?: Nanos | undefined;
  readonly maxDuration?: Nanos | undefined;
  /** true: has a span with status ERROR; false: has none. */
  readonly hasErrors?: boolean | undefined;
  readonly minSpanCount?: number | undefined;
  /**
   * Every word of it stands in a service, a span name, a trace id, a span id or the value of an attribute, of the span or
   * of its resource; upper and lower case are equal.
   */
  readonly text?: string | undefined;
}

/** The filter every trace passes. */
export const ALL_TRACES: TraceFilter = {};
