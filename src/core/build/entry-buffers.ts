import { type NumberArray, withRoom } from '../lib/growable.ts';
import { AttributeLists } from './attribute-lists.ts';
import type { EventRecord, LinkRecord } from '../model/span-record.ts';

/** The index of a string, which is interned if it is new. */
export type Intern = (text: string) => number;

/**
 * What a span may have several of, as columns that grow in the order of adding: the entries of span row `r` are
 * `start[r] .. start[r + 1]`.
 */
abstract class EntryBuffer<R extends { readonly attributes: readonly number[] }, Name extends string> {
  /** One entry more than span rows. */
  start = new Uint32Array(257);
  /** By entry. */
  readonly columns: Record<Name, NumberArray>;
  /** By entry. */
  readonly attributes = new AttributeLists();
  readonly #names: readonly Name[];
  #rowCount = 0;
  #length = 0;
  #room: number;

  /** `columns` are of equal length, above 0. */
  constructor(columns: Record<Name, NumberArray>) {
    this.columns = columns;
    this.#names = Object.keys(columns) as Name[];
    this.#room = columns[this.#names[0]].length;
  }

  /** Appends a span row with these entries. */
  add(records: readonly R[], intern: Intern): void {
    for (const record of records) {
      this.write(this.#newEntry(), record, intern);
      this.attributes.add(record.attributes);
    }
    this.#endRow();
  }

  /** Appends a span row with the entries of all `rows`, equal ones once. */
  addUnion(rows: readonly number[]): void {
    const seen = new Set<string>();
    for (const row of rows)
      for (let at = this.start[row]; at < this.start[row + 1]; at++) {
        const key = this.#keyOf(at);
        if (!seen.has(key)) this.#copy(at);
        seen.add(key);
      }
    this.#endRow();
  }

  /** Takes the span rows from `rowCount` on away again. */
  truncate(rowCount: number): void {
    this.#rowCount = rowCount;
    this.#length = this.start[rowCount];
    this.attributes.truncate(this.#length);
  }

  /** Whether two span rows have equal entries in the same order. */
  equals(a: number, b: number): boolean {
    const count = this.start[a + 1] - this.start[a];
    if (this.start[b + 1] - this.start[b] !== count) return false;
    for (let i = 0; i < count; i++)
      if (this.#keyOf(this.start[a] + i) !== this.#keyOf(this.start[b] + i)) return false;
    return true;
  }

  /** Fills the columns at `entry`, for which there is room. */
  protected abstract write(entry: number, record: R, intern: Intern): void;

  /** Equal for entries that say the same. */
  #keyOf(entry: number): string {
    const values = this.#names.map((name) => this.columns[name][entry]);
    return `${values.join(' ')} ${this.attributes.keyOf(entry)}`;
  }

  #copy(from: number): void {
    const entry = this.#newEntry();
    for (const name of this.#names) this.columns[name][entry] = this.columns[name][from]!;
    this.attributes.addCopy(from);
  }

  #newEntry(): number {
    const entry = this.#length++;
    if (entry === this.#room) {
      this.#room *= 2;
      for (const name of this.#names) this.columns[name] = withRoom(this.columns[name], this.#room);
    }
    return entry;
  }

  #endRow(): void {
    this.start = withRoom(this.start, ++this.#rowCount + 1);
    this.start[this.#rowCount] = this.#length;
  }
}

/** The events of all spans. `seconds` is NaN where the time is not known; `name` is a string index. */
export class EventBuffer extends EntryBuffer<EventRecord, 'seconds' | 'nanos' | 'name'> {
  constructor() {
    super({ seconds: new Float64Array(64), nanos: new Float64Array(64), name: new Int32Array(64) });
  }

  protected write(entry: number, { time, name }: EventRecord, intern: Intern): void {
    this.columns.seconds[entry] = time ? time.seconds : NaN;
    this.columns.nanos[entry] = time ? time.nanos : 0;
    this.columns.name[entry] = intern(name);
  }
}

/** The links of all spans; `traceId` and `spanId` are string indices. */
export class LinkBuffer extends EntryBuffer<LinkRecord, 'traceId' | 'spanId' | 'kind'> {
  constructor() {
    super({ traceId: new Int32Array(64), spanId: new Int32Array(64), kind: new Uint8Array(64) });
  }

  protected write(entry: number, { traceId, spanId, kind }: LinkRecord, intern: Intern): void {
    this.columns.traceId[entry] = intern(traceId);
    this.columns.spanId[entry] = intern(spanId);
    this.columns.kind[entry] = kind;
  }
}
