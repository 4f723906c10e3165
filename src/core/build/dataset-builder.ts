import { StringPool } from '../lib/string-pool.ts';
import { lowerBound, type Dataset, type Scope, type Source } from '../model/dataset.ts';
import { DiagnosticCounter, type Diagnostic } from '../model/diagnostics.ts';
import { hasId, packId, SPAN_ID_WORDS, TRACE_ID_WORDS, unpackId } from '../model/packed-id.ts';
import { ALL_REPAIRS, type Repairs } from '../model/repairs.ts';
import type { SpanBatch } from '../model/span-batch.ts';
import { SpanFlag, type AttributeType } from '../model/span-enums.ts';
import type { ResourceRecord, SpanRecord, SpanSink } from '../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex, StringIndex } from '../model/units.ts';
import { AttributePool } from './attribute-pool.ts';
import { CopyUniter, type RowFacts } from './copy-uniter.ts';
import { DeferredTable } from './deferred-table.ts';
import { gatherDataset } from './gather.ts';
import { ProvenanceNumbers } from './provenance-numbers.ts';
import { type RowsMark, SpanRows } from './span-rows.ts';
import { TraceLayout } from './trace-layout.ts';
import { TraceNumbers } from './trace-numbers.ts';
import { unpackBatch } from './unpack-batch.ts';

/** Spans laid out before a pause: a few milliseconds of work. */
const SPANS_AT_ONCE = 1 << 13;

/** How far a builder had got. */
export interface BuilderMark {
  readonly rows: RowsMark;
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
  readonly #rows = new SpanRows();
  readonly #traces = new TraceNumbers();
  readonly #resources = new DeferredTable<ResourceRecord>({ service: '', attributes: [] }, keyOfResource);
  readonly #scopes = new DeferredTable<Scope>({ name: '', version: '', attributes: [] }, keyOfScope);
  readonly #provenances = new ProvenanceNumbers();
  readonly #sources: Source[] = [];
  /** By name, then by format. */
  readonly #sourcesByName = new Map<string, Map<string, SourceIndex>>();
  readonly #traceWords = new Uint32Array(TRACE_ID_WORDS);
  #diagnostics = new DiagnosticCounter();
  readonly #intern = (text: string): number => this.#strings.intern(text);

  /** What is done about matters of opinion; a change shows when traces are laid out next. */
  repairs: Repairs = ALL_REPAIRS;

  /** Spans added so far, copies included. */
  get spanCount(): number {
    return this.#rows.length;
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
    const trace = this.#traceOf(span);
    const provenance = this.#provenances.of(span.resource, span.scope, span.source);
    this.#rows.add(span, { trace, provenance }, this.#intern);
    if (span.spanId === '') this.#diagnostics.add('missing-span-id', () => `"${span.name}"`);
  }

  string(bytes: Uint8Array, from: number, to: number): StringIndex {
    return this.#strings.internBytes(bytes, from, to) as StringIndex;
  }

  attributeOf(key: StringIndex, type: AttributeType, value: StringIndex): AttributeIndex {
    return this.#attributes.internOf(key, type, value);
  }

  trace(words: Uint32Array, at: number): number {
    return this.#traces.of(words, at);
  }

  addBatch(batch: SpanBatch): void {
    const { length, spanId, name, resource, scope, source } = batch;
    this.#rows.addBatch(batch, (at) => this.#provenances.of(resource[at], scope[at], source[at]));
    for (let at = 0; at < length; at++)
      if (!hasId(spanId, SPAN_ID_WORDS * at, SPAN_ID_WORDS))
        this.#diagnostics.add('missing-span-id', () => `"${this.#strings.get(name[at])}"`);
  }

  /** The spans of `batch`, each as a record. */
  unpack(batch: SpanBatch): Iterable<SpanRecord> {
    return unpackBatch(batch, {
      stringOf: (string) => this.#strings.get(string),
      traceIdOf: (trace) => this.#traceIdOf(trace),
    });
  }

  /** Where the builder stands, for `rollBack`. */
  mark(): BuilderMark {
    return {
      rows: this.#rows.mark(),
      traceCount: this.#traces.length,
      diagnostics: this.#diagnostics.list(),
    };
  }

  /** Takes away what was added since `mark`: its spans, the traces only they belong to, what was counted for them. */
  rollBack({ rows, traceCount, diagnostics }: BuilderMark): void {
    this.#rows.truncate(rows);
    this.#traces.truncate(traceCount);
    this.#diagnostics = new DiagnosticCounter();
    for (const { code, example, count } of diagnostics) this.#diagnostics.add(code, () => example, count);
  }

  /** The data set of everything added so far, or of what had been added at `mark`. */
  finish(mark: BuilderMark = this.mark()): Dataset {
    const steps = this.layOut(mark);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /** As `finish`, with a pause every few milliseconds. Nothing may be added meanwhile. */
  *layOut(
    { rows: { length }, traceCount, diagnostics: found }: BuilderMark = this.mark(),
  ): Generator<undefined, Dataset> {
    const before = this.#rows.mark();
    const diagnostics = new DiagnosticCounter();
    const facts = this.#rowFacts();
    const uniter = new CopyUniter(this.#rows, facts, this.repairs, diagnostics);
    const room = { spanCount: length, traceCount };
    const layout = new TraceLayout(this.#rows, facts, this.repairs, diagnostics, room);
    let spanCount = 0;
    for (const [trace, rows] of rowsByTrace(this.#rows, length, traceCount)) {
      layout.add(trace, uniter.unite(rows));
      spanCount += rows.length;
      if (spanCount > SPANS_AT_ONCE) {
        yield;
        spanCount = 0;
      }
    }
    const dataset = yield* gatherDataset({
      rows: this.#rows,
      keepsRows: true,
      layout: layout.layout,
      traces: layout.traces,
      traceIds: this.#traces.words,
      tables: {
        strings: this.#strings,
        resources: this.#resources,
        scopes: this.#scopes,
        provenances: this.#provenances,
      },
      attributes: this.#attributes,
      sources: this.#sources,
      diagnostics: [...found, ...diagnostics.list()],
    });
    this.#rows.truncate(before); // the unions made on the way
    return dataset;
  }

  /** What was added since `before`. Lays out the traces it belongs to, not all. */
  review({ rows: { length: oldCount }, traceCount, diagnostics: known }: BuilderMark): Addition {
    const rows = this.#rows;
    const added = rows.mark();
    const diagnostics = new DiagnosticCounter();
    for (const { code, example, count } of withoutKnown(this.#diagnostics.list(), known))
      diagnostics.add(code, () => example, count);
    const touched = [...rowsByTrace(rows, added.length, this.#traces.length, oldCount)];
    const facts = this.#rowFacts();
    const before = new CopyUniter(rows, facts, this.repairs, new DiagnosticCounter());
    const after = new CopyUniter(rows, facts, this.repairs, diagnostics);
    const spanCount = touched.reduce((sum, [, own]) => sum + own.length, 0);
    const room = { spanCount, traceCount: touched.length };
    const layout = new TraceLayout(rows, facts, this.repairs, diagnostics, room);
    let newSpanCount = 0;
    for (const [trace, own] of touched) {
      const united = after.unite(own);
      layout.add(trace, united);
      const old = own.subarray(0, lowerBound(own, own.length, oldCount));
      newSpanCount += united.rows.length - before.unite(old).rows.length;
    }
    rows.truncate(added); // the unions made on the way
    return {
      traceCount: this.#traces.length - traceCount,
      spanCount: newSpanCount,
      diagnostics: diagnostics.list(),
    };
  }

  #traceOf({ traceId, source, name }: SpanRecord): number {
    if (traceId === '') this.#diagnostics.add('missing-trace-id', () => `"${name}"`);
    const id = traceId || `(no trace id) ${this.#sources[source].name}`;
    packId(id, this.#intern, this.#traceWords, 0, TRACE_ID_WORDS);
    return this.#traces.of(this.#traceWords, 0);
  }

  #traceIdOf(trace: number): string {
    return unpackId(this.#traces.words, TRACE_ID_WORDS * trace, TRACE_ID_WORDS, (id) =>
      this.#strings.get(id),
    );
  }

  #rowFacts(): RowFacts {
    const rows = this.#rows;
    const nameless = this.#strings.intern('');
    const resources = this.#resources;
    const resourceOf = (row: number): number =>
      resources.placeOf(this.#provenances.resourceOf(rows.provenance.at(row)));
    const idAt = ({ at }: { at: (index: number) => number }): string => {
      const words = [at(0), at(1)];
      return unpackId(words, 0, SPAN_ID_WORDS, (id) => this.#strings.get(id)) || '(none)';
    };
    return {
      resourceOf,
      serviceOf: (row) => resources.values[resourceOf(row)].service,
      isNameless: (row) => rows.name.at(row) === nameless,
      resolutionOf: (row) => this.#sources[this.#provenances.sourceOf(rows.provenance.at(row))].resolution,
      describe: (row) =>
        `span ${idAt({ at: (word) => rows.spanId.at(2 * row + word) })}` +
        ` "${this.#strings.get(rows.name.at(row))}" of trace ${this.#traceIdOf(rows.trace.at(row))}` +
        (rows.flags.at(row) & SpanFlag.SELF_PARENT
          ? ''
          : `, parent ${idAt({ at: (word) => rows.parentSpanId.at(2 * row + word) })}`),
    };
  }
}

/** The first `length` rows by trace, in input order, of traces with rows from `since` on: a counting sort. */
function* rowsByTrace(
  { trace }: SpanRows,
  length: number,
  traceCount: number,
  since = 0,
): Iterable<[trace: number, rows: Int32Array]> {
  const start = new Int32Array(traceCount + 1);
  for (let row = 0; row < length; row++) start[trace.at(row) + 1]++;
  for (let t = 0; t < traceCount; t++) start[t + 1] += start[t];
  const rows = new Int32Array(length);
  const next = start.slice();
  for (let row = 0; row < length; row++) rows[next[trace.at(row)]++] = row;
  for (let t = 0; t < traceCount; t++)
    if (start[t + 1] > start[t] && rows[start[t + 1] - 1] >= since)
      yield [t, rows.subarray(start[t], start[t + 1])];
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
