import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { test } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';

const SPAN_COUNT = 50_000;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The longest task of the page's thread while `work` runs, in ms of CPU: what else the machine does is not counted. */
async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    categories: 'toplevel,devtools.timeline,disabled-by-default-cpu_profiler',
  });
  await work();
  const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await done;
  const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  let longest = 0;
  for (const { name, pid, tid, tdur = 0 } of events)
    if (name === 'ThreadControllerImpl::RunTask' || name === 'RunTask')
      if (pid === main?.pid && tid === main.tid) longest = Math.max(longest, tdur / 1000);
  return longest;
}

test('one trace of 50,000 spans: the longest task of the page', async () => {
  const file = join(tmpdir(), 'tracagg-bench-trace.json');
  writeFileSync(
    file,
    asJaeger(
      makeSpans(1, SPAN_COUNT).map((span, i) => ({ ...span, parentSpanId: i === 0 ? '' : parentOf(i) })),
    ),
  );
  const server = await preview({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    preview: { port: 4180, host: '127.0.0.1' },
  });
  const executablePath = await findBrowser();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: false,
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const whenIdle = () => page.evaluate(() => window.tracagg.whenIdle());
  await page.goto('http://127.0.0.1:4180/');
  await whenIdle();
  const print = (name: string, ms: number) => console.log(`${name}: ${ms.toFixed(0)} ms`);
  print(
    'reading the file',
    await longestTask(page, async () => {
      await page.getByLabel('Files to open').setInputFiles(file);
      await page.getByRole('tab', { name: 'Traces' }).waitFor();
      await whenIdle();
    }),
  );
  await page.getByRole('tab', { name: 'Traces' }).click();
  await whenIdle();
  print(
    'opening the trace',
    await longestTask(page, async () => {
      await page.getByRole('link', { name: /work 0/ }).click();
      await whenIdle();
    }),
  );
  const grid = page.getByRole('treegrid');
  await grid.hover();
  print(
    'scrolling by wheel',
    await longestTask(page, async () => {
      for (let i = 0; i < 200; i++) await page.mouse.wheel(0, 480);
      await whenIdle();
    }),
  );
  print(
    'jumping by scroll bar',
    await longestTask(page, async () => {
      for (let i = 0; i <= 40; i++)
        await grid.evaluate((element, share) => (element.scrollTop = element.scrollHeight * share), i / 40);
      await whenIdle();
    }),
  );
  await browser.close();
  await server.close();
});

/** A tree in which every span has up to ten children. */
function parentOf(i: number): string {
  return (0x1000000 + Math.floor((i - 1) / 10) + 1).toString(16).padStart(16, '0');
}
