import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Progress, SourceFile, WorkContext } from '../../src/core/model/source.ts';
import { writeBenchFile } from './bench-files.ts';
import { writeIngestFile } from './ingest-files.ts';

/** Bytes at once, as browsers hand them out. */
const CHUNK = 1 << 20;
/** Milliseconds that nobody may wait longer for a cancel to be answered. */
const LONGEST_WAIT = 50;
/** How far a layout is when it is cancelled: so many turns after the last byte. */
const TURNS_BEFORE_CANCEL = [1, 40, 150, 400];

/** A million spans: in many traces, in traces of fifty, in one. */
const FILES = [
  { name: '1.2 GB of OTLP', write: () => writeIngestFile('OTLP JSON', 1200).path },
  { name: '1,000,000 spans (M3)', write: () => writeBenchFile({ name: 'M3', traces: 20_000, spans: 50 }) },
  {
    name: 'one trace of 1,000,000',
    write: () => writeBenchFile({ name: 'million', traces: 1, spans: 1_000_000 }),
  },
].filter(({ name }) => new RegExp(process.env['BENCH_FILES'] ?? '').test(name));

const figures: string[] = [];

afterAll(() => console.log(figures.join('\n')));

test.each(FILES)('$name: how long a turn of the engine is', { timeout: 600_000 }, async ({ name, write }) => {
  const { turns, ended } = await watchOpening(write(), () => false);
  expect(ended).toBe('read');
  const longest = (ofReading: boolean) =>
    Math.max(...turns.filter(({ isReading }) => isReading === ofReading).map(({ ms }) => ms));
  figures.push(
    `${name}: longest turn ${longest(true).toFixed(0)} ms while reading, ${longest(false).toFixed(0)} ms while laying out`,
  );
});

test.each(FILES)('$name: when a cancel is answered', { timeout: 1_800_000 }, async ({ name, write }) => {
  const path = write();
  const waits: number[] = [];
  for (const after of TURNS_BEFORE_CANCEL) {
    const { turns, ended } = await watchOpening(path, (laidOutTurns) => laidOutTurns >= after);
    expect(ended).toBe('cancelled');
    const since = turns.filter(({ isReading }) => !isReading).slice(after);
    waits.push(since.reduce((sum, { ms }) => sum + ms, 0));
  }
  const most = Math.max(...waits);
  figures.push(
    `${name}: cancelled while laying out, answered after at most ${most.toFixed(0)} ms` +
      ` (${most <= LONGEST_WAIT ? 'met' : 'MISSED'}: ${LONGEST_WAIT})`,
  );
});

/** A turn of the thread: what it took, and whether the file was still being read. */
interface Turn {
  readonly ms: number;
  readonly isReading: boolean;
}

/** Opens a file, cancels once `isCancelled` says so, of the turns since the last byte, and tells of each turn. */
async function watchOpening(path: string, isCancelled: (laidOutTurns: number) => boolean) {
  const turns: Turn[] = [];
  let laidOutTurns = 0;
  const state = { isReading: true, ended: '' };
  const context: WorkContext = {
    isCancelled: () => isCancelled(laidOutTurns),
    isEnough: () => false,
    onProgress: ({ done, total }: Progress) => (state.isReading = done < total),
  };
  const engine = createEngine({ now: () => performance.now() });
  const opening = engine.openSource({ source: fileOf(path) }, context).then(
    () => (state.ended = 'read'),
    ({ code }: { readonly code: string }) => (state.ended = code),
  );
  while (state.ended === '') {
    const { isReading } = state;
    const began = threadTime();
    await new Promise((resolve) => setImmediate(resolve));
    turns.push({ ms: threadTime() - began, isReading });
    if (!isReading) laidOutTurns++;
  }
  await opening;
  return { turns, ended: state.ended };
}

function fileOf(path: string): SourceFile {
  const { size } = statSync(path);
  return {
    name: path,
    size,
    chunks: (from = 0, to = size) =>
      createReadStream(path, {
        start: from,
        end: to - 1,
        highWaterMark: CHUNK,
      }) as AsyncIterable<Uint8Array>,
  };
}

/** What Linux tells of the thread that asks. */
const THREAD = '/proc/thread-self/schedstat';

/** Milliseconds of this thread's CPU, so that what else the machine does is not counted; of the clock elsewhere. */
function threadTime(): number {
  if (!existsSync(THREAD)) return performance.now();
  return Number(readFileSync(THREAD, 'utf8').split(' ')[0]) / 1e6;
}
