import type { Dataset, Scope, Source } from '../model/dataset.ts';
import { measureColumns, measureMemory } from '../model/memory.ts';
import { packId, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { ALL_REPAIRS, type Repairs } from '../model/repairs.ts';
import type { AttributeSpellings, SpanBatch } from '../model/span-batch.ts';
import type { AttributeType } from '../model/span-enums.ts';
import type { ResourceRecord, SpanRecord, SpanSink } from '../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex, StringIndex } from '../model/units.ts';
import { StringPool } from '../lib/string-pool.ts';
import { AttributePool } from './attribute-pool.ts';
import { DeferredTable } from './deferred-table.ts';
import { NO_TRACE_ID } from './group-rows.ts';
import { atOnce, inRanges } from './in-steps.ts';
import { type LaidOut, layOutRows } from './lay-out-rows.ts';
import { makeRows } from './make-rows.ts';
import { type ProvenanceMark, ProvenanceNumbers } from './provenance-numbers.ts';
import { type BuilderTables, traceIdByNumber } from './row-facts.ts';
import { type Addition, reviewRows } from './review-rows.ts';
import { type RowsMark, SpanRows } from './span-rows.ts';
import { TraceNumbers } from './trace-numbers.ts';
import { unpackBatch } from './unpack-batch.ts';

/** How far a builder had got. Holds until the next `finish`. */
export interface BuilderMark {
  readonly rows: RowsMark;
  readonly traceCount: number;
  readonly provenances: ProvenanceMark;
}

/** A data set that stands for its rows, which were given back. */
interface Finished extends LaidOut {
  readonly repairs: Repairs;
}

/**
 * Collects spans from any number of files and formats, in any order, and lays them out as a data set. The order in which
 * spans arrive never changes a result, except that names, traces and ties keep their order of first appearance.
 *
 *     add … ──► rows ── peek ──► a data set, beside the rows
 *                │ ▲
 *         finish ▼ │ what is added later, taken away or repaired otherwise makes rows again
 *            a data set, instead of the rows
 */
export class DatasetBuilder implements SpanSink {
  readonly #strings = new StringPool();
  readonly #attributes = new AttributePool(this.#strings);
  readonly #traces = new TraceNumbers();
  readonly #resources = new DeferredTable<ResourceRecord>({ service: '', attributes: [] }, keyOfResource);
  readonly #scopes = new DeferredTable<Scope>({ name: '', version: '', attributes: [] }, keyOfScope);
  readonly #provenances = new ProvenanceNumbers();
  readonly #sources: Source[] = [];
  /** By name, then by format. */
  readonly #sourcesByName = new Map<string, Map<string, SourceIndex>>();
  readonly #traceWords = new Uint32Array(TRACE_ID_WORDS);
  readonly #intern = (text: string): number => this.#strings.intern(text);
  /** Of sources whose spans are to be taken away when the rows are next looked at. */
  readonly #gone = new Set<SourceIndex>();
  #rows = new SpanRows();
  #finished: Finished | null = null;
  /** Whether spans of the last data set were taken away since. */
  #hasLost = false;
  /** A layout that has paused. */
  #paused: Generator<undefined, void> | null = null;

  /** What is done about matters of opinion; a change shows when traces are laid out next. */
  repairs: Repairs = ALL_REPAIRS;

  /** Spans added so far, copies included. */
  get spanCount(): number {
    return this.#rows.length;
  }

  /** Bytes of everything that was added, and of the data set that stands for it. */
  get byteLength(): number {
    const own = this.#rows.byteLength + this.#strings.byteLength + this.#attributes.byteLength;
    if (this.#finished === null) return own;
    const { dataset, kept } = this.#finished;
    const shared = dataset.strings.byteLength + measureColumns(dataset.attributes);
    return own + measureMemory(dataset) - shared + measureColumns(kept!) + kept!.aside.byteLength;
  }

  /** Another file begins: a source of the same name and format is another one from now on. */
  beginFile(): void {
    this.#sourcesByName.clear();
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
    this.#settle();
    const trace = this.#traceOf(span.traceId, span.source);
    const provenance = this.#provenances.of(span.resource, span.scope, span.source);
    this.#rows.add(span, { trace, provenance }, this.#intern);
  }

  string(bytes: Uint8Array, from: number, to: number): StringIndex {
    return this.#strings.internBytes(bytes, from, to) as StringIndex;
  }

  attributesOf(spelled: AttributeSpellings): void {
    this.#attributes.internAll(spelled);
  }

  trace(words: Uint32Array, at: number): number {
    return this.#traces.of(words, at);
  }

  addBatch(batch: SpanBatch): void {
    this.#settle();
    const { length, trace, resource, scope, source } = batch;
    const provenanceOf = (at: number): number => this.#provenances.of(resource[at], scope[at], source[at]);
    const first = this.#rows.addBatch(batch, provenanceOf);
    for (let at = 0; at < length; at++)
      if (trace[at] < 0) this.#rows.trace.set(first + at, this.#traceOf('', source[at] as SourceIndex));
  }

  /** The spans of `batch`, each as a record. */
  unpack(batch: SpanBatch): Iterable<SpanRecord> {
    return unpackBatch(batch, {
      stringOf: (string) => this.#strings.get(string),
      traceIdOf: (trace) => traceIdByNumber({ traces: this.#traces, strings: this.#strings }, trace),
    });
  }

  /** Where the builder stands, for `peek`, `review` and `rollBack`. */
  mark(): BuilderMark {
    this.#settle();
    return {
      rows: this.#rows.mark(),
      traceCount: this.#traces.length,
      provenances: this.#provenances.mark(),
    };
  }

  /**
   * Takes away what was added since `mark`: its spans, and the traces only they belong to. Names and values stay: a file
   * that is given up is nearly always read again, with less detail, and needs most of them; spans added meanwhile may too.
   */
  rollBack({ rows, traceCount, provenances }: BuilderMark): void {
    this.#settle();
    this.#rows.truncate(rows);
    this.#traces.truncate(traceCount);
    this.#provenances.truncate(provenances);
  }

  /** Takes away the spans of sources. A file of the same name and format is another source from now on. */
  removeSources(isGone: (source: SourceIndex) => boolean): void {
    this.#settle();
    for (let source = 0 as SourceIndex; source < this.#sources.length; source++) {
      if (!isGone(source)) continue;
      this.#gone.add(source);
      const { name, format } = this.#sources[source];
      const byFormat = this.#sourcesByName.get(name);
      if (byFormat?.get(format) === source) byFormat.delete(format);
    }
  }

  /** The data set of everything added so far, or of what had been added at `mark`. Rows stay: more may be added soon. */
  peek(mark: BuilderMark = this.mark()): Dataset {
    return atOnce(this.layOut(mark));
  }

  /** As `peek`, with a pause every few milliseconds. Whoever changes something meanwhile has the rest done first. */
  *layOut(mark: BuilderMark = this.mark()): Generator<undefined, Dataset> {
    const { length } = mark.rows;
    if (this.#isFinished(length)) return this.#finished!.dataset;
    return (yield* this.#inSteps(this.#layOutRows(length, true))).dataset;
  }

  /** The data set of everything added so far, which from now on is the only copy of it. */
  finish(): Dataset {
    return atOnce(this.finishInSteps());
  }

  /** As `finish`, with a pause every few milliseconds. Whoever changes something meanwhile has the rest done first. */
  *finishInSteps(): Generator<undefined, Dataset> {
    this.#settle();
    return yield* this.#inSteps(this.#finish());
  }

  *#finish(): Generator<undefined, Dataset> {
    const { repairs } = this;
    const { length } = this.#rows;
    if (!this.#isFinished(length)) {
      this.#finished = { ...(yield* this.#layOutRows(length, false)), repairs };
      this.#hasLost = false;
      yield;
      this.#strings.shrink();
      yield;
      this.#attributes.shrink();
    }
    const { dataset, kept } = this.#finished!;
    this.#rows = new SpanRows(kept!.firstRow.at(-1));
    return dataset;
  }

  *#layOutRows(length: number, keepsRows: boolean): Generator<undefined, LaidOut> {
    const { repairs } = this;
    yield* this.#openRows();
    return yield* layOutRows(this.#tables(), this.#attributes, repairs, { length, keepsRows });
  }

  /** Goes on with `work` step by step, unless someone else has done the rest of it. */
  *#inSteps<T>(work: Generator<undefined, T>): Generator<undefined, T> {
    let result: { value: T } | null = null;
    const paused = (function* keepResult(): Generator<undefined, void> {
      result = { value: yield* work };
    })();
    this.#paused = paused;
    while (!paused.next().done) yield;
    if (this.#paused === paused) this.#paused = null;
    return result!.value;
  }

  /** Does the rest of a layout that has paused, so that the rows may change. */
  #settle(): void {
    if (this.#paused !== null) atOnce(this.#paused);
    this.#paused = null;
  }

  /** What was added since `before`. Lays out the traces it belongs to, not all. */
  review({ rows: { length: oldCount } }: BuilderMark): Addition {
    this.#settle();
    atOnce(this.#openRows());
    return reviewRows(this.#tables(), this.repairs, oldCount);
  }

  /** Whether the first `length` rows are what the last data set was finished of, and nothing else is asked of them. */
  #isFinished(length: number): boolean {
    const finished = this.#finished;
    const isSame = finished !== null && length === this.#rows.reserved && !this.#hasLost;
    if (this.#gone.size > 0) return false;
    return isSame && REPAIRS.every((repair) => finished.repairs[repair] === this.repairs[repair]);
  }

  /** Makes the rows of the last data set again, and takes away those of sources that are gone. */
  *#openRows(): Generator<undefined, void> {
    const rows = this.#rows;
    const finished = this.#finished;
    if (finished !== null && !rows.isOpen)
      yield* rows.open(() => makeRows(rows, finished.dataset, finished.kept!, finished.numbers));
    if (this.#gone.size === 0) return;
    yield* inRanges(rows.length, (from, to) => {
      for (let row = from; row < to; row++)
        if (this.#gone.has(this.#provenances.sourceOf(rows.provenance.at(row)) as SourceIndex))
          rows.trace.set(row, NO_TRACE_NUMBER);
    });
    this.#gone.clear();
    this.#hasLost = true;
  }

  /** Spans without a trace id are one trace for each file. */
  #traceOf(traceId: string, source: SourceIndex): number {
    const id = traceId || NO_TRACE_ID + this.#sources[source].name;
    packId(id, this.#intern, this.#traceWords, 0, TRACE_ID_WORDS);
    return this.#traces.of(this.#traceWords, 0);
  }

  #tables(): BuilderTables {
    const { dataset, numbers } = this.#finished ?? {};
    return {
      rows: this.#rows,
      traces: this.#traces,
      sources: this.#sources,
      strings: this.#strings,
      resources: this.#resources,
      scopes: this.#scopes,
      provenances: this.#provenances,
      known:
        dataset?.operations.map(({ service }, at) => ({
          service: dataset.services[service],
          name: numbers!.operationName[at],
        })) ?? [],
    };
  }
}

/** Of a row whose source is gone. */
const NO_TRACE_NUMBER = -1;

const REPAIRS = Object.keys(ALL_REPAIRS) as (keyof Repairs)[];

function keyOfResource({ service, attributes, schemaUrl = '' }: ResourceRecord): string {
  return keyOf(service, schemaUrl, attributes);
}

function keyOfScope({ name, version, attributes }: Scope): string {
  return keyOf(name, version, attributes);
}

/** The same only for the same: lengths say where each text ends. */
function keyOf(first: string, second: string, attributes: readonly AttributeIndex[]): string {
  return `${first.length} ${second.length} ${first}${second}${attributes.join()}`;
}
