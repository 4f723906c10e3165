import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

/** Everything the page can look like, each from nothing. */
const STATES: readonly (readonly [name: string, reach: (app: TracAggPage) => Promise<void>])[] = [
  ['empty', (app) => app.open()],
  ['overview', (app) => app.openSample()],
  ['traces', (app) => app.openSample('tab=traces')],
  ['traces, none match', (app) => app.openSample('tab=traces&q=nothing-is-called-this')],
  ['trace not chosen', (app) => app.openSample('tab=trace')],
  ['trace', (app) => openSlowestTrace(app)],
  ['trace as flame graph', (app) => openSlowestTrace(app, '2')],
  ['trace in statistics', (app) => openSlowestTrace(app, '3')],
  ['events of a trace', (app) => openSlowestTrace(app, '4')],
  ['part of a trace, matches marked', (app) => openSlowestTrace(app, 'e', 'r', '/', 'e', 'r', 'r', 'o', 'r')],
  ['command palette', (app) => openSlowestTrace(app, 'Control+k', 'p', 'a', 'y')],
  ['keys of a trace', (app) => openSlowestTrace(app, '?')],
  ['trace that is not here', (app) => app.openSample('tab=trace&trace=ffff')],
  ['services', (app) => app.openSample('tab=services')],
  ['graph', (app) => app.openSample('tab=graph')],
  ['graph by p95, one picked', (app) => app.openSample('tab=graph&color=p95&node=payment')],
  ['data', (app) => app.openSample('tab=data')],
  ['a failed file', failToOpen],
  ['files of all sorts, one picked', pickBrokenFile],
  ['files lost with the worker', loseFiles],
];

/** And presses keys there. */
async function openSlowestTrace(app: TracAggPage, ...keys: string[]): Promise<void> {
  await app.openSample('tab=traces&sort=-duration');
  await app.page
    .getByRole('link', { name: /POST \/checkout/ })
    .first()
    .click();
  await app.whenIdle();
  await expect(app.page.getByRole('treegrid')).toBeVisible();
  for (const key of keys) await app.page.keyboard.press(key);
  await app.whenIdle();
}

async function failToOpen(app: TracAggPage): Promise<void> {
  await app.open();
  await app.drop(
    { name: 'login.json', content: '<!doctype html><title>Sign in</title>' },
    { name: 'good.json', content: asJaeger(makeSpans(2)) },
  );
}

async function pickBrokenFile(app: TracAggPage): Promise<void> {
  await failToOpen(app);
  await app.drop({ name: 'cut.json', content: asJaeger(makeSpans(3)).slice(0, -60) });
  await app.showTab('Data');
  await app.page.getByRole('button', { name: 'cut.json', exact: true }).click();
}

async function loseFiles(app: TracAggPage): Promise<void> {
  await app.open();
  await app.drop({ name: 'good.json', content: asJaeger(makeSpans(2)) });
  await app.loseWorker();
  await expect(app.page.getByRole('alert')).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
  expect(found.join('\n')).toBe('');
}

/** The page itself never scrolls sideways; what is wider scrolls inside. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
}

/** Each width with the colours that it is looked through in: a rule that a width breaks, colours do not mend. */
const SIZES = [
  { name: 'a desk, light', width: 1440, height: 900, colorScheme: 'light' },
  { name: '200 % zoom', width: 720, height: 450, colorScheme: null },
  { name: 'a phone, dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

for (const [name, reach] of STATES)
  test(`fits and is accessible, wide and light, narrow and dark: ${name}`, async ({ app, page }) => {
    await reach(app);
    for (const { name: size, width, height, colorScheme } of SIZES)
      await test.step(size, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height });
        await app.whenIdle();
        await expectNoSidewaysScroll(page);
        if (colorScheme) await expectAccessible(page);
      });
  });

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing moves', async ({ app, page }) => {
    for (const tab of ['overview', 'trace', 'graph']) {
      await app.openSample(`tab=${tab}`);
      const moving = await page.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
      );
      expect(moving, tab).toBe(0);
    }
  });

  test('nothing of an opened trace moves while it is worked with', async ({ app, page }) => {
    await page.addInitScript(() => {
      const moved: string[] = [];
      for (const type of ['animationstart', 'transitionrun'])
        document.addEventListener(
          type,
          ({ target }) => moved.push(`${type} of ${(target as Element).className}`),
          true,
        );
      Object.assign(window, { moved });
    });
    await openSlowestTrace(app);
    // an error with its details, the path, zooming, folding, the four forms, help, palette
    const keys = 'e n w d f 0 [ ] m m 2 3 4 1 ? Escape Control+k Escape';
    for (const key of keys.split(' ')) {
      await page.keyboard.press(key);
      await app.whenIdle();
    }
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('row', { selected: true }).hover();
    expect(await page.evaluate(() => Reflect.get(window, 'moved'))).toEqual([]);
  });
});

test('where a part of the page does not come, the page says so', async ({ page }) => {
  await page.route('**/TabView-*.js', (route) => route.abort());
  await page.goto('./#sample');
  await expect(page.getByText('The views could not be loaded')).toBeVisible();
});

test('what is asked before the engine has come is answered when it has', async ({ app, page }) => {
  let letCome = () => {};
  const coming = new Promise<void>((resolve) => (letCome = resolve));
  await page.route('**/worker-*.js', async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto('./#sample');
  await expect(page.getByRole('progressbar')).toBeVisible();
  letCome();
  await app.whenIdle();
  expect(await app.readTotals()).toMatchObject({ Traces: '3,000' });
});
