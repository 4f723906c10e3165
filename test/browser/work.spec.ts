import { readFileSync } from 'node:fs';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, test } from './tracagg-page.ts';

test('filters narrow every view, are in the address, and come off again', async ({ app, page }) => {
  await app.openSample('tab=traces');
  const count = page.getByRole('search', { name: 'Filter traces' }).getByRole('status');
  await expect(count).toContainText('3,000 traces');
  await page.getByRole('combobox', { name: 'Errors' }).selectOption({ label: 'With errors' });
  await expect(count).toContainText('of 3,000 traces');
  await page.getByRole('textbox', { name: 'Shortest duration' }).fill('2 s');
  await page.keyboard.press('Enter');
  await app.whenIdle();
  const narrowed = await count.textContent();
  expect(page.url()).toContain('min=2000000000');
  await app.showTab('Services');
  await expect(count).toHaveText(narrowed!);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(count).toContainText(/^3,000 traces/);
  await page.goBack();
  await app.whenIdle();
  await expect(count).toHaveText(narrowed!);
});

test('the table sorts by duration, in the worker and in the address', async ({ app, page }) => {
  await app.openSample('tab=traces');
  const header = page.getByRole('columnheader', { name: 'Duration' });
  await header.getByRole('button').click();
  await app.whenIdle();
  await expect(header).toHaveAttribute('aria-sort', /ascending|descending/);
  expect(page.url()).toContain('sort=');
});

test('what is exported opens again as the same traces', async ({ app, page }) => {
  await app.open();
  await app.drop({ name: 'traces.json', content: asJaeger(makeSpans(8)) });
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker')); // the way every browser has
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /Export all traces/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('traces.tracagg.json');
  const content = readFileSync(await download.path());
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('heading', { name: 'Drop trace exports here' })).toBeVisible();
  await app.drop({ name: 'again.json', content });
  expect(await app.readTotals()).toMatchObject({ Traces: '8', Spans: '32', 'Error spans': '2' });
});

test('the keys are listed by the page itself, and work', async ({ app, page }) => {
  await app.openSample();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Traces');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await app.whenIdle();
  await expect(page.getByRole('tab', { name: 'Services' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('gs'); // typing is typing
  await expect(page.getByRole('tab', { name: 'Services' })).toHaveAttribute('aria-selected', 'true');
});

test('a service of the graph leads to its traces, by keyboard', async ({ app, page }) => {
  await app.openSample('tab=graph');
  const node = page.getByRole('button', { name: /^payment, .* spans/ });
  await node.focus();
  await page.keyboard.press('Enter');
  await app.whenIdle();
  await page.getByRole('button', { name: 'Show its traces' }).click();
  await app.whenIdle();
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('payment');
});
