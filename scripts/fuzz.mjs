// @ts-check
// Reads damaged files by the thousand and says what goes wrong: node scripts/fuzz.mjs --count 100000 --seed 2
import { Worker } from 'node:worker_threads';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies, root } from './run.mjs';

/** Seconds without a step after which a reading is taken for endless. */
const PATIENCE = 60;

const { count, seed, from } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
}).values;

await ensureDependencies();
const file = await bundle();
const end = Number(from) + Number(count);
/** Faults by kind. @type {Map<string, number>} */
const kinds = new Map();
const started = process.cpuUsage();
for (let next = Number(from); next < end;) next = await work(next);
rmSync(dirname(file), { recursive: true });
const { user, system } = process.cpuUsage(started);
const faults = [...kinds.values()].reduce((sum, number) => sum + number, 0);
console.log(
  `Seed ${seed}, mutants ${from} to ${end - 1}: ${faults} faults, ${((user + system) / 1e6).toFixed(0)} s of CPU`,
);
for (const [kind, number] of kinds) console.log(`${number} × ${kind}`);
if (faults > 0) process.exit(1);

/** Reads mutants from `next` on; returns the first that is not read yet: one that does not end is left behind. @param {number} next */
function work(next) {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(pathToFileURL(file), {
    workerData: { seed: Number(seed), from: next, to: end, state },
  });
  return new Promise((resolve, reject) => {
    let seen = -1;
    const watch = setInterval(() => {
      if (state[1] === seen) {
        note('does not end', `mutant ${state[0]} of seed ${seed} does not end`);
        void worker.terminate();
        resolve(Number(state[0]) + 1);
      }
      seen = Number(state[1]);
    }, PATIENCE * 1000);
    worker.on('message', ({ story, fault, kind, smallest }) =>
      note(
        kind,
        `${story}\n  ${fault}${smallest === null ? '' : `\n  smallest: ${JSON.stringify(smallest)}`}`,
      ),
    );
    worker.on('error', reject);
    worker.on('exit', () => {
      clearInterval(watch);
      resolve(end); // unless it was ended
    });
  });
}

/** @param {string} kind @param {string} text */
function note(kind, text) {
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if (Number(kinds.get(kind)) <= 3) console.log(text);
}

/** One file of what reads the mutants; returns its path. */
async function bundle() {
  const { build } = await import('vite');
  const outDir = join(root, `.cache/fuzz-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'test/fuzz/fuzz-worker.ts',
      outDir,
      emptyOutDir: true,
      target: 'node20',
      copyPublicDir: false,
    },
  });
  return join(outDir, 'fuzz-worker.js');
}
