import type { StoreApi } from 'zustand';
import type { AppState, FileState, LoadState } from './app-state.ts';
import { isSettled, LoadMeter } from './load-meter.ts';
import { fingerprintOf } from './url.ts';

/** The state of files is not told more often than this, in ms: a thousand small ones are read in a second. */
const FILES_INTERVAL = 200;

/** What became of `files`. */
interface Found {
  readonly files: readonly FileState[];
  readonly opened: readonly FileState[];
  readonly fingerprint: string | null;
}

/** Whether the spans of a file are in the data set. */
export function hasSpans({ phase }: FileState): boolean {
  return phase === 'done' || phase === 'stopped';
}

/** Every file as it is now, and what the page is told of them: now and then, and when it matters at once. */
export class FileStates {
  readonly #store: StoreApi<AppState>;
  /** By id, in the order in which they were given; the store's list follows. */
  readonly #files = new Map<number, FileState>();
  #lastId = 0;
  /** The first file given since nothing was being read. */
  #firstOfLoad = 1;
  #meter = new LoadMeter();
  #ending: LoadState['ending'] = null;
  #lastTold = -Infinity;
  /** Will tell of what has changed since. */
  #timer: ReturnType<typeof setTimeout> | null = null;
  #found: Found = { files: [], opened: [], fingerprint: null };

  constructor(store: StoreApi<AppState>) {
    this.#store = store;
  }

  /** The files whose spans are in the data set, and `fingerprintOf` them: null where there are none. */
  get found(): Found {
    const { files } = this.#store.getState();
    // Every link of the page asks; all until the files change are given the same answer.
    if (files !== this.#found.files) {
      const opened = files.filter(hasSpans);
      this.#found = { files, opened, fingerprint: opened.length > 0 ? fingerprintOf(opened) : null };
    }
    return this.#found;
  }

  /** How what is read now is to end; null where each file is read to its end. */
  get ending(): LoadState['ending'] {
    return this.#ending;
  }

  /** The id that the next file will get. */
  get nextId(): number {
    return this.#lastId + 1;
  }

  all(): FileState[] {
    return [...this.#files.values()];
  }

  /** The files given since nothing was being read. */
  ofLoad(): FileState[] {
    return this.all().filter(({ id }) => id >= this.#firstOfLoad);
  }

  get(id: number): FileState | undefined {
    return this.#files.get(id);
  }

  /** A file that waits: its id. */
  add(name: string): number {
    const id = ++this.#lastId;
    this.#files.set(id, { id, name, size: 0, phase: 'waiting', progress: null, report: null });
    return id;
  }

  change(id: number, changes: Partial<FileState>): void {
    const file = this.#files.get(id);
    if (!file) return;
    this.#files.set(id, { ...file, ...changes });
    const wait = this.#lastTold + FILES_INTERVAL - performance.now();
    if (wait <= 0) this.tell();
    else this.#timer ??= setTimeout(() => this.tell(), wait);
  }

  /** Not told before the next change or `tell`. */
  delete(id: number): void {
    this.#files.delete(id);
  }

  /** Forgets all files. */
  clear(): void {
    this.#files.clear();
    this.#firstOfLoad = this.nextId;
    this.tell();
  }

  /** Files are read from now on, from file `first` on: how far all of them are is measured anew. */
  beginLoad(first: number): void {
    this.#firstOfLoad = first;
    this.#meter = new LoadMeter();
    this.#ending = null;
  }

  /** What is read now ends before its time. False where nothing is left to read. */
  endLoad(ending: LoadState['ending']): boolean {
    if (this.ofLoad().every(isSettled)) return false;
    this.#ending = ending;
    return true;
  }

  /** Lets the page know of all files as they are now. */
  tell(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastTold = performance.now();
    const load = this.ofLoad();
    this.#store.setState({
      files: this.all(),
      load: load.length > 0 ? this.#meter.measure(load, this.#ending, this.#lastTold / 1000) : null,
    });
  }
}
