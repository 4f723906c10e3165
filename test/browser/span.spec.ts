import { gzipSync } from 'node:zlib';
import { asOtlpLines, makeSpans } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

/** Two chains of four spans; the last of the first links to the third of the second. */
const [ASKING, ANSWERING] = [0, 1].map((trace) => makeSpans(2, 4).slice(4 * trace, 4 * trace + 4));
const LINES = asOtlpLines([
  ...ASKING.slice(0, 3),
  {
    ...ASKING[3],
    name: 'enqueue',
    links: [ANSWERING[2]].map(({ traceId, spanId }) => ({ traceId, spanId })),
  },
  ...ANSWERING.map((span) => ({ ...span, name: span.name.replace('work', 'job') })),
]);

/** Opens the span that links, in what is dropped. */
async function openLinking(app: TracAggPage, content: string | Uint8Array, name: string): Promise<void> {
  const { page } = app;
  await app.open();
  await app.drop({ name, content });
  await app.showTab('Traces');
  await page.getByRole('link', { name: /work 0/ }).click();
  await app.whenIdle();
  await page.getByRole('row', { name: /^database, enqueue/ }).focus();
  await page.keyboard.press('Enter');
  await app.whenIdle();
}

test('a link leads to its span in another trace, and from there back', async ({ app, page }) => {
  await openLinking(app, LINES, 'two.jsonl');
  await page.getByRole('region', { name: 'enqueue' }).getByRole('button', { name: 'payment job 2' }).click();
  await app.whenIdle();
  await expect(page.getByRole('heading', { name: 'job 0' })).toBeVisible();
  await expect(page.getByRole('row', { selected: true })).toHaveAccessibleName(/^payment, job 2/);
  const other = page.getByRole('region', { name: 'job 2' });
  await expect(other).toContainText('Linked from');
  await other.getByRole('button', { name: 'database enqueue' }).click();
  await app.whenIdle();
  await expect(page.getByRole('row', { selected: true })).toHaveAccessibleName(/^database, enqueue/);
  await page.goBack();
  await app.whenIdle();
  await expect(page.getByRole('row', { selected: true })).toHaveAccessibleName(/^payment, job 2/);
});

for (const [name, content] of [
  ['two.jsonl', LINES],
  ['two.jsonl.gz', gzipSync(LINES)],
] as const)
  test(`the record of a span is shown as it stands in ${name}`, async ({ app, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openLinking(app, content, name);
    const details = page.getByRole('region', { name: 'enqueue' });
    await details.getByText('Record in the file').click();
    await details.getByRole('radiogroup', { name: 'Form of the record' }).getByText('As it stands').click();
    const record = details.getByRole('group', { name: 'Record', exact: true });
    await expect(record).toContainText('"name":"enqueue"');
    const shown = await record.innerText();
    expect(LINES).toContain(shown);
    await expect(details).toContainText(`${name}, from byte`);
    await details.getByRole('button', { name: 'Copy the record as it stands' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  });

test('a span is copied as Markdown with a link to it, and as JSON that opens again', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLinking(app, LINES, 'two.jsonl');
  const copied = async (name: string) => {
    await page.getByRole('region', { name: 'enqueue' }).getByRole('button', { name }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const markdown = await copied('Copy span as Markdown');
  expect(markdown).toContain(`### [database: enqueue](${page.url()})`);
  expect(markdown).toMatch(/^- Duration 1\sms/m);
  const json = await copied('Copy span as JSON (OTLP)');
  await app.open();
  await app.drop({ name: 'span.json', content: json });
  expect(await app.readTotals()).toMatchObject({ Traces: '1', Spans: '1' });
});
