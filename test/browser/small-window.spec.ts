import type { Page } from '@playwright/test';
import { expect, test } from './tracagg-page.ts';

test.use({ viewport: { width: 720, height: 450 } }); // 1440 × 900 at 200 %

/** Controls that cannot be brought into sight, or not be pressed there, or whose words are cut. */
function findUnusable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const within = 'main :is(button, select, input, summary, a[href])';
    const inRows = '[role=treegrid] *, [role=tree] *, table *';
    const unusable: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>(within)) {
      if (control.matches(inRows) || !control.checkVisibility({ visibilityProperty: true })) continue;
      const shown = control.closest('label') ?? control; // of a radio button, its words are pressed
      if (getComputedStyle(control).clipPath !== 'none') control.focus(); // in sight only with the focus
      shown.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isInSight = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      const isCut = control.matches('button') && control.scrollWidth > control.clientWidth + 1;
      const isHit = shown.contains(hit);
      if (isInSight && isHit && !isCut) continue;
      const name = control.getAttribute('aria-label') ?? shown.textContent;
      unusable.push(
        `${name}: ${isInSight ? '' : 'out of sight '}${isHit ? '' : 'covered '}${isCut ? 'cut' : ''}`,
      );
    }
    return unusable;
  });
}

test('at 200 % every control of a trace is in reach, in each form, with the details open', async ({
  app,
  page,
}) => {
  await app.openSample('tab=traces&sort=-duration');
  await page
    .getByRole('link', { name: /POST \/checkout/ })
    .first()
    .click();
  await app.whenIdle();
  await page.keyboard.press('e'); // selects a span: its details open
  await app.whenIdle();
  const details = page.getByRole('region').filter({ hasText: 'Span id' });
  for (const [key, form] of [
    ['1', 'Waterfall'],
    ['2', 'Flame'],
    ['3', 'Statistics'],
    ['4', 'Events'],
  ] as const)
    await test.step(form, async () => {
      await page.keyboard.press(key);
      await app.whenIdle();
      await expect(page.getByRole('tab', { name: form })).toHaveAttribute('aria-selected', 'true');
      await expect(details.first()).toBeVisible();
      expect(await findUnusable(page)).toEqual([]);
      const sideways = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    });
});
