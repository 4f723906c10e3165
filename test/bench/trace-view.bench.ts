import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { serveApp, whenIdle, type ServedApp } from './app-page.ts';
import { BENCH_FILES, writeBenchFile, type BenchFile } from './bench-files.ts';
import { JAEGER } from './jaeger-figures.ts';
import { measureMemory, measureWork, type Work } from './page-meter.ts';

const PORT = 4180;

/** No task of the page may be longer, in ms: a finger or an eye notices what is. */
const LONGEST_TASK = 50;
/** Opening and closing all rows, and finding, in ms of CPU of the page and the worker, who work one after the other. */
const AT_ONCE = 100;

/** One line of the table. */
interface Figure {
  readonly file: string;
  readonly what: string;
  readonly ours: number;
  readonly unit: 'ms' | 'MB';
  /** What the peer needs; null where it was not measured, or fails. */
  readonly peer: number | null;
  /** At most this; null where nothing was promised for this size. */
  readonly target: number | null;
}

const figures: Figure[] = [];
let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(PORT);
});

afterAll(async () => {
  await app.stop();
  printTable();
});

test.each(BENCH_FILES)('$name: $traces × $spans spans', async (file) => {
  const { browser, page } = await app.open();
  const note = makeNotes(file);
  await openFile(page, writeBenchFile(file));
  note.opening(await openTrace(page), await measureMemory(page));
  note.smooth('scrolling by wheel', await measureWork(page, () => scrollByWheel(page)));
  note.smooth('scrolling by bar', await measureWork(page, () => scrollByBar(page)));
  note.smooth('zooming by wheel', await measureWork(page, () => zoomByWheel(page)));
  note.smooth('zooming by keys', await measureWork(page, () => zoomByKeys(page)));
  note.smooth('closing and opening rows', await measureWork(page, () => foldRows(page)));
  note.atOnce('collapse all', await press(page, 'Collapse all'));
  note.atOnce('expand all', await press(page, 'Expand all'));
  note.atOnce('find', await find(page, 'DeadlineExceeded'));
  note.smooth('next match, ten times', await measureWork(page, () => stepThroughMatches(page)));
  await browser.close();
});

const whenPainted = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

async function openFile(page: Page, file: string): Promise<void> {
  await page.getByLabel('Files to open').setInputFiles(file);
  await page.getByRole('tab', { name: 'Traces' }).click({ timeout: 300_000 });
  await whenIdle(page);
}

/** Until rows are painted, as the peer was measured. */
async function openTrace(page: Page): Promise<Work> {
  const link = page.getByRole('main').getByRole('link').first();
  const work = await clickOn(page, link, async () => {
    await page.waitForFunction(() => document.querySelectorAll('[role=treegrid] [data-row]').length > 15);
    await whenPainted(page);
  });
  await whenIdle(page);
  return work;
}

/** What a click costs: Playwright's own click looks at the page more than a user's. */
async function clickOn(page: Page, target: Locator, whenDone = () => whenIdle(page)): Promise<Work> {
  const element = await target.elementHandle();
  return measureWork(page, async () => {
    await element.evaluate((button) => (button as HTMLElement).click());
    await whenDone();
  });
}

async function scrollByWheel(page: Page): Promise<void> {
  await page.getByRole('treegrid').hover();
  for (let turn = 0; turn < 120; turn++) await page.mouse.wheel(0, 400);
  await whenIdle(page);
}

async function scrollByBar(page: Page): Promise<void> {
  const grid = page.getByRole('treegrid');
  for (let step = 40; step >= 0; step--) {
    await grid.evaluate((element, share) => (element.scrollTop = element.scrollHeight * share), step / 40);
    await whenPainted(page);
  }
  await whenIdle(page);
}

async function zoomByWheel(page: Page): Promise<void> {
  await page.mouse.move(1000, 500); // over the bars
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn < 25 ? -100 : 200);
    await whenPainted(page);
  }
  await page.keyboard.up('Control');
  await whenIdle(page);
}

async function zoomByKeys(page: Page): Promise<void> {
  await page.getByRole('treegrid').getByRole('row').nth(3).click();
  for (const key of 'wwwwwwddddaaaassssssw0') {
    await page.keyboard.press(key);
    await whenPainted(page);
  }
  await whenIdle(page);
}

/** Closes and opens the first rows one by one, the root at last. */
async function foldRows(page: Page): Promise<void> {
  await page.getByRole('treegrid').getByRole('row').nth(8).click();
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp']) {
    for (let turn = 0; turn < 6; turn++) {
      await page.keyboard.press(key);
      await whenPainted(page);
    }
  }
  for (const key of ['Home', 'ArrowLeft', 'ArrowRight']) {
    await page.keyboard.press(key);
    await whenPainted(page);
  }
  await whenIdle(page);
}

const press = (page: Page, name: string) => clickOn(page, page.getByRole('button', { name }));

async function find(page: Page, query: string): Promise<Work> {
  await page.getByRole('combobox', { name: 'Find spans' }).focus();
  const work = await measureWork(page, async () => {
    await page.keyboard.insertText(query);
    await whenIdle(page);
  });
  await page
    .getByLabel('Found', { exact: true })
    .filter({ hasText: /\d|none/ })
    .waitFor();
  return work;
}

async function stepThroughMatches(page: Page): Promise<void> {
  for (let match = 0; match < 10; match++) {
    await page.keyboard.press('Enter');
    await whenPainted(page);
  }
  await whenIdle(page);
}

/** Puts what was measured into the table, beside the peer's figures and what was promised. */
function makeNotes({ name, spans }: BenchFile) {
  const peer = JAEGER.get(name) ?? null;
  const isPromised = name === 'S4';
  const add = (what: string, ours: number, rest: Partial<Figure> = {}) =>
    figures.push({ file: name, what, ours, unit: 'ms', peer: null, target: null, ...rest });
  return {
    opening({ page, longest, worker }: Work, bytes: number) {
      add('click to painted rows: CPU of the page', page, {
        peer: peer?.clickMs ?? null,
        target: spans >= 100_000 ? 0.1 * JAEGER.get('S4')!.clickMs : null,
      });
      add('… longest task', longest);
      add('… CPU of the worker', worker);
      add('memory of page and worker', bytes / 2 ** 20, {
        unit: 'MB',
        peer: peer?.heapMb ?? null,
        target: peer && 0.4 * peer.heapMb,
      });
    },
    smooth(what: string, { longest }: Work) {
      const isScrolling = what.startsWith('scrolling');
      add(`${what}: longest task`, longest, {
        peer: isScrolling && peer ? peer.longestFrameMs : null,
        target: isPromised ? LONGEST_TASK : null,
      });
    },
    atOnce(what: string, { page, longest, worker }: Work) {
      add(`${what}: CPU of page and worker`, page + worker, { target: isPromised ? AT_ONCE : null });
      add('… longest task', longest, { target: isPromised ? LONGEST_TASK : null });
    },
  };
}

function printTable(): void {
  const row = (...cells: readonly string[]) =>
    cells.map((cell, at) => (at < 2 ? cell.padEnd(at === 0 ? 9 : 44) : cell.padStart(11))).join('');
  const lines = figures.map(({ file, what, ours, unit, peer, target }) => {
    const ratio = peer === null ? '' : `${(ours / peer).toFixed(3)} ×`;
    const verdict = target === null ? '' : ours <= target ? 'met' : 'MISSED';
    const show = (value: number | null) => (value === null ? '' : `${value.toFixed(0)} ${unit}`);
    return row(file, what, show(ours), show(peer), ratio, show(target), verdict);
  });
  console.log([row('file', '', 'TracAgg', 'Jaeger UI', 'ratio', 'at most', ''), ...lines].join('\n'));
}
