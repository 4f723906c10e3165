import { rmSync } from 'node:fs';
import { writeLargeOtlp } from '../fixtures/made-files.ts';
import { expect, test } from './tracagg-page.ts';

/** No JavaScript string is this long: 2^29 − 24 characters is where they end. */
const BYTES = 600 * 2 ** 20;

test('a file of 600 MB opens: progress moves, first traces show, the page answers, every span is counted', async ({
  app,
  page,
}, testInfo) => {
  test.setTimeout(300_000);
  const file = testInfo.outputPath('large.otlp.json');
  const spanCount = writeLargeOtlp(file, BYTES);
  await app.open();
  await app.choose(file);
  const progress = page.getByRole('progressbar', { name: 'large.otlp.json' });
  await expect(progress).toHaveAttribute('aria-valuenow', /[1-9]/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Keys' }).click(); // answers while it reads
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('banner')).toContainText(/traces\s+so far/);
  await expect(progress).toBeVisible();
  await app.whenIdle();
  await expect(page.getByRole('banner')).not.toContainText('so far');
  expect(await app.readTotals()).toMatchObject({ Spans: spanCount.toLocaleString('en') });
  rmSync(file);
});

test('reading stops by keyboard: what was read is kept and stays marked; Escape lets it go on', async ({
  app,
  page,
}, testInfo) => {
  test.setTimeout(120_000);
  const file = testInfo.outputPath('large.otlp.json');
  const spanCount = writeLargeOtlp(file, BYTES / 2);
  await app.open();
  await app.choose(file);
  await expect(page.getByRole('banner')).toContainText(/traces\s+so far/, { timeout: 60_000 });
  const stop = page.getByRole('button', { name: 'Stop' });
  const keep = page.getByRole('button', { name: 'Keep what was read' });
  await stop.press('Enter');
  await expect(keep).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(keep).toHaveCount(0);
  await expect(stop).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(keep).toBeFocused();
  await page.keyboard.press('Enter');
  await app.whenIdle();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('banner')).toContainText('stopped early');
  const { Spans } = await app.readTotals();
  const kept = Number(Spans.replaceAll(',', ''));
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(spanCount);
  await expect(page.getByRole('row', { name: /stopped at/ })).toBeVisible();
  rmSync(file);
});
