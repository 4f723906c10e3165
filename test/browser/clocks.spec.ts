import { asOtlpLines, makeSpans } from '../fixtures/made-files.ts';
import { expect, test } from './tracagg-page.ts';

const [CLIENT, SERVER] = [3, 2];

/** A chain over 4 ms. The clocks of payment and database are 1.5 ms behind: a call is served before it is made. */
const FILE = {
  name: 'behind.json',
  content: asOtlpLines(
    makeSpans(1, 4).map((span) => {
      if (span.service === 'checkout') return { ...span, kind: CLIENT };
      return span.service === 'frontend' ? span : { ...span, kind: SERVER, start: span.start - 1500 };
    }),
  ),
};

test('clocks that differ are aligned by a switch: bars move, rows say so, a link brings it back', async ({
  app,
  page,
}) => {
  const [client, server] = [/^checkout, work 1/, /^payment, work 2/].map((name) =>
    page.getByRole('row', { name }),
  );
  /** Px by which the bar of the call's server begins after that of its client. */
  const lag = async () => {
    const [from, to] = await Promise.all(
      [client, server].map((row) => row.locator('[data-lane] svg rect').first().boundingBox()),
    );
    return to!.x - from!.x;
  };
  await app.open();
  await app.drop(FILE);
  await app.showTab('Traces');
  await page.getByRole('link', { name: /work/ }).click();
  await app.whenIdle();
  await expect(server).toHaveAccessibleName(/starts at 0/);
  expect(await lag(), 'served before it is asked for').toBeLessThan(-20);

  await page.getByRole('button', { name: 'Clocks differ' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'against checkout' })).toHaveText(
    /payment.*\+1\sms.*fits from \+1\sms to \+2\sms; 1 of 1 call does not fit as stored/,
  );
  await page.getByRole('checkbox', { name: 'Align clocks' }).check();
  await app.whenIdle();
  const expectAligned = async () => {
    await expect(server).toHaveAccessibleName(/starts at 500\sµs, .*clock moved by 1\sms/);
    await expect(server).toContainText('clock moved');
    await expect(client).not.toHaveAccessibleName(/moved/);
    expect(Math.abs(await lag())).toBeLessThan(1);
  };
  await expectAligned();
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await app.drop(FILE);
  await expectAligned();

  await page.getByRole('button', { name: 'Clocks aligned', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Align clocks' }).uncheck();
  await expect(server).toHaveAccessibleName(/starts at 0/);
  await expect(server).not.toHaveAccessibleName(/moved/);
});
