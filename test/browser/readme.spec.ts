import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './tracagg-page.ts';

const PICTURE = fileURLToPath(new URL('readme.png', import.meta.url));

test('the README shows the page as it is: UPDATE_README=1 takes the picture anew', async ({ app, page }) => {
  await app.openSample('tab=traces&sort=-duration');
  await page
    .getByRole('link', { name: /POST \/checkout/ })
    .first()
    .click();
  await app.whenIdle();
  await expect(page.getByRole('treegrid')).toHaveAccessibleName(/POST \/checkout/);
  await page
    .getByRole('row', { name: /payment, SELECT idempotency_keys/ })
    .first()
    .click();
  await app.whenIdle();
  await page.mouse.move(0, 0);
  const picture = await page.screenshot();
  if (process.env['UPDATE_README']) writeFileSync(PICTURE, picture);
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain('](test/browser/readme.png)');
  expect(existsSync(PICTURE)).toBe(true);
});
