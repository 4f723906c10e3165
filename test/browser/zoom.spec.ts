import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

const MS = 1e6;

/** Opens a chain of four spans over 4 ms. */
async function openChain(app: TracAggPage): Promise<void> {
  await app.open();
  await app.drop({ name: 'chain.json', content: asJaeger(makeSpans(1, 4)) });
  await app.showTab('Traces');
  await app.page.getByRole('link', { name: /work 0/ }).click();
  await app.whenIdle();
}

/** The window in sight in nanoseconds, as its edges say. */
async function windowOf({ page }: TracAggPage): Promise<{ readonly from: number; readonly to: number }> {
  const valueOf = async (name: string) =>
    Number(await page.getByRole('slider', { name }).getAttribute('aria-valuenow'));
  return { from: await valueOf('Start of the time in sight'), to: await valueOf('End of the time in sight') };
}

/** Where the first and the last moment in sight stand on the ruler, and the middle of its height, in px. */
async function rulerOf({ page }: TracAggPage) {
  const ruler = page.getByRole('columnheader', { name: "Time after the trace's start" });
  const { x, y, width, height } = (await ruler.boundingBox())!;
  const pad = 8;
  return { left: x + pad, width: width - 2 * pad, y: y + height / 2 };
}

/** A window within a px or two of what a hand aims at. */
function expectNear(window: { readonly from: number; readonly to: number }, from: number, to: number): void {
  const slack = 0.02 * 4 * MS;
  expect(Math.abs(window.from - from)).toBeLessThan(slack);
  expect(Math.abs(window.to - to)).toBeLessThan(slack);
}

test('a drag on the ruler zooms to the stretch, and Escape leaves it', async ({ app, page }) => {
  await openChain(app);
  const { left, width, y } = await rulerOf(app);
  await page.mouse.move(left + width / 4, y);
  await page.mouse.down();
  await page.mouse.move(left + width / 2, y, { steps: 4 });
  await expect(page.getByText(/^1\s?ms$|^99\d\sµs$|^1\.0\d\sms$/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await windowOf(app)).toEqual({ from: 0, to: 4 * MS });
  await page.mouse.move(left + width / 4, y);
  await page.mouse.down();
  await page.mouse.move(left + width / 2, y, { steps: 4 });
  await page.mouse.up();
  expectNear(await windowOf(app), 1 * MS, 2 * MS);
});

test('the wheel with Ctrl zooms at the pointer, and with Shift pans', async ({ app, page }) => {
  await openChain(app);
  const { left, width, y } = await rulerOf(app);
  await page.mouse.move(left + width / 4, y + 60);
  await page.keyboard.down('Control');
  for (let step = 0; step < 4; step++) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await windowOf(app)).from).toBeGreaterThan(0);
  await app.whenIdle();
  const near = await windowOf(app);
  expect(near.to - near.from).toBeLessThan(2 * MS);
  expect(near.from + (near.to - near.from) / 4, 'the time under the pointer').toBeCloseTo(1 * MS, -4);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 200);
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await windowOf(app)).from).toBeGreaterThan(near.from);
});

test('keys zoom, pan, fit the selected span and show all', async ({ app, page }) => {
  await openChain(app);
  await page.getByRole('row', { name: /^payment, work 2/ }).focus();
  await page.keyboard.press(' ');
  await app.whenIdle();
  await page.keyboard.press('f');
  expectNear(await windowOf(app), 0.9 * MS, 3.1 * MS);
  await page.keyboard.press('0');
  expect(await windowOf(app)).toEqual({ from: 0, to: 4 * MS });
  await page.keyboard.press('w');
  expectNear(await windowOf(app), 0.667 * MS, 3.333 * MS);
  await page.keyboard.press('d');
  expectNear(await windowOf(app), 1.333 * MS, 4 * MS);
  await page.keyboard.press('a');
  await page.keyboard.press('s');
  expect(await windowOf(app)).toEqual({ from: 0, to: 4 * MS });
});

test('the window on the minimap is drawn, moved, resized and reset', async ({ app, page }) => {
  await openChain(app);
  const strip = (await page.getByRole('img', { name: /^Overview: 4 spans/ }).boundingBox())!;
  const at = (share: number) => [strip.x + share * strip.width, strip.y + strip.height / 2] as const;
  const drag = async (from: number, to: number) => {
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 4 });
    await page.mouse.up();
  };
  await drag(0.25, 0.5);
  expectNear(await windowOf(app), 1 * MS, 2 * MS);
  await drag(0.4, 0.65);
  await expect.poll(async () => (await windowOf(app)).from).toBeGreaterThan(1.9 * MS);
  expectNear(await windowOf(app), 2 * MS, 3 * MS);
  await drag(0.75, 1);
  await expect.poll(async () => (await windowOf(app)).to).toBeGreaterThan(3.9 * MS);
  expectNear(await windowOf(app), 2 * MS, 4 * MS);
  await page.mouse.dblclick(...at(0.7));
  expect(await windowOf(app)).toEqual({ from: 0, to: 4 * MS });
});

test('a click on the ruler is measured from, until Escape', async ({ app, page }) => {
  await openChain(app);
  const { left, width, y } = await rulerOf(app);
  await page.mouse.click(left + width / 4, y);
  await page.mouse.move(left + width / 2, y + 60);
  const figures = page.getByRole('group', { name: 'Figures' });
  await expect(figures).toContainText(/From 1\.00\d?\sms to 2\.00\d?\sms is (1\s?ms|99\d\sµs|1\.0\d?\sms)/);
  await expect(page.getByText(/^2\.00\d\sms/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(figures).not.toContainText('From');
});

test('a double click on a bar fits it, and a link brings the zoom back', async ({ app, page }) => {
  await openChain(app);
  const { left, width } = await rulerOf(app);
  const row = (await page.getByRole('row', { name: /^database, work 3/ }).boundingBox())!;
  await page.mouse.dblclick(left + width / 2, row.y + row.height / 2);
  await app.whenIdle();
  const zoomed = await windowOf(app);
  expectNear(zoomed, 1.45 * MS, 2.55 * MS);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await app.drop({ name: 'chain.json', content: asJaeger(makeSpans(1, 4)) });
  expect(await windowOf(app)).toEqual(zoomed);
});
