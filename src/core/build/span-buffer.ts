import { withRoom } from '../lib/growable.ts';
import { AttributeLists } from './attribute-lists.ts';
import { EventBuffer, type Intern, LinkBuffer } from './entry-buffers.ts';
import type { SpanRecord } from '../model/span-record.ts';
import { NO_PLACE } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';

/** What a span record becomes when its strings are interned: everything else is numbers. */
export interface InternedIds {
  readonly trace: number;
  readonly spanId: number;
  readonly parentSpanId: number;
  readonly name: number;
  readonly statusMessage: number;
}

/**
 * Spans in the order they were added, as growing columns of equal length: what the builder collects before it lays out
 * traces.
 */
export class SpanBuffer {
  length = 0;
  /** Place of the trace in the builder's list of traces. */
  trace = new Int32Array(256);
  /** String index; -1 where there is none. */
  spanId = new Int32Array(256);
  /** String index; -1 for a root. */
  parentSpanId = new Int32Array(256);
  /** String index. */
  name = new Int32Array(256);
  /** String index; -1 where there is none. */
  statusMessage = new Int32Array(256);
  /** NaN where the start is not known. */
  startSeconds = new Float64Array(256);
  startNanos = new Float64Array(256);
  /** Nanoseconds; NaN where the end is not known; negative where it lies before the start. */
  duration = new Float64Array(256);
  resource = new Int32Array(256);
  scope = new Int32Array(256);
  source = new Int32Array(256);
  /** `NO_PLACE` where there is none. */
  place = new Float64Array(256);
  kind = new Uint8Array(256);
  status = new Uint8Array(256);
  /** Bits of `SpanFlag`: what the record says of itself. */
  flags = new Uint16Array(256);

  readonly attributes = new AttributeLists();
  readonly events = new EventBuffer();
  readonly links = new LinkBuffer();
  /** The file's own doubles, by row, for the rows that have them. */
  readonly seconds = new Map<number, { readonly start: number; readonly duration: number }>();

  /** Appends a span and returns its row. */
  add(span: SpanRecord, ids: InternedIds, intern: Intern): number {
    const row = this.#newRow();
    this.trace[row] = ids.trace;
    this.spanId[row] = ids.spanId;
    this.parentSpanId[row] = ids.parentSpanId;
    this.name[row] = ids.name;
    this.statusMessage[row] = ids.statusMessage;
    this.startSeconds[row] = span.start ? span.start.seconds : NaN;
    this.startNanos[row] = span.start ? span.start.nanos : 0;
    this.duration[row] = span.duration ?? NaN;
    this.resource[row] = span.resource;
    this.scope[row] = span.scope;
    this.source[row] = span.source;
    this.place[row] = span.place ?? NO_PLACE;
    this.kind[row] = span.kind;
    this.status[row] = span.status;
    this.flags[row] = (span.async ? SpanFlag.ASYNC : 0) | (span.shared ? SpanFlag.SHARED_SERVER : 0);
    this.attributes.add(span.attributes);
    this.events.add(span.events, intern);
    this.links.add(span.links, intern);
    if (span.seconds) this.seconds.set(row, span.seconds);
    return row;
  }

  /**
   * Appends the union of partial copies of one span: `rows[0]` first, each later one fills what is still missing.
   * Attributes, events and links are those of all, equal ones once.
   */
  addUnion(rows: readonly number[]): number {
    const row = this.#newRow();
    this.#copyScalars(rows[0], row);
    for (const part of rows) this.#fillFrom(part, row);
    this.attributes.addUnion(rows);
    this.events.addUnion(rows);
    this.links.addUnion(rows);
    return row;
  }

  /** Takes the rows from `length` on away again. */
  truncate(length: number): void {
    for (let row = length; row < this.length; row++) this.seconds.delete(row);
    this.length = length;
    this.attributes.truncate(length);
    this.events.truncate(length);
    this.links.truncate(length);
  }

  /** Whether two rows say the same of one span: everything but where it was read. */
  equals(a: number, b: number): boolean {
    return (
      this.parentSpanId[a] === this.parentSpanId[b] &&
      this.name[a] === this.name[b] &&
      this.statusMessage[a] === this.statusMessage[b] &&
      Object.is(this.startSeconds[a], this.startSeconds[b]) &&
      this.startNanos[a] === this.startNanos[b] &&
      Object.is(this.duration[a], this.duration[b]) &&
      this.kind[a] === this.kind[b] &&
      this.status[a] === this.status[b] &&
      this.flags[a] === this.flags[b] &&
      this.attributes.equals(a, b) &&
      this.events.equals(a, b) &&
      this.links.equals(a, b)
    );
  }

  #copyScalars(from: number, to: number): void {
    for (const column of this.#columns()) column[to] = column[from]!;
    const seconds = this.seconds.get(from);
    if (seconds) this.seconds.set(to, seconds);
  }

  /** Takes over from `part` what `row` does not know yet. */
  #fillFrom(part: number, row: number): void {
    if (this.parentSpanId[row] === -1) this.parentSpanId[row] = this.parentSpanId[part]!;
    if (this.statusMessage[row] === -1) this.statusMessage[row] = this.statusMessage[part]!;
    if (this.kind[row] === 0) this.kind[row] = this.kind[part]!;
    if (this.status[row] < this.status[part]) this.status[row] = this.status[part]!;
    if (Number.isNaN(this.startSeconds[row])) {
      this.startSeconds[row] = this.startSeconds[part]!;
      this.startNanos[row] = this.startNanos[part]!;
    }
    if (Number.isNaN(this.duration[row])) this.duration[row] = this.duration[part]!;
    this.flags[row] = this.flags[row] | this.flags[part] | SpanFlag.MERGED;
  }

  *#columns() {
    yield* [this.trace, this.spanId, this.parentSpanId, this.name, this.statusMessage, this.resource];
    yield* [this.startSeconds, this.startNanos, this.duration, this.scope, this.source];
    yield this.place;
    yield* [this.kind, this.status, this.flags];
  }

  #newRow(): number {
    const row = this.length++;
    if (row === this.kind.length) this.#grow(row * 2);
    return row;
  }

  #grow(capacity: number): void {
    this.trace = withRoom(this.trace, capacity);
    this.spanId = withRoom(this.spanId, capacity);
    this.parentSpanId = withRoom(this.parentSpanId, capacity);
    this.name = withRoom(this.name, capacity);
    this.statusMessage = withRoom(this.statusMessage, capacity);
    this.startSeconds = withRoom(this.startSeconds, capacity);
    this.startNanos = withRoom(this.startNanos, capacity);
    this.duration = withRoom(this.duration, capacity);
    this.resource = withRoom(this.resource, capacity);
    this.scope = withRoom(this.scope, capacity);
    this.source = withRoom(this.source, capacity);
    this.place = withRoom(this.place, capacity);
    this.kind = withRoom(this.kind, capacity);
    this.status = withRoom(this.status, capacity);
    this.flags = withRoom(this.flags, capacity);
  }
}
