import { withRoom } from '../lib/growable.ts';
import { StringPool } from '../lib/string-pool.ts';
import { packId, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { AttributeSpellings, SpanBatch } from '../model/span-batch.ts';
import { StatusCode } from '../model/span-enums.ts';
import type { ResourceRecord, SpanRecord, SpanSink } from '../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex, StringIndex } from '../model/units.ts';
import { DeferredTable } from './deferred-table.ts';
import { UNKNOWN_SERVICE } from './name-rows.ts';
import { TraceNumbers } from './trace-numbers.ts';

/** `SpanBatch.trace` of a span without a trace id. */
const NO_TRACE = -1;

/** Counts the spans of each trace and holds none of them: some 60 bytes a trace. Attributes are not looked at. */
export class CensusSink implements SpanSink {
  /** The ids of the traces counted, in order of first appearance. */
  readonly traces = new TraceNumbers();
  /** Names, and what ids are numbered by that are no digits. */
  readonly strings = new StringPool();
  /** By trace. */
  spansOf = new Uint32Array(64);
  errorsOf = new Uint32Array(64);
  /** By trace, in seconds since the Unix epoch; NaN where no span says. */
  start = new Float64Array(64).fill(NaN);
  end = new Float64Array(64).fill(NaN);
  /** Of all traces, and of spans without a trace id. */
  spanCount = 0;
  errorCount = 0;
  /** Spans without a trace id: they count as one trace. */
  looseCount = 0;
  readonly #services = new DeferredTable<string>('', (service) => service);
  /** By handle of a resource: 1 where a span named it. */
  #isNamed = new Uint8Array(64);
  readonly #words = new Uint32Array(TRACE_ID_WORDS);

  /** The services of all spans. */
  get services(): ReadonlySet<string> {
    const named = new Set<string>();
    for (let handle = 0; handle < this.#isNamed.length; handle++)
      if (this.#isNamed[handle] > 0)
        named.add(this.#services.values[this.#services.placeOf(handle)] || UNKNOWN_SERVICE);
    return named;
  }

  /** The number of the trace of this id; -1 where none was counted. */
  numberOf(traceId: string): number {
    packId(traceId, (text) => this.strings.find(text), this.#words, 0, TRACE_ID_WORDS);
    return this.traces.find(this.#words, 0);
  }

  add({ traceId, start, duration, status, resource }: SpanRecord): void {
    let trace = NO_TRACE;
    if (traceId !== '') {
      packId(traceId, (text) => this.strings.intern(text), this.#words, 0, TRACE_ID_WORDS);
      trace = this.trace(this.#words, 0);
    }
    this.#count(trace, start ? start.seconds + start.nanos / 1e9 : NaN, duration ?? 0, status, resource);
  }

  addBatch({ length, trace, startSeconds, startNanos, duration, status, resource }: SpanBatch): void {
    for (let at = 0; at < length; at++) {
      const start = startSeconds[at] + startNanos[at] / 1e9;
      this.#count(trace[at], start, duration[at], status[at], resource[at]);
    }
  }

  trace(words: Uint32Array, at: number): number {
    const number = this.traces.of(words, at);
    if (number >= this.spansOf.length) this.#grow(number + 1);
    return number;
  }

  string(bytes: Uint8Array, from: number, to: number): StringIndex {
    return this.strings.internBytes(bytes, from, to) as StringIndex;
  }

  resource({ service }: ResourceRecord): ResourceIndex {
    return this.#services.handleOf(service) as ResourceIndex;
  }

  reserveResource(): ResourceIndex {
    return this.#services.reserve() as ResourceIndex;
  }

  defineResource(index: ResourceIndex, { service }: ResourceRecord): void {
    this.#services.define(index, service);
  }

  source(): SourceIndex {
    return 0 as SourceIndex;
  }

  attribute(): AttributeIndex {
    return 0 as AttributeIndex;
  }

  attributesOf({ attribute, length }: AttributeSpellings): void {
    attribute.fill(0, 0, length);
  }

  scope(): ScopeIndex {
    return 0 as ScopeIndex;
  }

  reserveScope(): ScopeIndex {
    return 0 as ScopeIndex;
  }

  defineScope(): void {}

  /** `start` in seconds, `duration` in nanoseconds. */
  #count(trace: number, start: number, duration: number, status: number, resource: number): void {
    const errors = status === StatusCode.ERROR ? 1 : 0;
    this.spanCount++;
    this.errorCount += errors;
    this.#isNamed = withRoom(this.#isNamed, resource + 1);
    this.#isNamed[resource] = 1;
    if (trace === NO_TRACE) {
      this.looseCount++;
      return;
    }
    this.spansOf[trace]++;
    this.errorsOf[trace] += errors;
    const end = duration > 0 ? start + duration / 1e9 : start;
    if (!(start >= this.start[trace]) && !Number.isNaN(start)) this.start[trace] = start;
    if (!(end <= this.end[trace]) && !Number.isNaN(end)) this.end[trace] = end;
  }

  #grow(need: number): void {
    const before = this.spansOf.length;
    this.spansOf = withRoom(this.spansOf, need);
    this.errorsOf = withRoom(this.errorsOf, need);
    this.start = withRoom(this.start, need).fill(NaN, before);
    this.end = withRoom(this.end, need).fill(NaN, before);
  }
}
