import { withRoom } from '../lib/growable.ts';
import type { EventRecord, LinkRecord, SpanRecord } from './span-record.ts';
import { SpanFlag } from './span-enums.ts';

/** What a span record becomes when its strings are interned: everything else is numbers. */
export interface InternedIds {
  readonly trace: number;
  readonly spanId: number;
  readonly parentSpanId: number;
  readonly name: number;
  readonly statusMessage: number;
}

type Intern = (text: string) => number;

/**
 * Spans in the order they were added, as growing columns of equal length: what the builder collects before it lays out
 * traces. Attributes of row r: `attributeList[attributeStart[r] .. attributeStart[r + 1]]`; events and links likewise.
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
  kind = new Uint8Array(256);
  status = new Uint8Array(256);
  /** Bits of `SpanFlag`: what the record says of itself. */
  flags = new Uint16Array(256);
  /** One entry more than rows, and so the two below. */
  attributeStart = new Uint32Array(257);
  eventStart = new Uint32Array(257);
  linkStart = new Uint32Array(257);

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
    this.kind[row] = span.kind;
    this.status[row] = span.status;
    this.flags[row] = (span.async ? SpanFlag.ASYNC : 0) | (span.shared ? SpanFlag.SHARED_SERVER : 0);
    this.attributes.push(span.attributes);
    for (const event of span.events) this.events.add(event, intern);
    for (const link of span.links) this.links.add(link, intern);
    if (span.seconds) this.seconds.set(row, span.seconds);
    this.#endRow(row);
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
    const seen = new Set<number>();
    for (const part of rows)
      for (let at = this.attributeStart[part]; at < this.attributeStart[part + 1]; at++) {
        const attribute = this.attributes.list[at];
        if (!seen.has(attribute)) this.attributes.pushOne(attribute);
        seen.add(attribute);
      }
    const events = new Set<string>();
    for (const part of rows)
      for (let at = this.eventStart[part]; at < this.eventStart[part + 1]; at++)
        if (isNew(events, this.events.keyOf(at))) this.events.copy(at);
    const links = new Set<string>();
    for (const part of rows)
      for (let at = this.linkStart[part]; at < this.linkStart[part + 1]; at++)
        if (isNew(links, this.links.keyOf(at))) this.links.copy(at);
    this.#endRow(row);
    return row;
  }

  /** Takes the rows from `length` on away again. */
  truncate(length: number): void {
    for (let row = length; row < this.length; row++) this.seconds.delete(row);
    this.length = length;
    this.attributes.length = this.attributeStart[length]!;
    this.events.length = this.eventStart[length]!;
    this.links.length = this.linkStart[length]!;
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
      this.#sameAttributes(a, b) &&
      this.#sameKeys(this.eventStart, this.events, a, b) &&
      this.#sameKeys(this.linkStart, this.links, a, b)
    );
  }

  #sameAttributes(a: number, b: number): boolean {
    const from = this.attributeStart[a];
    const other = this.attributeStart[b];
    const count = this.attributeStart[a + 1] - from;
    if (this.attributeStart[b + 1] - other !== count) return false;
    for (let i = 0; i < count; i++)
      if (this.attributes.list[from + i] !== this.attributes.list[other + i]) return false;
    return true;
  }

  #sameKeys(starts: Uint32Array, table: EventBuffer | LinkBuffer, a: number, b: number): boolean {
    const from = starts[a];
    const other = starts[b];
    const count = starts[a + 1] - from;
    if (starts[b + 1] - other !== count) return false;
    for (let i = 0; i < count; i++) if (table.keyOf(from + i) !== table.keyOf(other + i)) return false;
    return true;
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
    yield* [this.kind, this.status, this.flags];
  }

  #newRow(): number {
    const row = this.length;
    if (row === this.kind.length) this.#grow(row * 2);
    return row;
  }

  #endRow(row: number): void {
    this.length = row + 1;
    this.attributeStart[row + 1] = this.attributes.length;
    this.eventStart[row + 1] = this.events.length;
    this.linkStart[row + 1] = this.links.length;
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
    this.kind = withRoom(this.kind, capacity);
    this.status = withRoom(this.status, capacity);
    this.flags = withRoom(this.flags, capacity);
    this.attributeStart = withRoom(this.attributeStart, capacity + 1);
    this.eventStart = withRoom(this.eventStart, capacity + 1);
    this.linkStart = withRoom(this.linkStart, capacity + 1);
  }
}

/** Attribute indices of many rows, one list after the other. */
class AttributeLists {
  list = new Uint32Array(1024);
  length = 0;

  push(attributes: readonly number[]): void {
    this.list = withRoom(this.list, this.length + attributes.length);
    for (let i = 0; i < attributes.length; i++) this.list[this.length++] = attributes[i]!;
  }

  pushOne(attribute: number): void {
    this.list = withRoom(this.list, this.length + 1);
    this.list[this.length++] = attribute;
  }

  /** Appends `list[from .. to]` again. */
  copy(from: number, to: number): void {
    this.list = withRoom(this.list, this.length + to - from);
    this.list.copyWithin(this.length, from, to);
    this.length += to - from;
  }

  keyOf(from: number, to: number): string {
    return this.list.subarray(from, to).join(',');
  }
}

/** Events in the order they were added. */
export class EventBuffer {
  length = 0;
  /** NaN where the time is not known. */
  seconds = new Float64Array(64);
  nanos = new Float64Array(64);
  name = new Int32Array(64);
  attributeStart = new Uint32Array(65);
  readonly attributes = new AttributeLists();

  add(event: EventRecord, intern: Intern): void {
    const row = this.#newRow();
    this.seconds[row] = event.time ? event.time.seconds : NaN;
    this.nanos[row] = event.time ? event.time.nanos : 0;
    this.name[row] = intern(event.name);
    this.attributes.length = this.attributeStart[row]!;
    this.attributes.push(event.attributes);
    this.attributeStart[row + 1] = this.attributes.length;
  }

  copy(from: number): void {
    const row = this.#newRow();
    this.seconds[row] = this.seconds[from]!;
    this.nanos[row] = this.nanos[from]!;
    this.name[row] = this.name[from]!;
    this.attributes.length = this.attributeStart[row]!;
    this.attributes.copy(this.attributeStart[from], this.attributeStart[from + 1]);
    this.attributeStart[row + 1] = this.attributes.length;
  }

  /** Equal for events that say the same. */
  keyOf(row: number): string {
    const attributes = this.attributes.keyOf(this.attributeStart[row], this.attributeStart[row + 1]);
    return `${this.seconds[row]} ${this.nanos[row]} ${this.name[row]} ${attributes}`;
  }

  #newRow(): number {
    const row = this.length++;
    if (row === this.name.length) {
      this.seconds = withRoom(this.seconds, row * 2);
      this.nanos = withRoom(this.nanos, row * 2);
      this.name = withRoom(this.name, row * 2);
      this.attributeStart = withRoom(this.attributeStart, row * 2 + 1);
    }
    return row;
  }
}

/** Links in the order they were added. */
export class LinkBuffer {
  length = 0;
  traceId = new Int32Array(64);
  spanId = new Int32Array(64);
  kind = new Uint8Array(64);
  attributeStart = new Uint32Array(65);
  readonly attributes = new AttributeLists();

  add(link: LinkRecord, intern: Intern): void {
    const row = this.#newRow();
    this.traceId[row] = intern(link.traceId);
    this.spanId[row] = intern(link.spanId);
    this.kind[row] = link.kind;
    this.attributes.length = this.attributeStart[row]!;
    this.attributes.push(link.attributes);
    this.attributeStart[row + 1] = this.attributes.length;
  }

  copy(from: number): void {
    const row = this.#newRow();
    this.traceId[row] = this.traceId[from]!;
    this.spanId[row] = this.spanId[from]!;
    this.kind[row] = this.kind[from]!;
    this.attributes.length = this.attributeStart[row]!;
    this.attributes.copy(this.attributeStart[from], this.attributeStart[from + 1]);
    this.attributeStart[row + 1] = this.attributes.length;
  }

  /** Equal for links that say the same. */
  keyOf(row: number): string {
    const attributes = this.attributes.keyOf(this.attributeStart[row], this.attributeStart[row + 1]);
    return `${this.traceId[row]} ${this.spanId[row]} ${this.kind[row]} ${attributes}`;
  }

  #newRow(): number {
    const row = this.length++;
    if (row === this.kind.length) {
      this.traceId = withRoom(this.traceId, row * 2);
      this.spanId = withRoom(this.spanId, row * 2);
      this.kind = withRoom(this.kind, row * 2);
      this.attributeStart = withRoom(this.attributeStart, row * 2 + 1);
    }
    return row;
  }
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
