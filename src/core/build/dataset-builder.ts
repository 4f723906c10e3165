import { StringPool } from '../lib/string-pool.ts';
import { AttributePool } from './attribute-pool.ts';
import { CopyUniter, type RowFacts } from './copy-uniter.ts';
import { lowerBound, type Dataset, type Scope, type Source } from '../model/dataset.ts';
import { DeferredTable } from './deferred-table.ts';
import { gatherDataset } from './gather.ts';
import { DiagnosticCounter, type Diagnostic } from '../model/diagnostics.ts';
import { SpanBuffer } from './span-buffer.ts';
import type { ResourceRecord, SpanRecord, SpanSink } from '../model/span-record.ts';
import { SpanFlag, type AttributeType } from '../model/span-enums.ts';
import { TraceLayout, type LaidOutTrace } from './trace-layout.ts';
import { unpackId } from '../model/packed-id.ts';
import type { SpanBatch } from '../model/span-batch.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex, StringIndex } from '../model/units.ts';
import { unpackBatch } from './unpack-batch.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How far a builder had got. */
export interface BuilderMark {
  readonly spanCount: number;
  readonly traceCount: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What came to a builder since a mark. */
export interface Addition {
  readonly traceCount: number;
  /** Copies of spans that were there already do not count. */
  readonly spanCount: number;
  /** What was odd in the spans, then what is mended in the traces they belong to. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Collects spans from any number of files and formats, in any order, and lays them out as a data set.
 *
 * `finish` may be called again after more was added: the order in which spans arrive never changes a result, except that
 * names, traces and ties keep their order of first appearance.
 */
export class DatasetBuilder implements SpanSink {
  readonly #strings = new StringPool();
  readonly #attributes = new AttributePool(this.#strings);
  readonly #buffer = new SpanBuffer();
  readonly #traceIds: number[] = [];
  readonly #traceById = new Map<number, number>();
  readonly #resources = new DeferredTable<ResourceRecord>({ service: '', attributes: [] }, keyOfResource);
  readonly #scopes = new DeferredTable<Scope>({ name: '', version: '', attributes: [] }, keyOfScope);
  readonly #sources: Source[] = [];
  /** By name, then by format. */
  readonly #sourcesByName = new Map<string, Map<string, SourceIndex>>();
  #diagnostics = new DiagnosticCounter();
  readonly #intern = (text: string): number => this.#strings.intern(text);

  /** Spans added so far, copies included. */
  get spanCount(): number {
    return this.#buffer.length;
  }

  /** Asked for each document, of which a file may have one a line. */
  source(source: Source): SourceIndex {
    const { name, format } = source;
    let byFormat = this.#sourcesByName.get(name);
    if (!byFormat) this.#sourcesByName.set(name, (byFormat = new Map()));
    let index = byFormat.get(format);
    if (index === undefined) byFormat.set(format, (index = (this.#sources.push(source) - 1) as SourceIndex));
    return index;
  }

  attribute(key: string, type: AttributeType, value: string): AttributeIndex {
    return this.#attributes.intern(key, type, value);
  }

  resource(resource: ResourceRecord): ResourceIndex {
    return this.#resources.handleOf(resource) as ResourceIndex;
  }

  reserveResource(): ResourceIndex {
    return this.#resources.reserve() as ResourceIndex;
  }

  defineResource(index: ResourceIndex, resource: ResourceRecord): void {
    this.#resources.define(index, resource);
  }

  scope(name: string, version: string, attributes: readonly AttributeIndex[] = []): ScopeIndex {
    return this.#scopes.handleOf({ name, version, attributes }) as ScopeIndex;
  }

  reserveScope(): ScopeIndex {
    return this.#scopes.reserve() as ScopeIndex;
  }

  defineScope(
    index: ScopeIndex,
    name: string,
    version: string,
    attributes: readonly AttributeIndex[] = [],
  ): void {
    this.#scopes.define(index, { name, version, attributes });
  }

  add(span: SpanRecord): void {
    const ids = {
      trace: this.#traceOf(span),
      spanId: this.#internId(span.spanId),
      parentSpanId: this.#internId(span.parentSpanId),
      name: this.#strings.intern(span.name),
      statusMessage: this.#internId(span.statusMessage),
    };
    this.#buffer.add(span, ids, this.#intern);
    if (span.spanId === '') this.#diagnostics.add('missing-span-id', () => `"${span.name}"`);
  }

  string(bytes: Uint8Array, from: number, to: number): StringIndex {
    return this.#strings.intern(decoder.decode(bytes.subarray(from, to))) as StringIndex;
  }

  attributeOf(key: StringIndex, type: AttributeType, value: StringIndex): AttributeIndex {
    return this.#attributes.intern(this.#strings.get(key), type, this.#strings.get(value));
  }

  trace(words: Uint32Array, at: number): number {
    return this.#numberTrace(unpackId(words, at, 4, (string) => this.#strings.get(string)));
  }

  addBatch(batch: SpanBatch): void {
    for (const span of this.unpack(batch)) this.add(span);
  }

  /** The spans of `batch`, each as a record. */
  unpack(batch: SpanBatch): Iterable<SpanRecord> {
    const stringOf = (string: number): string => this.#strings.get(string);
    const traceIdOf = (trace: number): string => this.#strings.get(this.#traceIds[trace]);
    return unpackBatch(batch, { stringOf, traceIdOf });
  }

  /** Where the builder stands, for `rollBack`. */
  mark(): BuilderMark {
    return {
      spanCount: this.#buffer.length,
      traceCount: this.#traceIds.length,
      diagnostics: this.#diagnostics.list(),
    };
  }

  /** Takes away what was added since `mark`: its spans, the traces only they belong to, what was counted for them. */
  rollBack({ spanCount, traceCount, diagnostics }: BuilderMark): void {
    this.#buffer.truncate(spanCount);
    for (const id of this.#traceIds.splice(traceCount)) this.#traceById.delete(id);
    this.#diagnostics = new DiagnosticCounter();
    for (const { code, example, count } of diagnostics) this.#diagnostics.add(code, () => example, count);
  }

  /** The data set of everything added so far, or of what had been added at `mark`. */
  finish({ spanCount, traceCount, diagnostics: found }: BuilderMark = this.mark()): Dataset {
    const added = this.#buffer.length;
    const diagnostics = new DiagnosticCounter();
    const facts = this.#rowFacts();
    const uniter = new CopyUniter(this.#buffer, facts, diagnostics);
    const layout = new TraceLayout(this.#buffer, facts, diagnostics, spanCount);
    const traces: LaidOutTrace[] = [];
    for (const rows of rowsByTrace(this.#buffer, spanCount, traceCount))
      traces.push(layout.add(uniter.unite(rows)));
    const dataset = gatherDataset({
      buffer: this.#buffer,
      layout: layout.layout,
      traces,
      traceIds: this.#traceIds.slice(0, traceCount),
      strings: this.#strings,
      attributes: this.#attributes,
      resources: this.#resources,
      scopes: this.#scopes,
      sources: this.#sources,
      diagnostics: [...found, ...diagnostics.list()],
    });
    this.#buffer.truncate(added); // the unions made on the way
    return dataset;
  }

  /** What was added since `before`. Lays out the traces it belongs to, not all. */
  review({ spanCount, traceCount, diagnostics: known }: BuilderMark): Addition {
    const buffer = this.#buffer;
    const added = buffer.length;
    const diagnostics = new DiagnosticCounter();
    for (const { code, example, count } of withoutKnown(this.#diagnostics.list(), known))
      diagnostics.add(code, () => example, count);
    const touched = [...rowsByTrace(buffer, added, this.#traceIds.length, spanCount)];
    const facts = this.#rowFacts();
    const before = new CopyUniter(buffer, facts, new DiagnosticCounter());
    const after = new CopyUniter(buffer, facts, diagnostics);
    const capacity = touched.reduce((sum, rows) => sum + rows.length, 0);
    const layout = new TraceLayout(buffer, facts, diagnostics, capacity);
    let newSpanCount = 0;
    for (const rows of touched) {
      const united = after.unite(rows);
      layout.add(united);
      const old = rows.subarray(0, lowerBound(rows, rows.length, spanCount));
      newSpanCount += united.rows.length - before.unite(old).rows.length;
    }
    buffer.truncate(added); // the unions made on the way
    return {
      traceCount: this.#traceIds.length - traceCount,
      spanCount: newSpanCount,
      diagnostics: diagnostics.list(),
    };
  }

  #traceOf({ traceId, source, name }: SpanRecord): number {
    if (traceId === '') this.#diagnostics.add('missing-trace-id', () => `"${name}"`);
    return this.#numberTrace(traceId || `(no trace id) ${this.#sources[source].name}`);
  }

  #numberTrace(traceId: string): number {
    const id = this.#strings.intern(traceId);
    let trace = this.#traceById.get(id);
    if (trace === undefined) {
      trace = this.#traceIds.push(id) - 1;
      this.#traceById.set(id, trace);
    }
    return trace;
  }

  #internId(id: string): number {
    return id === '' ? -1 : this.#strings.intern(id);
  }

  #rowFacts(): RowFacts {
    const buffer = this.#buffer;
    const nameless = this.#strings.intern('');
    const resources = this.#resources;
    const resourceOf = (row: number): number => resources.placeOf(buffer.resource[row]);
    const text = (id: number): string => (id < 0 ? '(none)' : this.#strings.get(id));
    return {
      resourceOf,
      serviceOf: (row) => resources.values[resourceOf(row)].service,
      isNameless: (row) => buffer.name[row] === nameless,
      resolutionOf: (row) => this.#sources[buffer.source[row]].resolution,
      describe: (row) =>
        `span ${text(buffer.spanId[row])} "${text(buffer.name[row])}" of trace ${text(this.#traceIds[buffer.trace[row]])}` +
        (buffer.flags[row] & SpanFlag.SELF_PARENT ? '' : `, parent ${text(buffer.parentSpanId[row])}`),
    };
  }
}

/** The first `length` rows by trace, in input order, of traces with rows from `since` on: a counting sort. */
function* rowsByTrace(
  { trace }: SpanBuffer,
  length: number,
  traceCount: number,
  since = 0,
): Iterable<Int32Array> {
  const start = new Int32Array(traceCount + 1);
  for (let row = 0; row < length; row++) start[trace[row] + 1]++;
  for (let t = 0; t < traceCount; t++) start[t + 1] += start[t];
  const rows = new Int32Array(length);
  const next = start.slice();
  for (let row = 0; row < length; row++) rows[next[trace[row]]++] = row;
  for (let t = 0; t < traceCount; t++)
    if (rows[start[t + 1] - 1] >= since) yield rows.subarray(start[t], start[t + 1]);
}

/** `found` less what was `known` before. */
function* withoutKnown(found: readonly Diagnostic[], known: readonly Diagnostic[]): Iterable<Diagnostic> {
  for (const { code, example, count } of found) {
    const left = count - (known.find((one) => one.code === code)?.count ?? 0);
    if (left > 0) yield { code, example, count: left };
  }
}

function keyOfResource({ service, attributes, schemaUrl = '' }: ResourceRecord): string {
  return JSON.stringify([service, schemaUrl, attributes]);
}

function keyOfScope({ name, version, attributes }: Scope): string {
  return JSON.stringify([name, version, attributes]);
}
