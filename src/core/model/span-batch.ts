import type { Spellings } from '../lib/string-pool.ts';

/**
 * Many spans at once, as columns: what a reader hands over that goes from bytes to columns without an object for each
 * span. The same as adding them one after the other. Columns may be views of memory that the reader writes again:
 * whoever takes a batch copies what stays, and looks at no more than `length` of each.
 */
export interface SpanBatch {
  readonly length: number;
  /** From `SpanSink.trace`; -1 where the file gives no trace id. */
  readonly trace: Int32Array;
  /** Two words a span: `packId`. */
  readonly spanId: Uint32Array;
  /** Two words a span: `packId`; no id for a root. */
  readonly parentSpanId: Uint32Array;
  /** From `SpanSink.string`. */
  readonly name: Int32Array;
  /** From `SpanSink.string`; -1 where there is none. */
  readonly statusMessage: Int32Array;
  /** Whole seconds since the Unix epoch; NaN where the file gives no start. */
  readonly startSeconds: Float64Array;
  /** Nanoseconds after them, 0 to 999,999,999. */
  readonly startNanos: Uint32Array;
  /** Nanoseconds; negative where the end lies before the start; NaN where the file gives no end. */
  readonly duration: Float64Array;
  readonly kind: Uint8Array;
  readonly status: Uint8Array;
  /** Bits of `SpanFlag` that a record says of itself: ASYNC and SHARED_SERVER. */
  readonly flags: Uint16Array;
  readonly resource: Int32Array;
  readonly scope: Int32Array;
  readonly source: Int32Array;
  /** As `SpanRecord.place`. */
  readonly place: Float64Array;
  readonly attributes: AttributeBatch;
  readonly events: EventBatch;
  readonly links: LinkBatch;
  /** The file's own doubles, as `SpanRecord.seconds`, for the spans that have them. */
  readonly seconds: SecondsBatch;
}

/** Attributes to be numbered: the spellings of their values, and what they are. What lies behind `length` is not theirs. */
export interface AttributeSpellings extends Spellings {
  /** From `SpanSink.string`. */
  readonly key: Int32Array;
  /** `AttributeType` of each. */
  readonly type: Uint8Array;
  /** Where their numbers are written. */
  readonly attribute: Uint32Array;
}

/** The attributes of each of some spans or entries, one list after the other. */
export interface AttributeBatch {
  /** How many each has. */
  readonly count: Uint32Array;
  /** From `SpanSink.attribute`. */
  readonly list: Uint32Array;
}

/** Events of the spans of a batch, by span. */
export interface EventBatch {
  readonly length: number;
  /** Place of its span in the batch, ascending. */
  readonly span: Int32Array;
  /** NaN where the file gives no time. */
  readonly seconds: Float64Array;
  readonly nanos: Uint32Array;
  readonly name: Int32Array;
  readonly attributes: AttributeBatch;
}

/** Links of the spans of a batch, by span. */
export interface LinkBatch {
  readonly length: number;
  /** Place of its span in the batch, ascending. */
  readonly span: Int32Array;
  /** From `SpanSink.string`, as are span ids. */
  readonly traceId: Int32Array;
  readonly spanId: Int32Array;
  readonly kind: Uint8Array;
  readonly attributes: AttributeBatch;
}

/** For some spans of a batch, ascending. */
export interface SecondsBatch {
  readonly length: number;
  readonly span: Int32Array;
  readonly start: Float64Array;
  readonly duration: Float64Array;
}
