import type {
  AttributeIndex,
  Nanos,
  OperationIndex,
  ResourceIndex,
  ScopeIndex,
  ServiceIndex,
  SourceIndex,
  SpanIndex,
  StringIndex,
  TraceIndex,
  TraceTime,
  UnixTime,
} from './units.ts';
import type { StringPool } from '../lib/string-pool.ts';
import { packWanted, SPAN_ID_WORDS, TEXT_ID, TRACE_ID_WORDS, unpackId } from './packed-id.ts';
import type { AttributeType, SpanKind, StatusCode } from './span-enums.ts';
import type { Diagnostic } from './diagnostics.ts';

/** One column of the span table: a typed array that only a `SpanIndex` opens. */
export interface SpanColumn<V> {
  readonly length: number;
  readonly [span: SpanIndex]: V;
}

/** One column of the trace table. */
export interface TraceColumn<V> {
  readonly length: number;
  readonly [trace: TraceIndex]: V;
}

/** `spans.parent` of a root. */
export const NO_SPAN = -1 as SpanIndex;
/** A string that is not there, such as the status message of most spans. */
export const NO_STRING = -1 as StringIndex;
/** `spans.place` of a span that no file holds, such as one made for the sample. */
export const NO_PLACE = -1;
/** A trace that is not there: the target of a link into files that are not open. */
export const NO_TRACE = -1 as TraceIndex;

/**
 * Every span of every trace, as columns of equal length.
 *
 * Order: traces are contiguous, and inside a trace spans stand in pre-order, siblings by start, ties by input order.
 * So a parent precedes its children, and the subtree of `s` is exactly `s .. subtreeEnd[s]`. No child lists are stored:
 * the children of `s` are `s + 1`, `subtreeEnd[s + 1]`, … while below `subtreeEnd[s]`.
 *
 *     index       0  1  2  3  4        tree: A > B > C, A > D; E alone
 *     parent     -1  0  1  0 -1
 *     depth       0  1  2  1  0
 *     subtreeEnd  4  3  3  4  5
 */
export interface SpanTable {
  readonly length: number;
  /** Int32; `NO_SPAN` for a root. Always below the span's own index. */
  readonly parent: SpanColumn<SpanIndex>;
  /** Uint8, Uint16 or Uint32, as the largest needs; 0 for a root. */
  readonly depth: SpanColumn<number>;
  /** Int32; one past the last descendant. */
  readonly subtreeEnd: SpanColumn<SpanIndex>;
  /** Float64; nanoseconds after the trace's origin, negative only with `IMPOSSIBLE_TIME`. */
  readonly start: SpanColumn<TraceTime>;
  /** Float64; 0 or more; 0 with `UNFINISHED`. */
  readonly duration: SpanColumn<Nanos>;
  /** Uint8, Uint16 or Uint32, as the largest needs; the operation knows the service and the span name. */
  readonly operation: SpanColumn<OperationIndex>;
  /** Uint8. */
  readonly kind: SpanColumn<SpanKind>;
  /** Uint8. */
  readonly status: SpanColumn<StatusCode>;
  /** Uint16; bits of `SpanFlag`. */
  readonly flags: SpanColumn<number>;
  /** Two words a span (`packed-id.ts`); `spanIdOf` gives the text. Not unique: two sides may share an id. */
  readonly id: Uint32Array;
  /** Uint8, Uint16 or Uint32, as the largest needs; opens `provenances`. */
  readonly provenance: SpanColumn<number>;
  /**
   * Where its record begins in the text of all sources, one behind the other, in bytes; `NO_PLACE` if in none. Uint32
   * where all have a place below 4 GB, else Float64.
   */
  readonly place: SpanColumn<number>;
  /** Uint32, one longer than the table; opens `attributeList`. */
  readonly attributeStart: SpanColumn<number>;
  /** The attributes of span `s`, in the order of the file: `attributeStart[s] .. attributeStart[s + 1]`. */
  readonly attributeList: { readonly length: number; readonly [at: number]: AttributeIndex };
}

/** Every trace, in order of first appearance. Spans of trace `t`: `firstSpan[t] .. firstSpan[t + 1]`. */
export interface TraceTable {
  readonly length: number;
  /** Int32, one longer than the table. */
  readonly firstSpan: TraceColumn<SpanIndex>;
  /** Int32; the span that names the trace: the earliest root, or the earliest orphan where there is no root. */
  readonly root: TraceColumn<SpanIndex>;
  /** Float64; whole seconds since the Unix epoch of the origin: the earliest start of a span without IMPOSSIBLE_TIME. */
  readonly originSeconds: TraceColumn<number>;
  /** Float64; the origin's nanoseconds after them, 0 to 999,999,999. */
  readonly originNanos: TraceColumn<number>;
  /** Float64; latest span end minus earliest span start, spans with impossible times left out. */
  readonly duration: TraceColumn<Nanos>;
  /** Int32; spans with status ERROR. */
  readonly errorCount: TraceColumn<number>;
  /** Int32; distinct services. */
  readonly serviceCount: TraceColumn<number>;
  /** Four words a trace (`packed-id.ts`); `traceIdOf` gives the text. */
  readonly id: Uint32Array;
}

/** Distinct (key, typed value) pairs. A span holds only their indices. */
export interface AttributeTable {
  readonly length: number;
  readonly key: { readonly [attribute: AttributeIndex]: StringIndex };
  readonly type: { readonly [attribute: AttributeIndex]: AttributeType };
  /** The value as text: decimal digits for numbers, `true` or `false`, base64 for bytes, JSON for arrays and maps. */
  readonly value: { readonly [attribute: AttributeIndex]: StringIndex };
}

/** What produced spans: an OpenTelemetry resource. Equal resources are one row. */
export interface Resource {
  readonly service: ServiceIndex;
  readonly attributes: readonly AttributeIndex[];
  readonly schemaUrl: string | null;
}

/** The instrumentation scope. `name` is empty where the file names none. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly AttributeIndex[];
}

/** Where a span came from. One row per distinct combination, opened by `spans.provenance`. */
export interface Provenance {
  readonly resource: ResourceIndex;
  readonly scope: ScopeIndex;
  readonly source: SourceIndex;
}

/** One opened file, as the data set remembers it. */
export interface Source {
  readonly name: string;
  /** The format's name, such as "OTLP JSON". */
  readonly format: string;
  /** One tick of the source's clock in nanoseconds: 1, 1e3, 1e6 or 1e9. 0 ns means "less than this". */
  readonly resolution: number;
}

export interface Operation {
  readonly service: ServiceIndex;
  readonly name: string;
}

/** Events of all spans, sorted by span, then in the order of the file. Open with `rangeOf`. */
export interface EventTable {
  readonly length: number;
  /** Int32, ascending. */
  readonly span: Int32Array;
  /** Float64; nanoseconds after the trace's origin. NaN where the file gives no time. */
  readonly time: Float64Array;
  /** Int32. */
  readonly name: Int32Array;
  /** Uint32, one longer than the table; opens `attributeList`. */
  readonly attributeStart: Uint32Array;
  readonly attributeList: { readonly length: number; readonly [at: number]: AttributeIndex };
}

/** Links of all spans, sorted by span, then in the order of the file. Open with `rangeOf`. */
export interface LinkTable {
  readonly length: number;
  /** Int32, ascending. */
  readonly span: Int32Array;
  /** Int32; the trace linked to, by id: it need not be loaded. */
  readonly traceId: Int32Array;
  /** Int32; the span linked to, by id. */
  readonly spanId: Int32Array;
  /** Uint8. */
  readonly kind: Uint8Array;
  /** Uint32, one longer than the table; opens `attributeList`. */
  readonly attributeStart: Uint32Array;
  readonly attributeList: { readonly length: number; readonly [at: number]: AttributeIndex };
}

/** A string for the few spans that have one (status message), sorted by span. */
export interface SparseStrings {
  readonly length: number;
  /** Int32, ascending, each span at most once. */
  readonly span: Int32Array;
  /** Int32. */
  readonly value: Int32Array;
}

/** A span id for the few spans that have one (missing parent), sorted by span. */
export interface SparseIds {
  readonly length: number;
  /** Int32, ascending, each span at most once. */
  readonly span: Int32Array;
  /** Two words each. */
  readonly id: Uint32Array;
}

/** The doubles of a file that counts in seconds, for the spans whose times are no whole nanoseconds; sorted by span. */
export interface SparseSeconds {
  readonly length: number;
  /** Int32, ascending, each span at most once. */
  readonly span: Int32Array;
  readonly start: Float64Array;
  readonly duration: Float64Array;
}

/** Ends more than a year away that were set aside: their spans are UNFINISHED, and last nothing; sorted by span. */
export interface SparseEnds {
  readonly length: number;
  /** Int32, ascending, each span at most once. */
  readonly span: Int32Array;
  /** Float64; nanoseconds from the start of the span. */
  readonly duration: Float64Array;
}

/** Everything that was read, and nothing that was not. Immutable: reading more makes a new one. */
export interface Dataset {
  readonly spans: SpanTable;
  readonly traces: TraceTable;
  readonly events: EventTable;
  readonly links: LinkTable;
  readonly statusMessages: SparseStrings;
  /** The id of the parent that is named but absent, for orphans. */
  readonly missingParents: SparseIds;
  readonly seconds: SparseSeconds;
  readonly asideEnds: SparseEnds;
  readonly attributes: AttributeTable;
  /** Names by `ServiceIndex`, in order of first appearance. */
  readonly services: readonly string[];
  /** By `OperationIndex`, in order of first appearance. */
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly scopes: readonly Scope[];
  readonly provenances: readonly Provenance[];
  readonly sources: readonly Source[];
  readonly strings: StringPool;
  /** What was mended while the spans were laid out, over all sources. What readers met is in their source reports. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The origin of `trace`: the moment from which its times count. */
export function originOf({ traces }: Pick<Dataset, 'traces'>, trace: TraceIndex): UnixTime {
  return { seconds: traces.originSeconds[trace], nanos: traces.originNanos[trace] };
}

/** The trace of `span`: binary search. */
export function traceOf({ traces }: Pick<Dataset, 'traces'>, span: SpanIndex): TraceIndex {
  let low = 0;
  let high = traces.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (traces.firstSpan[middle as TraceIndex] <= span) low = middle;
    else high = middle;
  }
  return low as TraceIndex;
}

/** The id of `trace`, as exported, after the format's own normalisation. */
export function traceIdOf(
  { traces, strings }: Pick<Dataset, 'traces' | 'strings'>,
  trace: TraceIndex,
): string {
  return unpackId(traces.id, TRACE_ID_WORDS * trace, TRACE_ID_WORDS, (string) => strings.get(string));
}

/** The id of `span`, as exported, after the format's own normalisation; '' where the file gives none. */
export function spanIdOf({ spans, strings }: Pick<Dataset, 'spans' | 'strings'>, span: SpanIndex): string {
  return unpackId(spans.id, SPAN_ID_WORDS * span, SPAN_ID_WORDS, (string) => strings.get(string));
}

/** The id of the parent of `span`, also of one that is named but absent; null for a root. */
export function parentIdOf(dataset: Dataset, span: SpanIndex): string | null {
  const parent = dataset.spans.parent[span];
  return parent === NO_SPAN ? missingParentOf(dataset, span) : spanIdOf(dataset, parent);
}

/** The id of the parent that `span` names and that is absent; null where there is none. */
export function missingParentOf({ missingParents, strings }: Dataset, span: SpanIndex): string | null {
  const [at, end] = rangeOf(missingParents, span);
  if (at === end) return null;
  return unpackId(missingParents.id, SPAN_ID_WORDS * at, SPAN_ID_WORDS, (string) => strings.get(string));
}

/**
 * The trace whose id is `traceId`, or `NO_TRACE`. An id of 64 bits, which has zeros above, is also that of the one trace of
 * 128 bits with the same lower half, as it is where traces are united. One pass over the ids.
 */
export function findTraceById({ traces, strings }: Dataset, traceId: string): TraceIndex {
  const wanted = packWanted(traceId, (text) => strings.find(text), TRACE_ID_WORDS);
  if (wanted === null) return NO_TRACE;
  const [first, second, third, last] = wanted;
  const { id } = traces;
  let fitting = 0;
  let whole = NO_TRACE;
  for (let at = 0; at < id.length; at += TRACE_ID_WORDS) {
    if (id[at + 3] !== last || id[at + 2] !== third) continue;
    const trace = (at / TRACE_ID_WORDS) as TraceIndex;
    if (id[at + 1] === second && id[at] === first) return trace;
    if (id[at] === TEXT_ID) continue;
    fitting++;
    whole = trace;
  }
  return first === 0 && second === 0 && fitting === 1 ? whole : NO_TRACE;
}

/** The first span of `trace` whose id is `spanId`, or `NO_SPAN`. One pass over its ids. */
export function findSpanById(
  { spans, traces, strings }: Dataset,
  trace: TraceIndex,
  spanId: string,
): SpanIndex {
  const wanted = packWanted(spanId, (text) => strings.find(text), SPAN_ID_WORDS);
  if (wanted === null) return NO_SPAN;
  const [high, low] = wanted;
  const end = traces.firstSpan[(trace + 1) as TraceIndex];
  for (let span = traces.firstSpan[trace]; span < end; span++)
    if (spans.id[2 * span + 1] === low && spans.id[2 * span] === high) return span;
  return NO_SPAN;
}

/** The service of `span`. */
export function serviceOf(dataset: Dataset, span: SpanIndex): ServiceIndex {
  return dataset.operations[dataset.spans.operation[span]].service;
}

/** Column by operation: the service of each, for loops over all spans. */
export function serviceByOperation(dataset: Dataset): Int32Array {
  return Int32Array.from(dataset.operations, (operation) => operation.service);
}

/** The rows of `span` in a table sorted by span, as [from, to): binary search. */
export function rangeOf(
  table: { readonly length: number; readonly span: Int32Array },
  span: SpanIndex,
): [number, number] {
  const from = lowerBound(table.span, table.length, span);
  let to = from;
  while (to < table.length && table.span[to] === span) to++;
  return [from, to];
}

/** The rows of the spans of `trace` in a table sorted by span, as [from, to): binary search. */
export function rangeOfTrace(
  { traces }: Pick<Dataset, 'traces'>,
  { length, span }: { readonly length: number; readonly span: Int32Array },
  trace: TraceIndex,
): [number, number] {
  const from = lowerBound(span, length, traces.firstSpan[trace]);
  return [from, lowerBound(span, length, traces.firstSpan[(trace + 1) as TraceIndex])];
}

/** The first place in the ascending `column` whose value is at least `wanted`. */
export function lowerBound(column: Int32Array, length: number, wanted: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The string `table` holds for `span`, or null. */
export function sparseString(dataset: Dataset, table: SparseStrings, span: SpanIndex): string | null {
  const [at, end] = rangeOf(table, span);
  return at === end ? null : dataset.strings.get(table.value[at]);
}
