import type { Page } from '@playwright/test';
import { asJaeger, makeSpans, type MadeSpan } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

/**
 * Eight milliseconds, in µs:
 *
 *     shop   |----------------|
 *       order |-------|
 *         pay  |-|
 *         pay     |-|
 *       load            |---|
 */
const SPANS: readonly MadeSpan[] = (
  [
    ['frontend', 'shop', -1, 0, 8000],
    ['checkout', 'order', 0, 500, 3500],
    ['payment', 'pay', 1, 1000, 1000],
    ['payment', 'pay', 1, 2500, 1000],
    ['frontend', 'load', 0, 5000, 2000],
  ] as const
).map(([service, name, parent, start, duration], i, { length }) => {
  const spans = makeSpans(1, length);
  const parentSpanId = parent < 0 ? '' : spans[parent].spanId;
  return { ...spans[i], service, name, parentSpanId, start, duration };
});
const FILE = { name: 'shop.json', content: asJaeger(SPANS) };

/** By key, as everything here that has one. */
async function openFlame(app: TracAggPage): Promise<void> {
  await app.open();
  await app.drop(FILE);
  await app.showTab('Traces');
  await app.page.getByRole('link', { name: /shop/ }).click();
  await app.whenIdle();
  await app.page.keyboard.press('2');
  await app.whenIdle();
}

/** The graph in order of time, and where a moment of a row is on the screen, while all of the trace is in sight. */
function flameOf(page: Page) {
  const tree = page.getByRole('tree', { name: '5 spans in order of time' });
  const at = async (row: number, ms: number): Promise<readonly [x: number, y: number]> => {
    const { x, y, width } = (await tree.boundingBox())!;
    const pad = 8;
    return [x + pad + (ms / 8) * (width - 2 * pad), y + row * 24 + 12];
  };
  return { tree, at, zoomedTo: page.getByRole('navigation', { name: 'Zoomed to' }) };
}

test('the pointer reads a box, picks it, fits it, and the wheel zooms at it', async ({ app, page }) => {
  await openFlame(app);
  const { at, zoomedTo } = flameOf(page);
  await page.mouse.move(...(await at(1, 6)));
  await expect(page.getByRole('tooltip')).toContainText(/load.*Duration2\sms/);
  await page.mouse.click(...(await at(1, 1)));
  const details = page.getByRole('region', { name: 'order' });
  await expect(details).toBeVisible();
  await app.whenIdle();
  await page.mouse.dblclick(...(await at(1, 6)));
  await expect(zoomedTo).toContainText(/load2\sms in sight/);
  await expect(page.getByRole('region', { name: 'load' })).toBeVisible();
  await zoomedTo.getByRole('button', { name: 'Whole' }).click();
  await expect(zoomedTo).toHaveCount(0);
  await page.mouse.move(...(await at(2, 1.5)));
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect(zoomedTo).toContainText('in sight');
  await app.whenIdle();
  await page.mouse.move(...(await at(2, 1.6))); // where it was: the wheel keeps what it points at
  await expect(page.getByRole('tooltip')).toContainText('pay');
});

test('keys walk from box to box, pick, fit and come back; each box says all that it shows', async ({
  app,
  page,
}) => {
  await openFlame(app);
  const { tree, zoomedTo } = flameOf(page);
  const box = tree.getByRole('treeitem');
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    expect(await tree.getAttribute('aria-activedescendant')).toBe(await box.getAttribute('id'));
  };
  await tree.focus();
  await expect(box).toHaveText(/^shop, frontend, duration 8\sms, starts at 0/);
  await press('ArrowDown', 'ArrowDown', 'ArrowRight');
  await expect(box).toHaveText(/^pay, payment, duration 1\sms, starts at 2\.5\sms/);
  await expect(box).toHaveAttribute('aria-level', '3');
  await expect(box).toHaveAttribute('aria-posinset', '2');
  await expect(box).toHaveAttribute('aria-setsize', '2');
  await press('ArrowUp', 'ArrowRight');
  await expect(box).toHaveText(/^load/);
  await press(' ');
  await expect(page.getByRole('region', { name: 'load' })).toBeVisible();
  await expect(box).toHaveAttribute('aria-selected', 'true');
  await expect(tree).toBeFocused();
  await press('Enter');
  await expect(zoomedTo).toContainText(/load2\sms in sight/);
  await press('Escape', 'Escape'); // the tip, then the zoom
  await expect(zoomedTo).toHaveCount(0);
  await press('Home', '+');
  await expect(zoomedTo).toContainText('in sight');
});

test('a box leads to the sandwich of its operation by key, and a link leads back to it', async ({
  app,
  page,
}) => {
  await openFlame(app);
  await flameOf(page).tree.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Shift+Enter']) await page.keyboard.press(key);
  await app.whenIdle();
  const callers = page.getByRole('tree', { name: 'Callers of pay' });
  const expectSandwich = async () => {
    await expect(page.getByRole('radio', { name: 'Sandwich' })).toBeChecked();
    await expect(page.getByRole('tree', { name: 'Callees of pay' })).toBeVisible();
    await callers.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await expect(callers.getByRole('treeitem')).toHaveText(/^order, checkout, .*2 spans/);
  };
  await page.getByRole('radiogroup', { name: 'Measure' }).getByText('Spans', { exact: true }).click();
  await app.whenIdle();
  await expectSandwich();
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await app.drop(FILE);
  await expectSandwich();
  await expect(page.getByRole('radio', { name: 'Spans' })).toBeChecked();
});

test('the table says what the graph shows, and leads on as it does', async ({ app, page }) => {
  await openFlame(app);
  await page.getByRole('radiogroup', { name: 'Order' }).getByText('Left-heavy').click();
  await app.whenIdle();
  await expect(page.getByText('Width: self time, summed over 5 spans')).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: '4 operations of the flame graph' });
  const pay = table.getByRole('row', { name: /pay/ });
  await expect(pay).toContainText(/2\sms.*25\s?%.*2/);
  await expect(table.getByRole('row').nth(1)).toContainText(/shop.*2\.5\sms.*8\sms.*100\s?%/);
  await pay.getByRole('button').click();
  await app.whenIdle();
  await expect(page.getByRole('table', { name: /among the callers/ })).toContainText('order');
});
