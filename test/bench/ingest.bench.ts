import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { statSync } from 'node:fs';
import { build } from 'vite';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser } from './app-page.ts';
import { type IngestFile, type ShapeName, WRITERS, writeIngestFile } from './ingest-files.ts';
import type { NodeRun } from './ingest-in-node.ts';
import type { WorkerTask } from './ingest-in-worker.ts';
import type { Job, Outcome } from './ingest-work.ts';
import { printIngestTable, type IngestCase, type Run } from './ingest-table.ts';
import { watchProcesses } from './process-meter.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUNDLES = join(ROOT, '.cache/bench/bundles');

/** What to measure, for those who want a part: BENCH_SHAPES="OTLP JSON" BENCH_SIZES=10,100 BENCH_PLACES=node npm run bench */
const listOf = (name: string, fallback: readonly string[]) => process.env[name]?.split(',') ?? fallback;
const SHAPES = listOf('BENCH_SHAPES', Object.keys(WRITERS)) as ShapeName[];
const SIZES = listOf('BENCH_SIZES', ['10', '100', '500', '3000']).map(Number);
const PLACES = listOf('BENCH_PLACES', ['Node', 'Chromium']);

/** Beyond this a text is no JavaScript string: JSON.parse cannot be asked, and one shape stands for all. */
const LARGEST_STRING = 500;
/** Times that each job is done, by megabytes: more where other work of the machine weighs more. */
const roundsOf = (megabytes: number): number => (megabytes <= 10 ? 9 : megabytes <= 100 ? 5 : 3);

const cases = SIZES.flatMap((megabytes) =>
  (megabytes > LARGEST_STRING ? SHAPES.slice(0, 1) : SHAPES).flatMap((shape) =>
    PLACES.map((place) => ({ place, shape, megabytes })),
  ),
);
const measured: IngestCase[] = [];
let server: Server;

beforeAll(async () => {
  await bundle('ingest-in-node', { ssr: true });
  await bundle('ingest-in-worker', { ssr: false });
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<input type="file">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  printIngestTable(measured);
});

test.each(cases)(
  '$shape of $megabytes MB in $place',
  { timeout: 3_600_000 },
  async ({ place, shape, megabytes }) => {
    const file = writeIngestFile(shape, megabytes);
    const jobs: readonly Job[] =
      megabytes > LARGEST_STRING ? ['read', 'ingest'] : ['read', 'parse', 'ingest'];
    const runs: Record<Job, Run[]> = { read: [], parse: [], ingest: [] };
    for (let round = 0; round < roundsOf(megabytes); round++)
      for (const job of jobs)
        runs[job].push(
          await (place === 'Node' ? runInNode(job, file, shape) : runInChromium(job, file, shape)),
        );
    measured.push({ place, shape, bytes: statSync(file.path).size, file, runs });
  },
);

const isLines = (shape: ShapeName): boolean => shape.endsWith('lines');

/** In a process of its own, so that nothing is warm and nothing is left from before. */
function runInNode(job: Job, { path }: IngestFile, shape: ShapeName): Run {
  const options = ['--expose-gc', '--max-old-space-size=12000'];
  const script = join(BUNDLES, 'ingest-in-node.js');
  const args = [...options, script, job, path, isLines(shape) ? 'lines' : 'whole'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as NodeRun;
}

/** In a new worker of a new browser. */
async function runInChromium(job: Job, { path }: IngestFile, shape: ShapeName): Promise<Run> {
  const browser = await launchBrowser();
  const { port } = server.address() as { readonly port: number };
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.addScriptTag({ path: join(BUNDLES, 'ingest-in-worker.js'), type: 'text/plain' });
  await page.locator('input').setInputFiles(path);
  const stopWatching = await watchProcesses(browser);
  const outcome = await page.evaluate(
    ([own, lines]) =>
      new Promise<Outcome>((resolve, reject) => {
        const code = document.querySelector('script')!.textContent;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        Object.assign(globalThis, { worker }); // held until its memory was measured
        worker.addEventListener('message', ({ data }: MessageEvent<Outcome & { readonly error?: string }>) =>
          data.error === undefined ? resolve(data) : reject(new Error(data.error)),
        );
        const [file] = document.querySelector('input')!.files!;
        worker.postMessage({ job: own, file, isLines: lines } satisfies WorkerTask, []);
      }),
    [job, isLines(shape)] as const,
  );
  const { cpuMs, before, peak } = await stopWatching();
  await browser.close();
  return { ...outcome, cpuMs, peakBytes: peak - before, heapBytes: NaN };
}

/** Writes `entry` with all it imports into one file. */
async function bundle(entry: string, { ssr }: { readonly ssr: boolean }): Promise<void> {
  const input = join(ROOT, `test/bench/${entry}.ts`);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...(ssr
        ? { ssr: input }
        : { lib: { entry: input, formats: ['iife'], name: 'bench', fileName: () => `${entry}.js` } }),
      outDir: BUNDLES,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'es2022',
    },
  });
}
