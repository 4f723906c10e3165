import { createReadStream, closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { type Job, ingest, type Outcome, parse, readOnly } from './ingest-work.ts';

/** Bytes at once: the fewest at which reading a file is as fast as it gets. */
const CHUNK = 4 << 20;

/** What one job gave and cost, in a process of its own. */
export interface NodeRun extends Outcome {
  /** Milliseconds of CPU. */
  readonly cpuMs: number;
  /** Bytes beyond what the process had before: of JavaScript's objects, and of all, at its highest. */
  readonly heapBytes: number;
  readonly peakBytes: number;
}

const [job, path, isLines] = process.argv.slice(2) as [Job, string, string];
const before = process.memoryUsage();
const started = now();
const outcome = await work(job);
const cpuMs = now() - started;
globalThis.gc?.();
const run: NodeRun = {
  ...outcome,
  cpuMs,
  heapBytes: process.memoryUsage().heapUsed - before.heapUsed,
  peakBytes: process.resourceUsage().maxRSS * 1024 - before.rss,
};
console.log(JSON.stringify(run));

/** Milliseconds of CPU: what else the machine does is not counted. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function work(kind: Job): Promise<Outcome> {
  if (kind === 'ingest')
    return ingest(
      {
        name: path,
        size: statSync(path).size,
        chunks: () => createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>,
      },
      now,
    );
  if (kind === 'parse') return parse(async () => readFileSync(path, 'utf8'), isLines === 'lines', now);
  return readOnly(async () => {
    const file = openSync(path, 'r');
    const chunk = new Uint8Array(CHUNK);
    while (readSync(file, chunk) > 0);
    closeSync(file);
  }, now);
}
