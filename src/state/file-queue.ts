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
  readonly #waiting: number[] = [];
  #lastId = 0;
  #reading: { readonly id: number; readonly stop: AbortController } | null = null;
  #lastPublished = -Infinity;
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
    const added = all.map((one): FileState => {
      const id = ++this.#lastId;
      this.#given.set(id, one);
      this.#waiting.push(id);
      const [name, size] = one === 'sample' ? [SAMPLE_NAME, 0] : [one.name, one.file.size];
      return { id, name, size, phase: 'waiting', progress: null, report: null };
    });
    this.#store.setState(({ files }) => ({ files: [...files, ...added] }));
    this.#start();
  }

  /** Opens the sample, unless it is there already. */
  openSample(): void {
    const isThere = ({ id, phase }: FileState) =>
      this.#given.get(id) === 'sample' && phase !== 'cancelled' && phase !== 'failed';
    if (!this.#store.getState().files.some(isThere)) this.open(['sample']);
  }

  /** Reads again what was lost. */
  reopen(): void {
    for (const { id, phase } of this.#store.getState().files) {
      if (phase !== 'lost') continue;
      this.#waiting.push(id);
      this.#change(id, { phase: 'waiting', progress: null, report: null });
    }
    this.#start();
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
    this.#store.setState({ files: [] });
  }

  /** Marks every file whose spans are gone with the worker. */
  markLost(): void {
    this.#waiting.length = 0;
    const marked = ({ phase }: FileState) => (phase === 'failed' || phase === 'cancelled' ? phase : 'lost');
    this.#store.setState(({ files }) => ({
      files: files.map((file): FileState => ({ ...file, phase: marked(file) })),
    }));
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
      const reply = await this.#readOne(id); // oxlint-disable-line no-await-in-loop -- one after the other
      if (!reply.ok) continue;
      revision = reply.revision;
      if (performance.now() - this.#lastPublished >= REVISION_INTERVAL) this.#publish(revision);
    }
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
    const file = this.#store.getState().files.find((one) => one.id === id);
    if (file?.phase === 'reading') this.#change(id, outcomeOf(reply, file));
    return reply;
  }

  /** Lets the views know of the new data. */
  #publish(revision: number): void {
    this.#lastPublished = performance.now();
    this.#store.setState((state) => ({ revision: Math.max(state.revision, revision) }));
  }

  #change(id: number, changes: Partial<FileState>): void {
    this.#store.setState(({ files }) => ({
      files: files.map((file) => (file.id === id ? { ...file, ...changes } : file)),
    }));
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
    encoding: '',
    spanCount: 0,
    diagnostics: [],
    failure,
  };
}
