/** Span kinds with the numbers of OpenTelemetry's `trace.proto`. */
export const SpanKind = {
  UNSPECIFIED: 0,
  INTERNAL: 1,
  SERVER: 2,
  CLIENT: 3,
  PRODUCER: 4,
  CONSUMER: 5,
} as const;
export type SpanKind = (typeof SpanKind)[keyof typeof SpanKind];

/** Status codes with the numbers of OpenTelemetry's `trace.proto`. */
export const StatusCode = { UNSET: 0, OK: 1, ERROR: 2 } as const;
export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];

export type SpanKindName = keyof typeof SpanKind;
export type StatusCodeName = keyof typeof StatusCode;

/** Kind names by number. */
export const SPAN_KIND_NAMES: readonly SpanKindName[] = [
  'UNSPECIFIED',
  'INTERNAL',
  'SERVER',
  'CLIENT',
  'PRODUCER',
  'CONSUMER',
];

/** Status names by number. */
export const STATUS_CODE_NAMES: readonly StatusCodeName[] = ['UNSET', 'OK', 'ERROR'];

/** The type of an attribute's value, as in OpenTelemetry's `AnyValue`; arrays and maps are one type, JSON. */
export const AttributeType = { STRING: 0, INT: 1, DOUBLE: 2, BOOL: 3, BYTES: 4, JSON: 5, NULL: 6 } as const;
export type AttributeType = (typeof AttributeType)[keyof typeof AttributeType];

/** What a link says: an OpenTelemetry link, a `follows_from` reference, or a parent beyond the first. */
export const LinkKind = { LINK: 0, FOLLOWS_FROM: 1, EXTRA_PARENT: 2 } as const;
export type LinkKind = (typeof LinkKind)[keyof typeof LinkKind];

/** What was found or mended on a span: bits of `spans.flags`. */
export const SpanFlag = {
  /** A parent is named but is not among the spans: the span stands as a root. */
  ORPHAN: 1 << 0,
  /** The span closed a circle of parents and was made a root. */
  CYCLE_CUT: 1 << 1,
  /** The end lay before the start: the duration is 0. */
  NEGATIVE_DURATION: 1 << 2,
  /** No end was recorded, or one more than a year away that is set aside: the duration is 0 and counts in no percentile; it is drawn to the end of the trace. */
  UNFINISHED: 1 << 3,
  /** No start was recorded: it was taken from the span's events, its parent or its trace. */
  START_UNKNOWN: 1 << 4,
  /** The time is more than 24 h from the rest of its trace, or before 1990 or after 2100 where the rest is not. */
  IMPOSSIBLE_TIME: 1 << 5,
  /** Two or more partial copies were united. */
  MERGED: 1 << 6,
  /** Another span has the same id and says otherwise: both are kept. */
  CONFLICTING: 1 << 7,
  /** The server side of a span id shared with a client (Zipkin): it stands below the client. */
  SHARED_SERVER: 1 << 8,
  /** The parent does not wait for this span: follows-from, or a consumer below a producer. */
  ASYNC: 1 << 9,
  /** The parent named in the file was the span itself, and was ignored. */
  SELF_PARENT: 1 << 10,
} as const;
