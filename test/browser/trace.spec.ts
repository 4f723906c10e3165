import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

async function openChain(app: TracAggPage): Promise<void> {
  await app.open();
  await app.drop({ name: 'chain.json', content: asJaeger(makeSpans(1, 4)) });
  await app.showTab('Traces');
  await app.page.getByRole('link', { name: /work 0/ }).click();
  await app.whenIdle();
}

test('a row says in words what its bar shows', async ({ app, page }) => {
  await openChain(app);
  const grid = page.getByRole('treegrid');
  await expect(grid).toHaveAccessibleName(/frontend work 0, 4\sms, 4 spans, 0 errors/);
  const names = await grid
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
  const spans = names.filter((name) => name !== null);
  expect(spans[0]).toMatch(/frontend, work 0, 4\sms, starts at 0.*, 1\sms on the critical path, level 1/);
  expect(spans[3]).toMatch(
    /database, work 3, 1\sms, starts at 1\.5\sms, 1\sms on the critical path, level 4/,
  );
});

test('the whole review by keyboard: open, walk, fold, read, come back', async ({ app, page }) => {
  await openChain(app);
  const rows = page.getByRole('treegrid').getByRole('row').filter({ hasText: /work/ });
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft'); // folds it
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('ArrowRight');
  await expect(rows).toHaveCount(4);
  await page.keyboard.press('End');
  await expect(rows.nth(3)).toBeFocused();
  await page.keyboard.press('Enter');
  await app.whenIdle();
  const panel = page.getByRole('region', { name: 'work 3' });
  await expect(panel).toContainText('database');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(rows.nth(3)).toBeFocused();
});

test('a link brings back the trace, the span and the path', async ({ app, page }) => {
  await app.openSample('tab=traces&sort=-duration');
  await page
    .getByRole('link', { name: /POST \/checkout/ })
    .first()
    .click();
  await app.whenIdle();
  await page.getByRole('row', { name: /level 1/ }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByText('Longest path', { exact: true }).first().click();
  await app.whenIdle();
  const selected = await page.getByRole('row', { selected: true }).getAttribute('aria-label');
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await app.whenIdle();
  await expect(page.getByRole('row', { selected: true })).toHaveAccessibleName(selected!);
  await expect(page.getByRole('row', { selected: true })).toBeInViewport();
  await expect(page.getByRole('radio', { name: 'Longest path' })).toBeChecked();
});

test('50,000 spans in one trace open, and the last is one key away', async ({ app, page }, testInfo) => {
  const file = testInfo.outputPath('large.json');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(file, asJaeger(makeWide(50_000)));
  await app.open();
  await app.choose(file);
  await expect(page.getByRole('tab', { name: 'Traces' })).toBeVisible();
  await app.whenIdle();
  await app.showTab('Traces');
  await page.getByRole('link', { name: /work 0/ }).click();
  await app.whenIdle();
  const grid = page.getByRole('treegrid');
  await expect(grid).toHaveAttribute('aria-rowcount', '50001');
  expect(await grid.getByRole('row').count(), 'rows that are drawn').toBeLessThan(120);
  await grid.getByRole('row', { name: /level 1/ }).focus();
  await page.keyboard.press('End');
  await expect(grid.getByRole('row', { name: /work 49999/ })).toBeFocused();
});

/** One root and its children, each a millisecond after the one before. */
function makeWide(count: number) {
  const [root] = makeSpans(1, 1);
  return makeSpans(1, count).map((span, i) =>
    i === 0
      ? { ...root, duration: count * 1000 }
      : { ...span, parentSpanId: root.spanId, start: i * 1000, duration: 900 },
  );
}
