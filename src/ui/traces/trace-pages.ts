import type { EngineError, Reply, TraceList, TraceRow } from '../../core/engine/protocol.ts';
import { TOP, type ListPlace } from './list-place.ts';

/** Rows asked for at once: a few screens, and a reply of some 50 kB. */
export const PAGE_SIZE = 200;
/** Pages kept, 10,000 rows: the page farthest from where the reader is goes first. */
const KEPT_PAGES = 50;

/** A place in the list, and the trace there once it is fetched. */
export interface TraceEntry {
  readonly index: number;
  readonly row: TraceRow | null;
  /** Its duration as a share (0 to 1) of the longest in the list. */
  readonly share: number;
}

type LoadTraces = (offset: number, limit: number, signal: AbortSignal) => Promise<Reply<TraceList>>;

/**
 * The rows of one question, fetched page by page as they come into view. One request is under way at a time, and always
 * for where the reader is when it starts: flying over a million rows asks for few of them.
 */
export class TracePages {
  readonly list: TraceList;
  /** Where the reader is when it is first drawn. */
  readonly start: ListPlace;
  /** Where the reader is: told by whatever draws it. */
  reader: () => ListPlace = () => this.start;
  readonly #load: LoadTraces;
  readonly #pages = new Map<number, readonly TraceEntry[]>();
  /** Stand in for pages that are not there, so that the same page is the same entries each time. */
  readonly #blanks = new Map<number, readonly TraceEntry[]>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly [first: number, last: number] = [0, 0];
  #request: AbortController | null = null;
  #error: EngineError | null = null;
  #version = 0;

  /** `list` is the first page. */
  constructor(list: TraceList, load: LoadTraces, start = TOP) {
    this.list = list;
    this.start = start;
    this.#load = load;
    this.#keep(0, list.rows);
  }

  /** Why the rows in view could not be fetched; null when they could. */
  get error(): EngineError | null {
    return this.#error;
  }

  /** Counts the changes listeners were told of. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The entries of all pages that hold a row from `first` to `last`, in order and without a gap. */
  entriesAround(first: number, last: number): readonly TraceEntry[] {
    const entries: TraceEntry[] = [];
    for (let page = pageOf(first); page <= pageOf(last); page++) {
      for (const entry of this.#pages.get(page) ?? this.#blank(page)) entries.push(entry);
    }
    return entries;
  }

  /** The entry at a place, or none where the list ends before it. */
  entryAt(index: number): TraceEntry | undefined {
    return this.entriesAround(index, index)[index - pageStart(index)];
  }

  /** Says which rows are in view, so that they are fetched. */
  want(first: number, last: number): void {
    this.#wanted = [pageOf(first), pageOf(last)];
    void this.#fetch();
  }

  /** Asks again after an error. */
  retry(): void {
    this.#error = null;
    void this.#fetch();
  }

  /** Drops the request under way. */
  cancel(): void {
    this.#request?.abort();
    this.#request = null;
  }

  async #fetch(): Promise<void> {
    const page = this.#missing();
    if (this.#request || this.#error || page === null) return;
    const request = new AbortController();
    this.#request = request;
    const reply = await this.#load(page * PAGE_SIZE, PAGE_SIZE, request.signal);
    if (this.#request !== request) return;
    this.#request = null;
    if (reply.ok) this.#keep(page, reply.result.rows);
    else this.#error = reply.error;
    this.#version++;
    for (const listener of this.#listeners) listener();
    void this.#fetch();
  }

  /** The first page in view that is not there; null when all are. */
  #missing(): number | null {
    for (let page = this.#wanted[0]; page <= this.#wanted[1]; page++) if (!this.#pages.has(page)) return page;
    return null;
  }

  #keep(page: number, rows: readonly TraceRow[]): void {
    const longest = Math.max(this.list.longestDuration, 1);
    this.#pages.set(
      page,
      rows.map((row, i) => ({ index: page * PAGE_SIZE + i, row, share: row.duration / longest })),
    );
    this.#blanks.delete(page);
    if (this.#pages.size <= KEPT_PAGES) return;
    const distance = (other: number) => Math.abs(other - this.#wanted[0]);
    this.#pages.delete(
      [...this.#pages.keys()].reduce((far, other) => (distance(other) > distance(far) ? other : far)),
    );
  }

  #blank(page: number): readonly TraceEntry[] {
    const known = this.#blanks.get(page);
    if (known) return known;
    const from = page * PAGE_SIZE;
    const length = Math.max(0, Math.min(PAGE_SIZE, this.list.traceCount - from));
    const blank = Array.from({ length }, (_, i) => ({ index: from + i, row: null, share: 0 }));
    if (this.#blanks.size >= KEPT_PAGES) this.#blanks.clear();
    this.#blanks.set(page, blank);
    return blank;
  }
}

/** The index of the first entry that `entriesAround(first, …)` gives. */
export function pageStart(first: number): number {
  return pageOf(first) * PAGE_SIZE;
}

function pageOf(index: number): number {
  return Math.floor(Math.max(0, index) / PAGE_SIZE);
}
