import type { StoreApi } from 'zustand';
import type { Reply } from '../core/engine/protocol.ts';
import type { SourceReport } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { CallOptions, EngineClient } from '../worker/client.ts';
import type { Actions, AppState, FileState } from './store.ts';

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

/** The part of the store that opens files. */
export interface FileQueue extends Pick<Actions, 'openFiles' | 'openSample' | 'reopenFiles' | 'cancelFile'> {
  /** Forgets all files, and stops the one being read. */
  readonly forget: () => void;
  /** Marks every file whose spans are gone with the worker. */
  readonly markLost: () => void;
  /** The files whose spans are in the data set. */
  readonly openedFiles: () => readonly FileState[];
  /** Whether the built-in sample is open, and nothing else. */
  readonly isSampleOnly: () => boolean;
}

/** Opens files one after the other. Calls `onRead` each time the queue has run empty. */
export function createFileQueue(
  client: EngineClient,
  store: StoreApi<AppState>,
  onRead: () => void,
): FileQueue {
  const given = new Map<number, Given>();
  const queue: number[] = [];
  let lastId = 0;
  let reading: { readonly id: number; readonly stop: AbortController } | null = null;
  let lastPublished = -Infinity;

  function change(id: number, changes: Partial<FileState>): void {
    store.setState(({ files }) => ({
      files: files.map((file) => (file.id === id ? { ...file, ...changes } : file)),
    }));
  }

  function open(all: readonly Given[]): void {
    const added = all.map((one): FileState => {
      const id = ++lastId;
      given.set(id, one);
      queue.push(id);
      const [name, size] = one === 'sample' ? [SAMPLE_NAME, 0] : [one.name, one.file.size];
      return { id, name, size, phase: 'waiting', progress: null, report: null };
    });
    store.setState(({ files }) => ({ files: [...files, ...added] }));
    start();
  }

  function start(): void {
    if (queue.length === 0 || store.getState().isLoading) return;
    store.setState({ isLoading: true });
    void readAll();
  }

  async function readAll(): Promise<void> {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      await readOne(id); // oxlint-disable-line no-await-in-loop -- one after the other
    }
    store.setState({ isLoading: false });
    onRead();
  }

  async function readOne(id: number): Promise<void> {
    const stop = new AbortController();
    reading = { id, stop };
    change(id, { phase: 'reading' });
    const reply = await read(client, given.get(id)!, {
      signal: stop.signal,
      onProgress: (progress) => change(id, { progress }),
    });
    reading = null;
    const file = store.getState().files.find((one) => one.id === id);
    if (file?.phase === 'reading') change(id, outcomeOf(reply, file));
    if (reply.ok) publish(reply.revision);
  }

  /** Tells the views of the new data: at once for the first and the last file, now and then in between. */
  function publish(revision: number): void {
    const now = performance.now();
    if (queue.length > 0 && now - lastPublished < REVISION_INTERVAL) return;
    lastPublished = now;
    store.setState((state) => ({ revision: Math.max(state.revision, revision) }));
  }

  const openedFiles = () => store.getState().files.filter(({ phase }) => phase === 'done');

  return {
    openFiles: open,
    openSample() {
      const isThere = store
        .getState()
        .files.some(
          ({ id, phase }) => given.get(id) === 'sample' && phase !== 'cancelled' && phase !== 'failed',
        );
      if (!isThere) open(['sample']);
    },
    reopenFiles() {
      for (const { id, phase } of store.getState().files) {
        if (phase !== 'lost') continue;
        queue.push(id);
        change(id, { phase: 'waiting', progress: null, report: null });
      }
      start();
    },
    cancelFile(id) {
      const at = queue.indexOf(id);
      if (at >= 0) queue.splice(at, 1);
      if (at >= 0 || reading?.id === id) change(id, { phase: 'cancelled' });
      if (reading?.id === id) reading.stop.abort();
    },
    forget() {
      queue.length = 0;
      reading?.stop.abort();
      given.clear();
      store.setState({ files: [] });
    },
    markLost() {
      queue.length = 0;
      store.setState(({ files }) => ({
        files: files.map((file) =>
          file.phase === 'failed' || file.phase === 'cancelled' ? file : { ...file, phase: 'lost' },
        ),
      }));
    },
    openedFiles,
    isSampleOnly() {
      const opened = openedFiles();
      return opened.length === 1 && given.get(opened[0]!.id) === 'sample';
    },
  };
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
