import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApp, whenIdle, type ServedApp } from './app-page.ts';
import { writeBenchFile } from './bench-files.ts';
import { writeIngestFile } from './ingest-files.ts';
import { measureMemory, measureWork, type Work } from './page-meter.ts';
import { watchProcesses } from './process-meter.ts';

const PORT = 4181;
const MB = 1e6;

/** No task of the page may be longer, and no frame later, in ms. */
const LONGEST = 50;
/** How much the page's process may grow at most, of the bytes of a file of a gigabyte or more. */
const PEAK_SHARE = 0.3;

/** What to open: a file of many large traces, one of a million spans that the peer calls empty, the largest there is. */
const FILES = [
  { name: '1.2 GB of OTLP', write: () => writeIngestFile('OTLP JSON', 1200).path },
  { name: '1,000,000 spans (M3)', write: () => writeBenchFile({ name: 'M3', traces: 20_000, spans: 50 }) },
  { name: '3 GB of OTLP', write: () => writeIngestFile('OTLP JSON', 3000).path },
].filter(({ name }) => new RegExp(process.env['BENCH_FILES'] ?? '').test(name));

const figures: string[] = [];
let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(PORT);
});

afterAll(async () => {
  await app.stop();
  console.log(figures.join('\n'));
});

test.each(FILES)(
  '$name: progress moves, the page answers',
  { timeout: 1_800_000 },
  async ({ name, write }) => {
    const path = write();
    const { browser, page } = await app.open();
    const stopWatching = await watchProcesses(browser);
    await watchPage(page);
    const began = performance.now();
    const work = await measureWork(page, () => choose(page, [path]));
    const seconds = (performance.now() - began) / 1000;
    const { frame, steps } = await readWatch(page);
    const { size } = statSync(path);
    const { before, peak, now } = await stopWatching();
    const held = await measureMemory(page);
    note(name, [
      `${(size / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s`,
      describeWork(work),
      judged('latest frame', frame, LONGEST, 'ms'),
      `${steps} steps of progress`,
      judged('peak growth', (peak - before) / size, PEAK_SHARE, '× the file'),
      judged('peak of the process', peak / MB, 1000, 'MB'),
      `held by page and worker ${(held / MB).toFixed(0)} MB, process ${(now / MB).toFixed(0)} MB`,
      await readTotals(page),
    ]);
    expect(steps).toBeGreaterThan(5);
    await browser.close();
  },
);

test.each(FILES.slice(0, 1))(
  '$name: stopped half way, what was read is kept',
  { timeout: 600_000 },
  async ({ name, write }) => {
    const path = write();
    const { browser, page } = await app.open();
    await page.getByLabel('Files to open').setInputFiles(path);
    await page.getByRole('progressbar').waitFor();
    await page.waitForFunction(
      () => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > 30,
    );
    await page.getByRole('button', { name: 'Stop' }).click();
    const began = performance.now();
    await page.getByRole('button', { name: 'Keep what was read' }).click();
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
    await whenIdle(page);
    note(`${name}, stopped`, [
      `${(performance.now() - began).toFixed(0)} ms until it had stopped`,
      await readTotals(page),
    ]);
    await browser.close();
  },
);

/** Copies of the sample folder, each file with ids of its own, until there are so many. */
const FILE_COUNT = 3000;
const SAMPLES = fileURLToPath(new URL('../../../shared/samples/jaeger-api-dir/', import.meta.url));
const COPIES = fileURLToPath(new URL('../../.cache/bench/one-trace-files/', import.meta.url));

test.skipIf(!existsSync(SAMPLES))(
  '3,000 files of one trace each, dropped at once',
  { timeout: 600_000 },
  async () => {
    const files = writeCopies();
    const { browser, page } = await app.open();
    await watchPage(page);
    const began = performance.now();
    const work = await measureWork(page, () => choose(page, files));
    const seconds = (performance.now() - began) / 1000;
    const { frame } = await readWatch(page);
    note('3,000 files', [
      `${seconds.toFixed(1)} s`,
      describeWork(work),
      judged('latest frame', frame, LONGEST, 'ms'),
      await readTotals(page),
    ]);
    await browser.close();
  },
);

function writeCopies(): string[] {
  const samples = readdirSync(SAMPLES);
  const last = join(COPIES, `${FILE_COUNT - 1}.json`);
  if (!existsSync(last)) {
    mkdirSync(COPIES, { recursive: true });
    for (let number = 0; number < FILE_COUNT; number++) {
      const text = readFileSync(join(SAMPLES, samples[number % samples.length]), 'utf8');
      const copy = Math.floor(number / samples.length);
      // An id is 16 digits; its first two count the copies.
      const own =
        copy === 0
          ? text
          : text.replaceAll(/"[0-9a-f]{2}(?=[0-9a-f]{14}")/g, `"${(copy + 0xa0).toString(16)}`);
      writeFileSync(join(COPIES, `${number}.json`), own);
    }
  }
  return Array.from({ length: FILE_COUNT }, (_, number) => join(COPIES, `${number}.json`));
}

/** Gives files to the page as its user does, and waits until all are read. */
async function choose(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByLabel('Files to open').setInputFiles(paths);
  await page
    .getByRole('progressbar')
    .waitFor({ timeout: 60_000 })
    .catch(() => undefined); // it may have been and gone
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 900_000 });
  await whenIdle(page);
}

declare global {
  interface Window {
    /** The longest time between two frames in ms, and how often the share of what is read has changed. */
    watch: { frame: number; steps: number; share: string };
  }
}

/** From now on the page counts what its user would see. */
const watchPage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watch = (window.watch = { frame: 0, steps: 0, share: '' });
    let last = performance.now();
    const look = (now: number): void => {
      watch.frame = Math.max(watch.frame, now - last);
      last = now;
      const share = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow') ?? '';
      if (share !== watch.share) watch.steps++;
      watch.share = share;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

const readWatch = (page: Page) => page.evaluate(() => window.watch);

/** The totals of the Data tab, in words. */
async function readTotals(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Data' }).click();
  await whenIdle(page);
  const totals = await page.locator('dl[aria-label="Totals"] > div').allInnerTexts();
  return totals.map((total) => total.replaceAll('\n', ' ')).join(', ');
}

function describeWork({ page, longest, worker }: Work): string {
  return `CPU of the page ${page.toFixed(0)} ms, of the worker ${worker.toFixed(0)} ms, ${judged('longest task', longest, LONGEST, 'ms')}`;
}

function judged(what: string, figure: number, atMost: number, unit: string): string {
  const digits = atMost < 1 ? 2 : 0;
  return `${what} ${figure.toFixed(digits)} ${unit} (${figure <= atMost ? 'met' : 'MISSED'}: ${atMost})`;
}

function note(name: string, found: readonly string[]): void {
  figures.push(`${name}: ${found.join('; ')}`);
}
