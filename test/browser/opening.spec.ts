import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { asJaeger, asOtlpLines, asTracAgg, asZipkin, makeSpans } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const sample = (name: string): string => join(SAMPLES, name);

const SPANS = makeSpans(8);

async function expectTotals(
  app: TracAggPage,
  totals: { Traces: string; Spans: string; 'Error spans'?: string },
) {
  expect(await app.readTotals()).toMatchObject(totals);
}

test.describe('made files', () => {
  for (const [format, name, content] of [
    ['OTLP', 'traces.jsonl', asOtlpLines(SPANS)],
    ['Jaeger', 'traces.json', asJaeger(SPANS)],
    ['Zipkin', 'traces.json', asZipkin(SPANS)],
    ['TracAgg', 'traces.json', asTracAgg(SPANS)],
    ['OTLP in gzip', 'traces.jsonl.gz', gzipSync(asOtlpLines(SPANS))],
    ['Jaeger in UTF-16', 'traces.json', Buffer.from(`\ufeff${asJaeger(SPANS)}`, 'utf16le')],
    ['OTLP under a wrong name', 'holiday.png', asOtlpLines(SPANS)],
  ] as const)
    test(`${format}: dropped, counted`, async ({ app }) => {
      await app.open();
      await app.drop({ name, content });
      await expectTotals(app, { Traces: '8', Spans: '32', 'Error spans': '2' });
    });

  test('formats mixed in one drop add up, and copies count once', async ({ app }) => {
    const first = SPANS.filter(({ traceId }) => traceId <= SPANS[12].traceId);
    await app.open();
    await app.drop(
      { name: 'a.jsonl', content: asOtlpLines(first) },
      { name: 'b.json', content: asJaeger(SPANS) },
      { name: 'b copy.json', content: asJaeger(SPANS) },
    );
    await expectTotals(app, { Traces: '8', Spans: '32' });
  });

  test('a trace split over two files is one trace, also when the second comes later', async ({ app }) => {
    const isRoot = ({ parentSpanId }: { parentSpanId: string }) => parentSpanId === '';
    await app.open();
    await app.drop({ name: 'children.jsonl', content: asOtlpLines(SPANS.filter((span) => !isRoot(span))) });
    await expectTotals(app, { Traces: '8', Spans: '24' });
    await expect(app.page.getByRole('row', { name: /orphan span/ })).toBeVisible();
    await app.drop({ name: 'roots.jsonl', content: asOtlpLines(SPANS.filter(isRoot)) });
    await expectTotals(app, { Traces: '8', Spans: '32' });
    await expect(app.page.getByRole('row', { name: /orphan span/ })).toHaveCount(0);
  });

  test('a broken line and a cut end cost those records only, and are reported', async ({ app }) => {
    const lines = asOtlpLines(SPANS).split('\n');
    lines.splice(5, 1, '{"resourceSpans":[{oops');
    await app.open();
    await app.drop({ name: 'broken.jsonl', content: lines.join('\n').slice(0, -40) });
    await expectTotals(app, { Traces: '8', Spans: '30' });
    await expect(app.page.getByRole('row', { name: /invalid record/ })).toBeVisible();
    await expect(app.page.getByRole('row', { name: /cut-off end/ })).toBeVisible();
  });

  test('what is no trace is named, and the page lives on', async ({ app, page }) => {
    await app.open();
    await app.drop(
      { name: 'login.json', content: '<!doctype html><title>Sign in</title>' },
      { name: 'empty.json', content: '' },
      { name: 'dashboard.json', content: '{"panels":[],"templating":{"list":[]},"title":"Jaeger"}' },
    );
    const strip = page.getByRole('region', { name: 'Opening files' });
    await expect(strip).toContainText('This is a web page (“Sign in”)');
    await expect(strip).toContainText('empty');
    await expect(strip).toContainText('Grafana dashboard');
    await app.drop({ name: 'good.json', content: asZipkin(SPANS) });
    await expectTotals(app, { Traces: '8', Spans: '32' });
  });

  test('a folder, chosen, with folders inside', async ({ app, page }, testInfo) => {
    const folder = testInfo.outputPath('exports');
    mkdirSync(join(folder, 'inner'), { recursive: true });
    writeFileSync(join(folder, 'one.json'), asJaeger(SPANS.slice(0, 16)));
    writeFileSync(join(folder, 'inner', 'two.json'), asJaeger(SPANS.slice(16)));
    await app.open();
    await page.getByLabel('Folder to open').setInputFiles(folder);
    await app.whenIdle();
    await expectTotals(app, { Traces: '8', Spans: '32' });
  });

  test('a folder of 3,000 files, some of them no traces, is one line that opens into a list, failures first', async ({
    app,
    page,
  }, testInfo) => {
    test.setTimeout(120_000);
    const folder = testInfo.outputPath('exports');
    mkdirSync(folder, { recursive: true });
    const traces = makeSpans(3000, 2);
    for (let at = 0; at < 3000; at++) {
      const text =
        at % 1000 === 7
          ? '<!doctype html><title>Sign in</title>'
          : asJaeger(traces.slice(2 * at, 2 * at + 2));
      writeFileSync(join(folder, `part-${at}.json`), text);
    }
    await app.open();
    await page.getByLabel('Folder to open').setInputFiles(folder);
    const strip = page.getByRole('region', { name: 'Opening files' });
    await expect(strip).toContainText('of 3,000 files');
    await strip.getByRole('button', { name: 'Files' }).click();
    const list = strip.getByRole('table', { name: '3,000 files' });
    await expect(list).toHaveAttribute('aria-rowcount', '3001');
    expect(await list.getByRole('row').count()).toBeLessThan(40);
    await app.whenIdle();
    await expect(strip).toContainText(
      'exports/part-7.json and 2 other files could not be read. This is a web page',
    );
    await expect(list.getByRole('row').nth(3)).toContainText('part-2007.json');
    await expectTotals(app, { Traces: '2,997', Spans: '5,994' });
  });

  test('files lost with the worker are listed, and open again', async ({ app, page }) => {
    await app.open();
    await app.drop(
      { name: 'a.json', content: asJaeger(SPANS.slice(0, 16)) },
      { name: 'b.json', content: asJaeger(SPANS.slice(16)) },
    );
    await app.loseWorker();
    await expect(page.getByRole('alert')).toContainText('stopped');
    await expect(page.getByRole('row', { name: /lost with the worker/ })).toHaveCount(2);
    await page.getByRole('button', { name: 'Open a.json again' }).click();
    await app.whenIdle();
    await expect(page.getByRole('row', { name: /lost with the worker/ })).toHaveCount(1);
    await page.getByRole('button', { name: 'Open 1 file again' }).click();
    await app.whenIdle();
    await expectTotals(app, { Traces: '8', Spans: '32' });
  });

  test('text pasted on the page', async ({ app, page }) => {
    await app.open();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, asZipkin(SPANS));
    await app.whenIdle();
    await expectTotals(app, { Traces: '8', Spans: '32' });
  });
});

test.describe('real files', () => {
  test.skip(!existsSync(SAMPLES), 'the sample files are not beside this checkout');

  for (const [file, traces, spans, errors] of [
    ['jaeger-api/deathstarbench-nested-refs.json', '20', '660', '0'],
    ['otlp/robotframework-essvt.jsonl', '168', '1,066', '57'],
    ['zipkin/smartthings-oauth.json', '1', '172', '2'],
    ['tempo/kiali-responseTrace-base64.json', '1', '8', '0'],
    ['derived/jaeger-buildx.json.gz', '1', '73', '0'],
    ['derived/jaeger-buildx.utf16le-bom-crlf.json', '1', '73', '0'],
  ] as const)
    test(file, async ({ app }) => {
      await app.open();
      await app.drop(sample(file));
      await expectTotals(app, { Traces: traces, Spans: spans, 'Error spans': errors });
    });

  test('two copies of one file double nothing', async ({ app }) => {
    await app.open();
    await app.drop(sample('jaeger-api/buildx-buildkit.json'), sample('derived/jaeger-buildx-copy.json'));
    await expectTotals(app, { Traces: '1', Spans: '73' });
  });

  test('a folder of 150 files', async ({ app, page }) => {
    await app.open();
    await page.getByLabel('Folder to open').setInputFiles(sample('jaeger-api-dir'));
    await app.whenIdle();
    expect(await app.readTotals()).toMatchObject({ Files: '150', Traces: '150' });
  });

  for (const folder of ['not-a-trace', 'invalid'])
    test(`${folder}: a message for each that gives nothing, and the page lives on`, async ({ app, page }) => {
      const files = existsSync(SAMPLES)
        ? readdirSync(sample(folder)).map((name) => sample(`${folder}/${name}`))
        : [];
      await app.open();
      await app.drop(...files);
      await app.drop({ name: 'good.json', content: asJaeger(SPANS) });
      await app.showTab('Data');
      const list = page.getByRole('table', { name: `${files.length + 1} files` });
      await expect(list).toHaveAttribute('aria-rowcount', String(files.length + 2)); // the header and the good one
      for (const row of await list.getByRole('row').all()) {
        const text = await row.innerText();
        if (text.includes('could not be read')) expect(text.length, text).toBeGreaterThan(60);
      }
    });
});
