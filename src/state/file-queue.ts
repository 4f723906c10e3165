import type { StoreApi } from 'zustand';
import type { OpenedSource, Reply } from '../core/engine/protocol.ts';
import type { Detail } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { EngineClient } from '../worker/client.ts';
import type { AppState, FileState, LoadState } from './app-state.ts';
import { outcomeOf } from './file-outcome.ts';
import { isSettled, LoadMeter } from './load-meter.ts';
import { fingerprintOf } from './url.ts';

const SAMPLE_NAME = 'Sample incident';
/** The seed of the sample everybody sees. */
const SAMPLE_SEED = 1;

/** The state of files is not told more often than this, in ms: a thousand small ones are read in a second. */
const FILES_INTERVAL = 100;

/** Calls that may wait in the worker behind the file being read: it need not wait for the page between small files. */
const MOST_CALLS = 16;

/** What was given to be opened. */
interface Given {
  readonly source: FileHandle | 'sample';
  readonly detail: Detail;
}

/** A file the engine was told to read. */
interface Reading {
  /** Nothing of it is wanted. */
  readonly discard: AbortController;
  /** What was read of it is enough. */
  readonly enough: AbortController;
}

/** What became of `files`. */
interface Found {
  readonly files: readonly FileState[];
  readonly opened: readonly FileState[];
  readonly fingerprint: string | null;
}

/** Opens files one after the other, and closes them: the part of the store that fills the data set. */
export class FileQueue {
  readonly #client: EngineClient;
  readonly #store: StoreApi<AppState>;
  readonly #onRead: () => void;
  readonly #given = new Map<number, Given>();
  /** Every file as it is now, by id; the store's list follows. */
  readonly #files = new Map<number, FileState>();
  readonly #waiting: number[] = [];
  /** In the order in which the engine reads them. */
  readonly #readings = new Map<number, Reading>();
  #waitingBytes = 0;
  #lastId = 0;
  /** The first file given since nothing was being read. */
  #firstOfLoad = 1;
  #meter = new LoadMeter();
  #ending: LoadState['ending'] = null;
  #lastTold = -Infinity;
  /** Will tell of what has changed since. */
  #timer: ReturnType<typeof setTimeout> | null = null;
  #found: Found = { files: [], opened: [], fingerprint: null };

  /** Calls `onRead` each time nothing is left to read. */
  constructor(client: EngineClient, store: StoreApi<AppState>, onRead: () => void) {
    this.#client = client;
    this.#store = store;
    this.#onRead = onRead;
  }

  /** The files whose spans are in the data set. */
  get openedFiles(): readonly FileState[] {
    return this.#findOpened().opened;
  }

  /** `fingerprintOf` the files whose spans are in the data set; null where there are none. */
  get fingerprint(): string | null {
    return this.#findOpened().fingerprint;
  }

  /** Whether the built-in sample is open, and nothing else. */
  get isSampleOnly(): boolean {
    const opened = this.openedFiles;
    return opened.length === 1 && this.#given.get(opened[0]!.id)?.source === 'sample';
  }

  open(sources: readonly Given['source'][], detail: Detail = 'all'): void {
    this.#beginLoad(this.#lastId + 1);
    for (const source of sources) {
      const id = ++this.#lastId;
      const [name, size] = source === 'sample' ? [SAMPLE_NAME, 0] : [source.name, source.file.size];
      this.#given.set(id, { source, detail });
      this.#files.set(id, { id, name, size, phase: 'waiting', progress: null, report: null });
      this.#wait(id);
    }
    this.#start();
  }

  /** Opens the sample, unless it is there already. */
  openSample(): void {
    const isThere = ({ id, phase }: FileState) =>
      this.#given.get(id)?.source === 'sample' && phase !== 'cancelled' && phase !== 'failed';
    if (![...this.#files.values()].some(isThere)) this.open(['sample']);
  }

  /** Reads again what was lost. */
  reopen(detail: Detail = 'all'): void {
    const lost = [...this.#files.values()].filter(({ phase }) => phase === 'lost');
    this.#beginLoad(lost[0]?.id ?? this.#lastId + 1);
    for (const { id } of lost) {
      this.#given.set(id, { ...this.#given.get(id)!, detail });
      this.#change(id, { phase: 'waiting', progress: null, report: null });
      this.#wait(id);
    }
    this.#start();
  }

  /** Reads a file again from its start, as the last of the list; what is here of it goes first. */
  async openAgain(id: number, detail: Detail = 'all'): Promise<void> {
    const given = this.#given.get(id);
    if (!given) return;
    await this.close([id]);
    this.open([given.source], detail);
  }

  /** Closes all other files and reads this one again: there may be room for all that it holds. */
  async openAlone(id: number): Promise<void> {
    const given = this.#given.get(id);
    if (!given) return;
    await this.close([...this.#files.keys()]);
    this.open([given.source]);
  }

  /** Nothing of this file is wanted. */
  cancel(id: number): void {
    const file = this.#files.get(id);
    if (!file || isSettled(file)) return;
    this.#change(id, { phase: 'cancelled' });
    this.#stopWaiting(id);
    this.#readings.get(id)?.discard.abort();
  }

  /** What was read of this file is enough. */
  finish(id: number): void {
    if (this.#files.get(id)?.phase === 'reading') this.#readings.get(id)!.enough.abort();
    else this.cancel(id);
  }

  /** Ends all reading. */
  stop(keep: boolean): void {
    const load = this.#filesOfLoad();
    if (load.every(isSettled)) return;
    this.#ending = keep ? 'keep' : 'discard';
    // From the back, so that none of those that wait is begun.
    for (const { id } of load.toReversed())
      if (keep) this.finish(id);
      else this.cancel(id);
    this.#tell();
  }

  /** Takes files off the list, and their spans out of the data set. */
  async close(ids: readonly number[], left: 'none' | 'cancelled' = 'none'): Promise<void> {
    const opened = ids.filter((id) => this.#hasSpans(id));
    for (const id of opened) this.#change(id, { phase: 'closing' });
    this.#tell();
    const sources = opened.map((id) => (this.#files.get(id)!.report as OpenedSource).id);
    if (sources.length > 0) {
      const reply = await this.#client.call('closeSources', { sources });
      if (reply.ok) this.publish(reply);
    }
    for (const id of ids)
      if (left === 'none' && this.#files.has(id) && isSettled(this.#files.get(id)!)) {
        this.#files.delete(id);
        this.#given.delete(id);
      } else if (opened.includes(id)) this.#change(id, { phase: 'cancelled' });
    this.#tell();
    this.#onRead();
  }

  /** Forgets all files, and stops the one being read. */
  forget(): void {
    for (const { discard } of this.#readings.values()) discard.abort();
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    this.#given.clear();
    this.#files.clear();
    this.#firstOfLoad = this.#lastId + 1;
    this.#tell();
  }

  /** Marks every file whose spans are gone with the worker. */
  markLost(): void {
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    for (const [id, file] of this.#files)
      if (file.phase !== 'failed' && file.phase !== 'cancelled')
        this.#files.set(id, { ...file, phase: 'lost' });
    this.#tell();
  }

  /** Lets the views know of the data set that questions are answered from now. */
  publish({ revision, isPartial, coverage }: Pick<AppState, 'revision' | 'isPartial' | 'coverage'>): void {
    const known = this.#store.getState();
    const isSame =
      revision === known.revision && isPartial === known.isPartial && coverage === known.coverage;
    if (revision >= known.revision && !isSame) this.#store.setState({ revision, isPartial, coverage });
  }

  /** Every link of the page asks; all until the files change are given the same answer. */
  #findOpened(): Found {
    const { files } = this.#store.getState();
    if (files !== this.#found.files) {
      const opened = files.filter(({ phase }) => phase === 'done' || phase === 'stopped');
      this.#found = { files, opened, fingerprint: opened.length > 0 ? fingerprintOf(opened) : null };
    }
    return this.#found;
  }

  #hasSpans(id: number): boolean {
    const phase = this.#files.get(id)?.phase;
    return phase === 'done' || phase === 'stopped';
  }

  #filesOfLoad(): readonly FileState[] {
    return [...this.#files.values()].filter(({ id }) => id >= this.#firstOfLoad);
  }

  /** What is given while nothing is read is measured anew, from file `first` on. */
  #beginLoad(first: number): void {
    if (this.#store.getState().isLoading) return;
    this.#firstOfLoad = first;
    this.#meter = new LoadMeter();
    this.#ending = null;
  }

  #wait(id: number): void {
    this.#waiting.push(id);
    this.#waitingBytes += this.#files.get(id)!.size;
  }

  #stopWaiting(id: number): void {
    const at = this.#waiting.lastIndexOf(id);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    this.#waitingBytes -= this.#files.get(id)!.size;
  }

  #start(): void {
    if (this.#waiting.length > 0 && !this.#store.getState().isLoading) {
      this.#store.setState({ isLoading: true });
      void this.#readAll();
    }
    this.#tell();
  }

  async #readAll(): Promise<void> {
    const calls = new Set<Promise<void>>();
    do {
      while (this.#waiting.length > 0 && calls.size < MOST_CALLS) {
        const id = this.#waiting.shift()!;
        this.#waitingBytes -= this.#files.get(id)!.size;
        const call = this.#readOne(id).finally(() => calls.delete(call));
        calls.add(call);
      }
      await Promise.race(calls);
    } while (this.#waiting.length > 0 || calls.size > 0);
    if (this.#ending === 'discard') await this.#discardLoad();
    const reply = await this.#client.call('settle', {});
    if (reply.ok) this.publish(reply);
    this.#tell();
    this.#store.setState({ isLoading: false });
    this.#onRead();
  }

  async #discardLoad(): Promise<void> {
    const read = this.#filesOfLoad().filter(({ id }) => this.#hasSpans(id));
    await this.close(
      read.map(({ id }) => id),
      'cancelled',
    );
  }

  async #readOne(id: number): Promise<void> {
    const reading = { discard: new AbortController(), enough: new AbortController() };
    this.#readings.set(id, reading);
    this.#markReading();
    const reply = await this.#read(id, reading);
    this.#readings.delete(id);
    const file = this.#files.get(id);
    if (file && !isSettled(file)) this.#change(id, outcomeOf(reply, file));
    this.#markReading();
  }

  #read(id: number, { discard, enough }: Reading): Promise<Reply<OpenedSource>> {
    const { source, detail } = this.#given.get(id)!;
    const options = {
      signal: discard.signal,
      enough: enough.signal,
      onProgress: (progress: NonNullable<FileState['progress']>) => {
        this.#change(id, { progress });
        this.publish({ ...this.#store.getState(), isPartial: true, revision: progress.revision });
      },
    };
    return source === 'sample'
      ? this.#client.call('openSample', { seed: SAMPLE_SEED }, options)
      : this.#client.call('openSource', { source, detail, waitingBytes: this.#waitingBytes }, options);
  }

  /** Of the files the engine was told of, the first is the one it reads. */
  #markReading(): void {
    const [id] = this.#readings.keys();
    if (id !== undefined && this.#files.get(id)?.phase === 'waiting') this.#change(id, { phase: 'reading' });
  }

  #change(id: number, changes: Partial<FileState>): void {
    const file = this.#files.get(id);
    if (!file) return;
    this.#files.set(id, { ...file, ...changes });
    const wait = this.#lastTold + FILES_INTERVAL - performance.now();
    if (wait <= 0) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  /** Lets the page know of all files as they are now. */
  #tell(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastTold = performance.now();
    const load = this.#filesOfLoad();
    this.#store.setState({
      files: [...this.#files.values()],
      load: load.length > 0 ? this.#meter.measure(load, this.#ending, this.#lastTold / 1000) : null,
    });
  }
}
