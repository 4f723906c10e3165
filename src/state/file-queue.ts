import type { StoreApi } from 'zustand';
import type { Reply } from '../core/engine/protocol.ts';
import type { SourceReport } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { CallOptions, EngineClient } from '../worker/client.ts';
import type { AppState, FileState } from './app-state.ts';
import { fingerprintOf } from './url.ts';

const SAMPLE_NAME = 'Sample incident';
/** The seed of the sample everybody sees. */
const SAMPLE_SEED = 1;

/**
 * While many files are read, the views ask anew at most this often, in ms: each time, all spans read so far are laid out
 * again.
 */
const REVISION_INTERVAL = 2000;

/** Nor is the state of their files told more often than this, in ms: a thousand small ones are read in a second. */
const FILES_INTERVAL = 100;

/** What was given to be opened. */
type Given = FileHandle | 'sample';

/** What became of `files`. */
interface Found {
  readonly files: readonly FileState[];
  readonly opened: readonly FileState[];
  readonly fingerprint: string | null;
}

/** Opens files one after the other: the part of the store that fills the data set. */
export class FileQueue {
  readonly #client: EngineClient;
  readonly #store: StoreApi<AppState>;
  readonly #onRead: () => void;
  readonly #given = new Map<number, Given>();
  /** Every file as it is now, by id; the store's list follows. */
  readonly #files = new Map<number, FileState>();
  readonly #waiting: number[] = [];
  #lastId = 0;
  #reading: { readonly id: number; readonly stop: AbortController } | null = null;
  #lastPublished = -Infinity;
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
    return opened.length === 1 && this.#given.get(opened[0]!.id) === 'sample';
  }

  open(all: readonly Given[]): void {
    for (const one of all) {
      const id = ++this.#lastId;
      this.#given.set(id, one);
      this.#waiting.push(id);
      const [name, size] = one === 'sample' ? [SAMPLE_NAME, 0] : [one.name, one.file.size];
      this.#files.set(id, { id, name, size, phase: 'waiting', progress: null, report: null });
    }
    this.#start();
    this.#tell();
  }

  /** Opens the sample, unless it is there already. */
  openSample(): void {
    const isThere = ({ id, phase }: FileState) =>
      this.#given.get(id) === 'sample' && phase !== 'cancelled' && phase !== 'failed';
    if (![...this.#files.values()].some(isThere)) this.open(['sample']);
  }

  /** Reads again what was lost. */
  reopen(): void {
    for (const { id, phase } of this.#files.values()) {
      if (phase !== 'lost') continue;
      this.#waiting.push(id);
      this.#change(id, { phase: 'waiting', progress: null, report: null });
    }
    this.#start();
    this.#tell();
  }

  cancel(id: number): void {
    const at = this.#waiting.indexOf(id);
    const isReading = this.#reading?.id === id;
    if (at >= 0) this.#waiting.splice(at, 1);
    if (at >= 0 || isReading) this.#change(id, { phase: 'cancelled' });
    if (isReading) this.#reading?.stop.abort();
  }

  /** Forgets all files, and stops the one being read. */
  forget(): void {
    this.#waiting.length = 0;
    this.#reading?.stop.abort();
    this.#given.clear();
    this.#files.clear();
    this.#tell();
  }

  /** Marks every file whose spans are gone with the worker. */
  markLost(): void {
    this.#waiting.length = 0;
    for (const [id, file] of this.#files)
      if (file.phase !== 'failed' && file.phase !== 'cancelled')
        this.#files.set(id, { ...file, phase: 'lost' });
    this.#tell();
  }

  /** Every link of the page asks; all until the files change are given the same answer. */
  #findOpened(): Found {
    const { files } = this.#store.getState();
    if (files !== this.#found.files) {
      const opened = files.filter(({ phase }) => phase === 'done');
      this.#found = { files, opened, fingerprint: opened.length > 0 ? fingerprintOf(opened) : null };
    }
    return this.#found;
  }

  #start(): void {
    if (this.#waiting.length === 0 || this.#store.getState().isLoading) return;
    this.#store.setState({ isLoading: true });
    void this.#readAll();
  }

  async #readAll(): Promise<void> {
    let revision = 0;
    for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) {
      const reply = await this.#readOne(id); // one after the other
      if (!reply.ok) continue;
      revision = reply.revision;
      if (performance.now() - this.#lastPublished >= REVISION_INTERVAL) this.#publish(revision);
    }
    this.#tell();
    this.#publish(revision);
    this.#store.setState({ isLoading: false });
    this.#onRead();
  }

  async #readOne(id: number): Promise<Reply<SourceReport>> {
    const stop = new AbortController();
    this.#reading = { id, stop };
    this.#change(id, { phase: 'reading' });
    const reply = await read(this.#client, this.#given.get(id)!, {
      signal: stop.signal,
      onProgress: (progress) => this.#change(id, { progress }),
    });
    this.#reading = null;
    const file = this.#files.get(id);
    if (file?.phase === 'reading') this.#change(id, outcomeOf(reply, file));
    return reply;
  }

  /** Lets the views know of the new data. */
  #publish(revision: number): void {
    this.#lastPublished = performance.now();
    this.#store.setState((state) => ({ revision: Math.max(state.revision, revision) }));
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
    this.#store.setState({ files: [...this.#files.values()] });
  }
}

function read(client: EngineClient, source: Given, options: CallOptions): Promise<Reply<SourceReport>> {
  return source === 'sample'
    ? client.call('openSample', { seed: SAMPLE_SEED }, options)
    : client.call('openSource', { source }, options);
}

/** What became of a file, from the engine's reply. */
function outcomeOf(reply: Reply<SourceReport>, file: FileState): Partial<FileState> {
  if (!reply.ok) return { phase: 'failed', report: failedReport(file, reply.error.message) };
  const { failure, spanCount } = reply.result;
  return { phase: failure !== null && spanCount === 0 ? 'failed' : 'done', report: reply.result };
}

function failedReport({ name, size }: FileState, failure: string): SourceReport {
  return {
    name,
    formats: [],
    evidence: '',
    byteLength: size,
    textLength: 0,
    encoding: '',
    spanCount: 0,
    diagnostics: [],
    failure,
  };
}
