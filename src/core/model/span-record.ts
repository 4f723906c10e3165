import type {
  AttributeIndex,
  ResourceIndex,
  ScopeIndex,
  SourceIndex,
  StringIndex,
  UnixTime,
} from './units.ts';
import type { AttributeSpellings, SpanBatch } from './span-batch.ts';
import type { Source } from './dataset.ts';
import type { AttributeType, LinkKind, SpanKind, StatusCode } from './span-enums.ts';

/** One span as a format found it: the only thing a format hands to the builder. Lives until it is added. */
export interface SpanRecord {
  /** Canonical within its format (`import/ids.ts`); '' where the file gives none. */
  readonly traceId: string;
  /** '' where the file gives none: such a span cannot be a parent. */
  readonly spanId: string;
  /** '' for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: StatusCode;
  /** '' where there is none. */
  readonly statusMessage: string;
  /** null where the file gives no start. */
  readonly start: UnixTime | null;
  /** Nanoseconds; negative where the end lies before the start; null where the file gives no end. */
  readonly duration: number | null;
  readonly attributes: readonly AttributeIndex[];
  readonly events: readonly EventRecord[];
  readonly links: readonly LinkRecord[];
  /** From `DatasetBuilder.resource` or `reserveResource`. */
  readonly resource: ResourceIndex;
  readonly scope: ScopeIndex;
  readonly source: SourceIndex;
  /** Parent and span do not wait for each other: follows-from. */
  readonly async?: boolean;
  /** Zipkin's `shared`: the server side of a span whose client side has the same id. */
  readonly shared?: boolean;
  /** Where its record begins in the text of all sources, one behind the other, in bytes; absent where it stands in none. */
  readonly place?: number;
  /** The file's own doubles, where it counts in seconds and they are no whole nanoseconds. */
  readonly seconds?: { readonly start: number; readonly duration: number };
}

export interface EventRecord {
  readonly name: string;
  /** null where the file gives no time. */
  readonly time: UnixTime | null;
  readonly attributes: readonly AttributeIndex[];
}

export interface LinkRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly kind: LinkKind;
  readonly attributes: readonly AttributeIndex[];
}

/**
 * Where formats put what they read. Attributes are interned as they are met, so that no span holds text.
 *
 * A resource may be named before it is defined (OTLP files that write `resource` last, Jaeger's `processes` after
 * `spans`): reserve its index, hand it out, define it when it comes. One never defined is "unknown service". The same
 * goes for a scope (Grafana writes it after its spans); one never defined has no name. A file of many small records
 * reserves one of each per record: an index that turns out equal to an earlier one must cost a few bytes, no more.
 */
export interface SpanSink {
  /** The index of (file, format): what a span's `source` names. */
  source(source: Source): SourceIndex;
  /** The index of (key, typed value); `value` is text as `AttributeTable.value` documents. */
  attribute(key: string, type: AttributeType, value: string): AttributeIndex;
  /** The index of a resource whose service and attributes are known. */
  resource(resource: ResourceRecord): ResourceIndex;
  reserveResource(): ResourceIndex;
  defineResource(index: ResourceIndex, resource: ResourceRecord): void;
  scope(name: string, version: string, attributes?: readonly AttributeIndex[]): ScopeIndex;
  reserveScope(): ScopeIndex;
  defineScope(index: ScopeIndex, name: string, version: string, attributes?: readonly AttributeIndex[]): void;
  add(span: SpanRecord): void;
  /** The number of the string whose UTF-8 is `bytes[from .. to]`. */
  string(bytes: Uint8Array, from: number, to: number): StringIndex;
  /** As `attribute`, for each of `spelled`: writes the numbers to where that says. */
  attributesOf(spelled: AttributeSpellings): void;
  /** The number of the trace whose id stands in the four words at `words[at]`, as `packId` writes it: never none. */
  trace(words: Uint32Array, at: number): number;
  /** As `add` for each of its spans. */
  addBatch(batch: SpanBatch): void;
}

export interface ResourceRecord {
  /** '' where nothing names it: shown as "unknown service". */
  readonly service: string;
  readonly attributes: readonly AttributeIndex[];
  readonly schemaUrl?: string;
}
