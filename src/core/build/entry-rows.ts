import type { NumberArray } from '../lib/growable.ts';
import { SegmentedColumn } from '../lib/segmented-column.ts';
import type { AttributeBatch } from '../model/span-batch.ts';
import type { EventRecord, LinkRecord } from '../model/span-record.ts';
import type { AttributeLists } from './attribute-lists.ts';
import type { SparseColumn } from './sparse-column.ts';

/** The index of a string, which is interned if it is new. */
export type Intern = (text: string) => number;

/** Of a span row without entries: where they begin. */
export const NO_ENTRY = -1;

/** The columns of a batch of entries, by the names of the table's own. */
type EntryBatch<Name extends string> = Record<Name, NumberArray> & {
  readonly length: number;
  readonly span: Int32Array;
  readonly attributes: AttributeBatch;
};

/**
 * What a span may have several of, as columns in the order of adding. The entries of a span row stand together: from the
 * first, which the row knows, as long as `row` is its own.
 */
abstract class EntryRows<R extends { readonly attributes: readonly number[] }, Name extends string> {
  length = 0;
  /** The span row. */
  readonly row = new SegmentedColumn(Int32Array);
  readonly attributesAt = new SegmentedColumn(Uint32Array);
  readonly attributeCount = new SegmentedColumn(Uint32Array);
  readonly columns: Record<Name, SegmentedColumn<NumberArray>>;
  readonly #lists: AttributeLists;
  readonly #names: readonly Name[];
  #room = 0;

  constructor(lists: AttributeLists, columns: Record<Name, SegmentedColumn<NumberArray>>) {
    this.#lists = lists;
    this.columns = columns;
    this.#names = Object.keys(columns) as Name[];
  }

  /** Appends the entries of span row `row` and returns the first. */
  add(row: number, records: readonly R[], intern: Intern): number {
    if (records.length === 0) return NO_ENTRY;
    const first = this.length;
    for (const record of records) {
      const entry = this.#newEntries(1);
      this.write(entry, record, intern);
      this.row.set(entry, row);
      this.attributesAt.set(entry, this.#lists.add(record.attributes));
      this.attributeCount.set(entry, record.attributes.length);
    }
    return first;
  }

  /** Appends the entries of a batch whose first span is `firstRow`; `firstOf` gets the first entry of each row. */
  addBatch(batch: EntryBatch<Name>, firstRow: number, firstOf: SparseColumn): void {
    const { length, span, attributes } = batch;
    const first = this.#newEntries(length);
    for (const name of this.#names) this.columns[name].write(first, batch[name], length);
    let at = this.#lists.addAll(attributes.list, sumOf(attributes.count, length));
    for (let i = 0; i < length; i++) {
      this.row.set(first + i, firstRow + span[i]);
      if (i === 0 || span[i] !== span[i - 1]) firstOf.set(firstRow + span[i], first + i);
      this.attributesAt.set(first + i, at);
      this.attributeCount.set(first + i, attributes.count[i]);
      at += attributes.count[i];
    }
  }

  /** Appends for span row `row` the entries that begin at `firsts`, equal ones once; returns the first. */
  addUnion(row: number, firsts: readonly number[]): number {
    const seen = new Set<string>();
    const union = this.length;
    for (const first of firsts)
      for (const entry of this.entriesFrom(first)) {
        const key = this.#keyOf(entry);
        if (!seen.has(key)) this.#copy(entry, row);
        seen.add(key);
      }
    return this.length === union ? NO_ENTRY : union;
  }

  /** Appends for span row `row` the entries of another table from `first` on, which belong together; returns the first. */
  addFrom(row: number, source: EntryRows<R, Name>, first: number): number {
    if (first === NO_ENTRY) return NO_ENTRY;
    const own = this.length;
    for (const from of source.entriesFrom(first)) {
      const entry = this.#newEntries(1);
      for (const name of this.#names) this.columns[name].copy(from, entry, source.columns[name]);
      this.row.set(entry, row);
      const list = source.#lists.slice(source.attributesAt.at(from), source.attributeCount.at(from));
      this.attributesAt.set(entry, this.#lists.add(list));
      this.attributeCount.set(entry, list.length);
    }
    return own;
  }

  /** Appends an entry of span row `row`, whose `count` attributes are in the lists from `attributesAt` on. */
  addListed(row: number, values: Record<Name, number>, attributesAt: number, count: number): number {
    const entry = this.#newEntries(1);
    for (const name of this.#names) this.columns[name].set(entry, values[name]);
    this.row.set(entry, row);
    this.attributesAt.set(entry, attributesAt);
    this.attributeCount.set(entry, count);
    return entry;
  }

  /** The entries of the span row whose first entry this is. */
  *entriesFrom(first: number): Iterable<number> {
    if (first === NO_ENTRY) return;
    for (let entry = first; this.isOfSame(first, entry); entry++) yield entry;
  }

  /** Whether an entry is there and of the same span row as `first`. */
  isOfSame(first: number, entry: number): boolean {
    return entry < this.length && this.row.at(entry) === this.row.at(first);
  }

  /** Takes the entries from `length` on away again. */
  truncate(length: number): void {
    this.length = length;
  }

  /** Gives back the memory of all entries; none can be read any more. */
  release(): void {
    for (const column of this.#all()) column.release();
  }

  get byteLength(): number {
    return this.#all().reduce((bytes, column) => bytes + column.byteLength, 0);
  }

  /** Whether two span rows have equal entries in the same order. */
  equals(a: number, b: number): boolean {
    if (a === NO_ENTRY || b === NO_ENTRY) return a === b;
    const keysOf = (first: number): string[] => Array.from(this.entriesFrom(first), (at) => this.#keyOf(at));
    return keysOf(a).join('\n') === keysOf(b).join('\n');
  }

  /** Fills the columns at `entry`, for which there is room. */
  protected abstract write(entry: number, record: R, intern: Intern): void;

  /** Equal for entries that say the same. */
  #keyOf(entry: number): string {
    const values = this.#names.map((name) => this.columns[name].at(entry));
    const attributes = this.#lists.slice(this.attributesAt.at(entry), this.attributeCount.at(entry));
    return `${values.join(' ')} ${attributes.join(',')}`;
  }

  #all(): SegmentedColumn<NumberArray>[] {
    const own = this.#names.map((name) => this.columns[name]);
    return [...own, this.row, this.attributesAt, this.attributeCount];
  }

  #copy(from: number, row: number): void {
    const entry = this.#newEntries(1);
    for (const name of this.#names) this.columns[name].copy(from, entry);
    this.attributesAt.copy(from, entry);
    this.attributeCount.copy(from, entry);
    this.row.set(entry, row);
  }

  /** Appends so many and returns the first. */
  #newEntries(count: number): number {
    const first = this.length;
    this.length += count;
    if (this.length > this.#room) {
      const room = Math.max(this.length, Math.min(2 * first, first + (1 << 16)), 64);
      for (const column of this.#all()) column.makeRoom(first, room);
      this.#room = room;
    }
    return first;
  }
}

/** The sum of the first `length` of `counts`. */
export function sumOf(counts: Uint32Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += counts[at];
  return sum;
}

/** The events of all spans. `seconds` is NaN where the time is not known; `name` is a string index. */
export class EventRows extends EntryRows<EventRecord, 'seconds' | 'nanos' | 'name'> {
  constructor(lists: AttributeLists) {
    super(lists, {
      seconds: new SegmentedColumn<NumberArray>(Float64Array),
      nanos: new SegmentedColumn<NumberArray>(Uint32Array),
      name: new SegmentedColumn<NumberArray>(Int32Array),
    });
  }

  protected write(entry: number, { time, name }: EventRecord, intern: Intern): void {
    this.columns.seconds.set(entry, time ? time.seconds : NaN);
    this.columns.nanos.set(entry, time ? time.nanos : 0);
    this.columns.name.set(entry, intern(name));
  }
}

/** The links of all spans; `traceId` and `spanId` are string indices. */
export class LinkRows extends EntryRows<LinkRecord, 'traceId' | 'spanId' | 'kind'> {
  constructor(lists: AttributeLists) {
    super(lists, {
      traceId: new SegmentedColumn<NumberArray>(Int32Array),
      spanId: new SegmentedColumn<NumberArray>(Int32Array),
      kind: new SegmentedColumn<NumberArray>(Uint8Array),
    });
  }

  protected write(entry: number, { traceId, spanId, kind }: LinkRecord, intern: Intern): void {
    this.columns.traceId.set(entry, intern(traceId));
    this.columns.spanId.set(entry, intern(spanId));
    this.columns.kind.set(entry, kind);
  }
}
