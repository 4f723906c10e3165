import type { NumberArray } from '../lib/growable.ts';
import { SegmentedColumn } from '../lib/segmented-column.ts';
import { NO_PLACE } from '../model/dataset.ts';
import { hasId, packId, SPAN_ID_WORDS } from '../model/packed-id.ts';
import type { SpanBatch } from '../model/span-batch.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanRecord } from '../model/span-record.ts';
import { AttributeLists } from './attribute-lists.ts';
import { EventRows, type Intern, LinkRows, sumOf } from './entry-rows.ts';
import { SecondsRows } from './seconds-rows.ts';
import { SparseColumn } from './sparse-column.ts';

/** How many rows are added at least when there is no room for one more. */
const FEWEST = 64;
/** … and at most, beyond what is needed. */
const MOST = 1 << 16;

/** What of a span record is a number only the builder knows. */
export interface NumberedParts {
  readonly trace: number;
  readonly provenance: number;
}

/** How much there was at one moment. */
export interface RowsMark {
  readonly length: number;
  readonly listLength: number;
  readonly eventCount: number;
  readonly linkCount: number;
  readonly secondsCount: number;
}

/**
 * Spans in the order they were added, as columns: what the builder collects before it lays out traces. The first rows may
 * be reserved for spans that were there before: they cost nothing until someone opens and writes them.
 */
export class SpanRows {
  readonly reserved: number;
  length: number;
  /** The builder's number of the trace. */
  readonly trace = new SegmentedColumn(Int32Array);
  /** Two words a row. */
  readonly spanId = new SegmentedColumn(Uint32Array, SPAN_ID_WORDS);
  /** Two words a row; no id for a root. */
  readonly parentSpanId = new SegmentedColumn(Uint32Array, SPAN_ID_WORDS);
  /** String index. */
  readonly name = new SegmentedColumn(Int32Array);
  /** String index. */
  readonly statusMessage = new SparseColumn();
  /** NaN where the start is not known. */
  readonly startSeconds = new SegmentedColumn(Float64Array);
  readonly startNanos = new SegmentedColumn(Uint32Array);
  /** Nanoseconds; NaN where the end is not known; negative where it lies before the start. */
  readonly duration = new SegmentedColumn(Float64Array);
  /** The builder's number of (resource, scope, source). */
  readonly provenance = new SegmentedColumn(Int32Array);
  /** `NO_PLACE` where there is none. */
  readonly place = new SegmentedColumn(Float64Array);
  readonly kind = new SegmentedColumn(Uint8Array);
  readonly status = new SegmentedColumn(Uint8Array);
  /** Bits of `SpanFlag`: what the record says of itself. */
  readonly flags = new SegmentedColumn(Uint16Array);
  readonly attributesAt = new SegmentedColumn(Uint32Array);
  readonly attributeCount = new SegmentedColumn(Uint32Array);
  /** Where the entries of the row begin. */
  readonly firstEvent = new SparseColumn();
  readonly firstLink = new SparseColumn();
  /** Where in `seconds` the file's own doubles are. */
  readonly secondsAt = new SparseColumn();

  readonly attributes = new AttributeLists();
  readonly events = new EventRows(this.attributes);
  readonly links = new LinkRows(this.attributes);
  readonly seconds = new SecondsRows();
  #room: number;
  /** What must not be taken away any more: what came with the reserved rows. */
  #floor: RowsMark | null = null;

  constructor(reserved = 0) {
    this.reserved = reserved;
    this.length = reserved;
    this.#room = reserved;
  }

  /** Whether the reserved rows can be read. */
  get isOpen(): boolean {
    return this.reserved === 0 || this.#floor !== null;
  }

  /** Has the reserved rows written by `write`, who may add to what rows lead to, but no rows. */
  *open(write: () => Generator<undefined, void>): Generator<undefined, void> {
    for (const column of this.#columns()) {
      column.makeRoom(0, this.reserved);
      yield;
    }
    yield* write();
    this.#floor = this.mark();
  }

  /** Appends a span and returns its row. */
  add(span: SpanRecord, { trace, provenance }: NumberedParts, intern: Intern): number {
    const row = this.#newRows(1);
    this.trace.set(row, trace);
    packId(span.spanId, intern, WORDS, 0, SPAN_ID_WORDS);
    this.spanId.write(row, WORDS, 1);
    packId(span.parentSpanId, intern, WORDS, 0, SPAN_ID_WORDS);
    this.parentSpanId.write(row, WORDS, 1);
    this.name.set(row, intern(span.name));
    this.statusMessage.set(row, span.statusMessage === '' ? -1 : intern(span.statusMessage));
    this.startSeconds.set(row, span.start ? span.start.seconds : NaN);
    this.startNanos.set(row, span.start ? span.start.nanos : 0);
    this.duration.set(row, span.duration ?? NaN);
    this.provenance.set(row, provenance);
    this.place.set(row, span.place ?? NO_PLACE);
    this.kind.set(row, span.kind);
    this.status.set(row, span.status);
    this.flags.set(row, (span.async ? SpanFlag.ASYNC : 0) | (span.shared ? SpanFlag.SHARED_SERVER : 0));
    this.attributesAt.set(row, this.attributes.add(span.attributes));
    this.attributeCount.set(row, span.attributes.length);
    this.firstEvent.set(row, this.events.add(row, span.events, intern));
    this.firstLink.set(row, this.links.add(row, span.links, intern));
    const { seconds } = span;
    this.secondsAt.set(row, seconds ? this.seconds.add(seconds.start, seconds.duration) : -1);
    return row;
  }

  /** Appends the spans of `batch`, whose provenances are numbered by `provenanceOf`; returns the first row. */
  addBatch(batch: SpanBatch, provenanceOf: (at: number) => number): number {
    const { length, attributes } = batch;
    const first = this.#newRows(length);
    this.trace.write(first, batch.trace, length);
    this.spanId.write(first, batch.spanId, length);
    this.parentSpanId.write(first, batch.parentSpanId, length);
    this.name.write(first, batch.name, length);
    this.startSeconds.write(first, batch.startSeconds, length);
    this.startNanos.write(first, batch.startNanos, length);
    this.duration.write(first, batch.duration, length);
    this.place.write(first, batch.place, length);
    this.kind.write(first, batch.kind, length);
    this.status.write(first, batch.status, length);
    this.flags.write(first, batch.flags, length);
    this.attributeCount.write(first, attributes.count, length);
    let at = this.attributes.addAll(attributes.list, sumOf(attributes.count, length));
    for (let i = 0; i < length; i++) {
      this.provenance.set(first + i, provenanceOf(i));
      this.attributesAt.set(first + i, at);
      at += attributes.count[i];
      if (batch.statusMessage[i] >= 0) this.statusMessage.set(first + i, batch.statusMessage[i]);
    }
    this.events.addBatch(batch.events, first, this.firstEvent);
    this.links.addBatch(batch.links, first, this.firstLink);
    const { seconds } = batch;
    for (let i = 0; i < seconds.length; i++)
      this.secondsAt.set(first + seconds.span[i], this.seconds.add(seconds.start[i], seconds.duration[i]));
    return first;
  }

  /**
   * Appends the union of partial copies of one span: `parts[0]` first, each later one fills what is still missing.
   * Attributes, events and links are those of all, equal ones once.
   */
  addUnion(parts: readonly number[]): number {
    const row = this.#newRows(1);
    this.#copyNumbers(this, parts[0], row);
    this.secondsAt.set(row, this.secondsAt.at(parts[0]));
    for (const part of parts) this.#fillFrom(part, row);
    const distinct = [...new Set(parts.flatMap((part) => this.attributesOf(part)))];
    this.attributesAt.set(row, this.attributes.add(distinct));
    this.attributeCount.set(row, distinct.length);
    this.firstEvent.set(
      row,
      this.events.addUnion(
        row,
        parts.map((part) => this.firstEvent.at(part)),
      ),
    );
    this.firstLink.set(
      row,
      this.links.addUnion(
        row,
        parts.map((part) => this.firstLink.at(part)),
      ),
    );
    return row;
  }

  /** Appends row `from` of other rows. */
  addFrom(source: SpanRows, from: number): void {
    this.copy(source, from, this.#newRows(1));
  }

  /** Writes row `from` of other rows onto row `to`. */
  copy(source: SpanRows, from: number, to: number): void {
    this.#copyNumbers(source, from, to);
    this.attributesAt.set(to, this.attributes.add(source.attributesOf(from)));
    this.firstEvent.set(to, this.events.addFrom(to, source.events, source.firstEvent.at(from)));
    this.firstLink.set(to, this.links.addFrom(to, source.links, source.firstLink.at(from)));
    const at = source.secondsAt.at(from);
    const { start, duration } = source.seconds;
    this.secondsAt.set(to, at < 0 ? -1 : this.seconds.add(start.at(at), duration.at(at)));
  }

  /** Gives back the memory of what only says where the rows before `row` belong. */
  releaseLaidOut(row: number): void {
    for (const column of [this.trace, this.flags, this.startSeconds, this.startNanos])
      column.releaseBefore(row);
  }

  /** Gives back the memory of what most rows do not have: parents that are absent, and entries. */
  releaseBeside(): void {
    this.parentSpanId.release();
    this.events.release();
    this.links.release();
  }

  /** Gives back the memory of what every span takes from the rows before `row`, but for their lists. */
  releaseMoved(row: number): void {
    for (const column of [this.name, this.place, this.provenance, this.duration]) column.releaseBefore(row);
    for (const column of [this.kind, this.status, this.spanId, this.attributeCount])
      column.releaseBefore(row);
  }

  /** Gives back the memory of all rows; none can be read any more. */
  release(): void {
    for (const column of this.#columns()) column.release();
    this.attributes.list.release();
  }

  attributesOf(row: number): number[] {
    return this.attributes.slice(this.attributesAt.at(row), this.attributeCount.at(row));
  }

  /** Whether the row names a parent. */
  hasParent(row: number): boolean {
    return hasId([this.parentSpanId.at(2 * row), this.parentSpanId.at(2 * row + 1)], 0, SPAN_ID_WORDS);
  }

  mark(): RowsMark {
    return {
      length: this.length,
      listLength: this.attributes.length,
      eventCount: this.events.length,
      linkCount: this.links.length,
      secondsCount: this.seconds.length,
    };
  }

  /** Takes away again what came since `mark`. */
  truncate({ length, listLength, eventCount, linkCount, secondsCount }: RowsMark): void {
    const floor = this.#floor;
    this.length = length;
    for (const column of [this.statusMessage, this.firstEvent, this.firstLink, this.secondsAt])
      column.truncate(length);
    this.attributes.truncate(Math.max(listLength, floor?.listLength ?? 0));
    this.events.truncate(Math.max(eventCount, floor?.eventCount ?? 0));
    this.links.truncate(Math.max(linkCount, floor?.linkCount ?? 0));
    this.seconds.truncate(Math.max(secondsCount, floor?.secondsCount ?? 0));
  }

  get byteLength(): number {
    const sparse = [this.statusMessage, this.firstEvent, this.firstLink, this.secondsAt];
    const beside = [this.attributes.list, this.events, this.links, this.seconds];
    const tables = [...this.#columns(), ...sparse, ...beside];
    return tables.reduce((bytes, table) => bytes + table.byteLength, 0);
  }

  /** Whether two rows say the same of one span: everything but where it was read. */
  equals(a: number, b: number): boolean {
    const isEqual = (column: SegmentedColumn<NumberArray>): boolean => Object.is(column.at(a), column.at(b));
    return (
      this.statusMessage.at(a) === this.statusMessage.at(b) &&
      [this.name, this.startSeconds, this.startNanos, this.duration].every(isEqual) &&
      [this.kind, this.status, this.flags, this.attributeCount].every(isEqual) &&
      this.parentSpanId.at(2 * a) === this.parentSpanId.at(2 * b) &&
      this.parentSpanId.at(2 * a + 1) === this.parentSpanId.at(2 * b + 1) &&
      this.attributes.equals(this.attributesAt.at(a), this.attributesAt.at(b), this.attributeCount.at(a)) &&
      this.events.equals(this.firstEvent.at(a), this.firstEvent.at(b)) &&
      this.links.equals(this.firstLink.at(a), this.firstLink.at(b))
    );
  }

  /** Takes over from `part` what `row` does not know yet. */
  #fillFrom(part: number, row: number): void {
    if (!this.hasParent(row)) this.parentSpanId.copy(part, row);
    if (this.statusMessage.at(row) === -1) this.statusMessage.set(row, this.statusMessage.at(part));
    if (this.kind.at(row) === 0) this.kind.copy(part, row);
    if (this.status.at(row) < this.status.at(part)) this.status.copy(part, row);
    if (Number.isNaN(this.startSeconds.at(row))) {
      this.startSeconds.copy(part, row);
      this.startNanos.copy(part, row);
    }
    if (Number.isNaN(this.duration.at(row))) this.duration.copy(part, row);
    this.flags.set(row, this.flags.at(row) | this.flags.at(part) | SpanFlag.MERGED);
  }

  /** Writes onto row `to` what of row `from` of `source` is no place in another table. */
  #copyNumbers(source: SpanRows, from: number, to: number): void {
    const columns = [...this.#columns()];
    for (const column of source.#columns()) columns.shift()!.copy(from, to, column);
    this.statusMessage.set(to, source.statusMessage.at(from));
  }

  /** Appends so many rows and returns the first. */
  #newRows(count: number): number {
    const first = this.length;
    this.length += count;
    if (this.length > this.#room) {
      const room = Math.max(this.length, first + Math.min(Math.max(first, FEWEST), MOST));
      for (const column of this.#columns()) column.makeRoom(first, room);
      this.#room = room;
    }
    return first;
  }

  /** What every row has. */
  *#columns(): Iterable<SegmentedColumn<NumberArray>> {
    yield* [this.trace, this.spanId, this.parentSpanId, this.name, this.provenance, this.place];
    yield* [this.startSeconds, this.startNanos, this.duration];
    yield* [this.kind, this.status, this.flags, this.attributesAt, this.attributeCount];
  }
}

/** For one id on its way into a column. */
const WORDS = new Uint32Array(SPAN_ID_WORDS);
