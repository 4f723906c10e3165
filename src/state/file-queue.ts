import type { StoreApi } from 'zustand';
import type { OpenedSource, Reply } from '../core/engine/protocol.ts';
import { giveWay } from '../core/lib/give-way.ts';
import type { Detail } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { EngineClient } from '../worker/client.ts';
import type { AppState, FileState } from './app-state.ts';
import { outcomeOf } from './file-outcome.ts';
import { FileStates, hasSpans } from './file-states.ts';
import { isSettled } from './load-meter.ts';

const SAMPLE_NAME = 'Sample incident';
/** The seed of the sample everybody sees. */
const SAMPLE_SEED = 1;

/** Calls that may wait in the worker behind the file being read: it need not wait for the page between small files. */
const MOST_CALLS = 16;

/** Milliseconds for which files are asked for their sizes at once: a browser may go to the disk for each. */
const MEASURING_TURN = 10;

/** What becomes of a file that is not wanted: what was read of it is not told any more either. */
const NOTHING_STAYS = { phase: 'cancelled', progress: null, report: null } as const;

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

/**
 * Opens files one after the other, and closes them: the part of the store that fills the data set.
 *
 *     given ─► unmeasured ── its size ─► waiting ── all are measured ─► one of the engine's calls ─► settled
 */
export class FileQueue {
  readonly #client: EngineClient;
  readonly #store: StoreApi<AppState>;
  readonly #onRead: () => void;
  readonly #files: FileStates;
  readonly #given = new Map<number, Given>();
  readonly #unmeasured = new Set<number>();
  readonly #waiting = new Set<number>();
  #waitingBytes = 0;
  /** In the order in which the engine reads them. */
  readonly #readings = new Map<number, Reading>();

  /** Calls `onRead` each time nothing is left to read. */
  constructor(client: EngineClient, store: StoreApi<AppState>, onRead: () => void) {
    this.#client = client;
    this.#store = store;
    this.#onRead = onRead;
    this.#files = new FileStates(store);
  }

  /** The files whose spans are in the data set. */
  get openedFiles(): readonly FileState[] {
    return this.#files.found.opened;
  }

  /** `fingerprintOf` the files whose spans are in the data set; null where there are none. */
  get fingerprint(): string | null {
    return this.#files.found.fingerprint;
  }

  /** Whether the built-in sample is open, and nothing else. */
  get isSampleOnly(): boolean {
    const opened = this.openedFiles;
    return opened.length === 1 && this.#given.get(opened[0]!.id)?.source === 'sample';
  }

  open(sources: readonly Given['source'][], detail: Detail = 'all'): void {
    this.#beginLoad(this.#files.nextId);
    for (const source of sources) {
      const id = this.#files.add(source === 'sample' ? SAMPLE_NAME : source.name);
      this.#given.set(id, { source, detail });
      this.#unmeasured.add(id);
    }
    this.#start();
  }

  /** Opens the sample, unless it is there already. */
  openSample(): void {
    const isThere = ({ id, phase }: FileState) =>
      this.#given.get(id)?.source === 'sample' && phase !== 'cancelled' && phase !== 'failed';
    if (!this.#files.all().some(isThere)) this.open(['sample']);
  }

  /** Reads again what was lost. */
  reopen(detail: Detail = 'all'): void {
    const lost = this.#files.all().filter(({ phase }) => phase === 'lost');
    this.#beginLoad(lost[0]?.id ?? this.#files.nextId);
    for (const { id } of lost) {
      this.#given.set(id, { ...this.#given.get(id)!, detail });
      this.#files.change(id, { phase: 'waiting', progress: null, report: null });
      this.#unmeasured.add(id);
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
    await this.close(this.#files.all().map((file) => file.id));
    this.open([given.source]);
  }

  /** Nothing of this file is wanted. */
  cancel(id: number): void {
    const file = this.#files.get(id);
    if (!file || isSettled(file)) return;
    this.#files.change(id, NOTHING_STAYS);
    this.#unmeasured.delete(id);
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
    if (!this.#files.endLoad(keep ? 'keep' : 'discard')) return;
    // From the back, so that none of those that wait is begun.
    for (const { id } of this.#files.ofLoad().toReversed())
      if (keep) this.finish(id);
      else this.cancel(id);
    this.#files.tell();
  }

  /** Takes files off the list, and their spans out of the data set. */
  async close(ids: readonly number[], left: 'none' | 'cancelled' = 'none'): Promise<void> {
    const opened = ids.flatMap((id) => this.#files.get(id) ?? []).filter(hasSpans);
    for (const { id } of opened) this.#files.change(id, { phase: 'closing' });
    this.#files.tell();
    const sources = opened.map(({ report }) => (report as OpenedSource).id);
    if (sources.length > 0) {
      const reply = await this.#client.call('closeSources', { sources });
      if (reply.ok) this.publish(reply);
    }
    if (left === 'cancelled') for (const { id } of opened) this.#files.change(id, NOTHING_STAYS);
    else this.#drop(ids);
    this.#files.tell();
    this.#onRead();
  }

  /** Forgets all files, and stops the one being read. */
  forget(): void {
    for (const { discard } of this.#readings.values()) discard.abort();
    this.#stopAllWaiting();
    this.#given.clear();
    this.#files.clear();
  }

  /** Marks every file whose spans are gone with the worker. */
  markLost(): void {
    this.#stopAllWaiting();
    for (const { id, phase } of this.#files.all())
      if (phase !== 'failed' && phase !== 'cancelled') this.#files.change(id, { phase: 'lost' });
    this.#files.tell();
  }

  /** Lets the views know of the data set that questions are answered from now. */
  publish({ revision, isPartial, coverage }: Pick<AppState, 'revision' | 'isPartial' | 'coverage'>): void {
    const known = this.#store.getState();
    const isSame =
      revision === known.revision && isPartial === known.isPartial && coverage === known.coverage;
    if (revision >= known.revision && !isSame) this.#store.setState({ revision, isPartial, coverage });
  }

  #drop(ids: readonly number[]): void {
    for (const id of ids) {
      const file = this.#files.get(id);
      if (!file || !isSettled(file)) continue;
      this.#files.delete(id);
      this.#given.delete(id);
    }
  }

  /** What is given while nothing is read is measured anew, from file `first` on. */
  #beginLoad(first: number): void {
    if (!this.#store.getState().isLoading) this.#files.beginLoad(first);
  }

  #wait(id: number, size: number): void {
    this.#files.change(id, { size });
    this.#waiting.add(id);
    this.#waitingBytes += size;
  }

  #stopWaiting(id: number): void {
    if (this.#waiting.delete(id)) this.#waitingBytes -= this.#files.get(id)!.size;
  }

  #stopAllWaiting(): void {
    this.#unmeasured.clear();
    this.#waiting.clear();
    this.#waitingBytes = 0;
  }

  #start(): void {
    const { isLoading } = this.#store.getState();
    if (!isLoading && this.#unmeasured.size + this.#waiting.size > 0) {
      this.#store.setState({ isLoading: true });
      void this.#readAll();
    }
    this.#files.tell();
  }

  async #readAll(): Promise<void> {
    const calls = new Set<Promise<void>>();
    do {
      while (this.#measureSome()) await giveWay();
      for (const id of this.#waiting) {
        if (calls.size === MOST_CALLS) break;
        this.#stopWaiting(id);
        const call = this.#readOne(id).finally(() => calls.delete(call));
        calls.add(call);
      }
      if (calls.size > 0) await Promise.race(calls);
    } while (this.#unmeasured.size + this.#waiting.size + calls.size > 0);
    if (this.#files.ending === 'discard') await this.#discardLoad();
    const reply = await this.#client.call('settle', {});
    if (reply.ok) this.publish(reply);
    this.#files.tell();
    this.#store.setState({ isLoading: false });
    this.#onRead();
    if (this.#unmeasured.size > 0) this.#start(); // given while the engine settled
  }

  /** Asks files for their sizes, for as long as a turn may take; whether there are more. */
  #measureSome(): boolean {
    const end = performance.now() + MEASURING_TURN;
    for (const id of this.#unmeasured) {
      if (performance.now() >= end) return true;
      const { source } = this.#given.get(id)!;
      this.#unmeasured.delete(id);
      this.#wait(id, source === 'sample' ? 0 : source.file.size);
    }
    return false;
  }

  async #discardLoad(): Promise<void> {
    const read = this.#files.ofLoad().filter(hasSpans);
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
    if (reply.ok && reading.discard.signal.aborted) await this.#takeBack(reply.result);
    const file = this.#files.get(id);
    if (file && !isSettled(file)) this.#files.change(id, outcomeOf(reply, file));
    this.#markReading();
  }

  /** Of a file that was cancelled just as it had been read, nothing stays either. */
  async #takeBack({ id }: OpenedSource): Promise<void> {
    const reply = await this.#client.call('closeSources', { sources: [id] });
    if (reply.ok) this.publish(reply);
  }

  #read(id: number, { discard, enough }: Reading): Promise<Reply<OpenedSource>> {
    const { source, detail } = this.#given.get(id)!;
    const options = {
      signal: discard.signal,
      enough: enough.signal,
      waitsForEngine: true,
      onProgress: (progress: NonNullable<FileState['progress']>) => {
        this.#files.change(id, { progress });
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
    if (id !== undefined && this.#files.get(id)?.phase === 'waiting')
      this.#files.change(id, { phase: 'reading' });
  }
}
