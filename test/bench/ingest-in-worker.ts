import { fileSource } from '../../src/worker/file-source.ts';
import { held, ingest, type Job, type Outcome, parse, readOnly } from './ingest-work.ts';

/** What the page asks of the worker. */
export interface WorkerTask {
  readonly job: Job;
  readonly file: File;
  readonly isLines: boolean;
}

const BUFFER = 1 << 20;

const now = () => performance.now();

addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => {
  work(data).then(postMessage, (error: unknown) => postMessage({ error: String(error) }));
});

function work({ job, file, isLines }: WorkerTask): Promise<Outcome> {
  if (job === 'ingest') return ingest(fileSource({ name: file.name, file }), now);
  if (job === 'parse') return parse(() => file.text(), isLines, now);
  return readOnly(() => readBare(file), now);
}

/** The fastest way Chromium has, into one buffer; held, because a stream that nothing refers to may never go on. */
async function readBare(file: File): Promise<void> {
  const reader = file.stream().getReader({ mode: 'byob' });
  held.push(reader);
  for (let buffer = new Uint8Array(BUFFER); ;) {
    const { done, value } = await reader.read(buffer);
    if (done) return;
    buffer = new Uint8Array(value.buffer);
  }
}
