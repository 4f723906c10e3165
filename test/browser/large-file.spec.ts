import { rmSync } from 'node:fs';
import { writeLargeOtlp } from '../fixtures/made-files.ts';
import { expect, test } from './tracagg-page.ts';

/** No JavaScript string is this long: 2^29 − 24 characters is where they end. */
const BYTES = 600 * 2 ** 20;

test('a file of 600 MB opens: progress moves, the page answers, every span is counted', async ({
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
  await app.whenIdle();
  expect(await app.readTotals()).toMatchObject({ Spans: spanCount.toLocaleString('en') });
  rmSync(file);
});
