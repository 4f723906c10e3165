import type { Brand } from '../lib/brand.ts';

/** A length of time in nanoseconds; an exact integer below 2^53 (104 days), except where the source was finer. */
export type Nanos = Brand<number, 'Nanos'>;

/** A moment: nanoseconds after the origin of its trace. Never the Unix epoch, which does not fit a double. */
export type TraceTime = Brand<number, 'TraceTime'>;

/** A stretch of time, nanoseconds after the trace's origin. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** A moment, exact: whole seconds since 1970-01-01T00:00:00Z and nanoseconds (0 to 999,999,999) after them. */
export interface UnixTime {
  readonly seconds: number;
  readonly nanos: number;
}

export type SpanIndex = Brand<number, 'SpanIndex'>;
export type TraceIndex = Brand<number, 'TraceIndex'>;
/** Opens `dataset.services`. */
export type ServiceIndex = Brand<number, 'ServiceIndex'>;
/** Opens `dataset.operations`: one (service, span name). */
export type OperationIndex = Brand<number, 'OperationIndex'>;
/** Opens `dataset.resources`. */
export type ResourceIndex = Brand<number, 'ResourceIndex'>;
/** Opens `dataset.scopes`. */
export type ScopeIndex = Brand<number, 'ScopeIndex'>;
/** Opens `dataset.sources`: one opened file. */
export type SourceIndex = Brand<number, 'SourceIndex'>;
/** Opens `dataset.strings`. */
export type StringIndex = Brand<number, 'StringIndex'>;
/** Opens `dataset.attributes`: one distinct (key, typed value). */
export type AttributeIndex = Brand<number, 'AttributeIndex'>;

export const NANOS_PER_SECOND = 1e9;

/** `nanos` in seconds, as the public API and the TracAgg file count. */
export function toSeconds(nanos: number): number {
  return nanos / NANOS_PER_SECOND;
}

/**
 * The moment `seconds` after the Unix epoch. The fraction is rounded to the nanosecond on its own, so that
 * `toUnixSeconds` gives the same double back for every present-day time.
 */
export function fromUnixSeconds(seconds: number): UnixTime {
  const whole = Math.floor(seconds);
  const nanos = Math.round((seconds - whole) * NANOS_PER_SECOND);
  return nanos === NANOS_PER_SECOND ? { seconds: whole + 1, nanos: 0 } : { seconds: whole, nanos };
}

/** The inverse of `fromUnixSeconds`. */
export function toUnixSeconds({ seconds, nanos }: UnixTime): number {
  return seconds + nanos / NANOS_PER_SECOND;
}

/** The moment `nanos` after `time`; a fraction of a nanosecond is dropped. */
export function addNanos(time: UnixTime, nanos: number): UnixTime {
  const whole = Math.floor(nanos / NANOS_PER_SECOND);
  const rest = time.nanos + Math.floor(nanos - whole * NANOS_PER_SECOND);
  const carry = rest >= NANOS_PER_SECOND ? 1 : 0;
  return { seconds: time.seconds + whole + carry, nanos: rest - carry * NANOS_PER_SECOND };
}

/** Negative where `a` is before `b`, positive where it is after, 0 where they are the same moment. */
export function compareTimes(a: UnixTime, b: UnixTime): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}
