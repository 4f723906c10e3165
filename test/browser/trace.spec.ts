import type { Page } from '@playwright/test';
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

test('rows by keyboard: walk, fold, read, come back', async ({ app, page }) => {
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

test('a whole review by keyboard alone: open, find an error, step along the path, read, copy a link', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    await app.whenIdle();
  };
  const selected = page.getByRole('row', { selected: true });
  await app.openSample();
  await press('Control+k');
  await page.keyboard.type('POST /checkout');
  await app.whenIdle();
  await press('ArrowUp'); // around to the last of the traces
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText(
    'POST /checkout',
  );
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'POST /checkout' })).toBeVisible();

  await press('e');
  await expect(selected).toHaveAccessibleName(/, error/);
  await expect(selected).toBeFocused();
  await press('ArrowDown', 'ArrowUp');
  await expect(selected).toHaveAccessibleName(/, error/);
  await press('Escape');
  await expect(selected).toHaveCount(0);
  await press('n');
  await expect(selected).toHaveAccessibleName(/on the critical path/);
  await press('n');
  await expect(page.getByText(/^\d+ of \d+ steps$/)).toBeVisible();

  await expect(selected).toBeFocused();
  await press('Enter');
  const details = page.locator('section:focus');
  await expect(details.getByText('Span id')).toBeVisible();
  await press('y');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  expect(new URL(page.url()).hash).toContain('&span=');
  await press('Escape');
  await expect(details).toHaveCount(0);
  await expect(page.getByRole('row').and(page.locator(':focus'))).toHaveCount(1);
});

test('from the top of the page to the spans', async ({ app, page }) => {
  await openChain(app);
  const address = page.url();
  await page.getByRole('link', { name: 'Skip to the view' }).focus();
  for (const key of ['Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('row', { name: /level 1/ })).toBeFocused();
  expect(page.url()).toBe(address);
});

test('a link opened anew shows the same: zoom, folds, what is found, what is selected, columns', async ({
  app,
  page,
}) => {
  await app.openSample('tab=traces&sort=-duration');
  await page
    .getByRole('link', { name: /POST \/checkout/ })
    .first()
    .click();
  await app.whenIdle();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Self time' }).check();
  await page.keyboard.press('Escape');
  for (const key of ['[', '[', 'w', 'w', 'd', '/']) await page.keyboard.press(key);
  await page.keyboard.type('payment');
  await page.keyboard.press('Enter');
  await app.whenIdle();
  await expect(page.getByLabel('Found', { exact: true })).toHaveText(/^1 of \d+$/);
  const before = await describeView(page);
  expect(before.columns).toContain('Self');
  expect(before.selected).toHaveLength(1);
  const address = page.url();
  for (const parameter of ['zoom', 'fold', 'find', 'span', 'column'])
    expect(address).toContain(`&${parameter}=`);
  await page.goto('about:blank');
  await page.goto(address);
  await app.whenIdle();
  await expect.poll(() => describeView(page)).toEqual(before);
});

test('a link opened in another page shows the same rows: re-rooted, folded, filtered, in columns', async ({
  app,
  page,
  context,
}) => {
  await app.openSample('tab=traces&sort=-duration');
  await page
    .getByRole('link', { name: /POST \/checkout/ })
    .first()
    .click();
  await app.whenIdle();
  const second = page.getByRole('row', { name: /level 2,.* descendants?/ }).first();
  const below = Number(/(\d+) descendants?/.exec((await second.getAttribute('aria-label'))!)![1]);
  await second.focus();
  for (const key of [' ', 'r']) await page.keyboard.press(key);
  await app.whenIdle();
  await expect(page.getByRole('navigation', { name: 'Part of the trace that is shown' })).toBeVisible();
  await expect(page.getByRole('treegrid')).toHaveAttribute('aria-rowcount', String(below + 2));
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Service', exact: true }).check();
  await page.getByRole('group', { name: 'Attributes', exact: true }).getByRole('checkbox').first().check();
  await page.keyboard.press('Escape');
  for (const key of ['[', '/']) await page.keyboard.press(key);
  await page.keyboard.type('payment');
  await page.getByRole('button', { name: 'Show only matches' }).click();
  await app.whenIdle();
  const before = await describeView(page);
  expect(before.columns.length).toBeGreaterThan(4);
  for (const parameter of ['top', 'fold', 'find', 'matches', 'column'])
    expect(page.url()).toContain(`&${parameter}=`);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.evaluate(() => window.tracagg.whenIdle());
  await expect.poll(() => describeView(other)).toEqual(before);
});

/** What a reader sees of the opened trace. */
function describeView(page: Page) {
  return page.evaluate(() => {
    const labels = (selector: string) =>
      [...document.querySelectorAll(selector)].map(
        (element) => element.getAttribute('aria-label') ?? element.textContent,
      );
    const rows = [...document.querySelectorAll('[role=row][aria-level]')];
    return {
      columns: labels('[role=treegrid] [role=columnheader]'),
      rows: rows.map((row) => row.getAttribute('aria-label')),
      selected: labels('[role=row][aria-selected=true]'),
      fields: [...document.querySelectorAll('main input')].map((field) => (field as HTMLInputElement).value),
      found: labels('output').concat(document.querySelector('output')?.textContent ?? ''),
    };
  });
}

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
  await page.getByText('Longest', { exact: true }).click();
  await app.whenIdle();
  const selected = await page.getByRole('row', { selected: true }).getAttribute('aria-label');
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await app.whenIdle();
  await expect(page.getByRole('row', { selected: true })).toHaveAccessibleName(selected!);
  await expect(page.getByRole('row', { selected: true })).toBeInViewport();
  await expect(page.getByRole('radio', { name: 'Longest' })).toBeChecked();
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
