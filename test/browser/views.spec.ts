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
  ['part of a trace, matches marked', (app) => openSlowestTrace(app, 'e', 'r', '/', ...'error')],
  ['command palette', (app) => openSlowestTrace(app, 'Control+k', ...'pay')],
  ['keys of a trace', (app) => openSlowestTrace(app, '?')],
  ['trace that is not here', (app) => app.openSample('tab=trace&trace=ffff')],
  ['services', (app) => app.openSample('tab=services')],
  ['graph', (app) => app.openSample('tab=graph')],
  ['graph by p95, one picked', (app) => app.openSample('tab=graph&color=p95&node=payment')],
  ['data', (app) => app.openSample('tab=data')],
  ['a failed file', failToOpen],
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

const SIZES = [
  { name: 'a desk', width: 1440, height: 900 },
  { name: '200 % zoom', width: 720, height: 450 },
  { name: 'a phone', width: 390, height: 844 },
];

for (const [name, reach] of STATES)
  test(`fits and is accessible, wide and narrow, light and dark: ${name}`, async ({ app, page }) => {
    await reach(app);
    for (const { name: size, ...viewport } of SIZES) {
      await page.setViewportSize(viewport);
      await app.whenIdle();
      await test.step(size, () => expectNoSidewaysScroll(page));
      for (const colorScheme of size === '200 % zoom' ? [] : (['light', 'dark'] as const)) {
        await page.emulateMedia({ colorScheme });
        await test.step(`${size}, ${colorScheme}`, () => expectAccessible(page));
      }
    }
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
});
