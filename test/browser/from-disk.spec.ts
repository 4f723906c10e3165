import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, FROM_DISK, test } from './tracagg-page.ts';

test('the one-file build works from disk: worker, files, address', async ({ app, page }) => {
  await app.open('', FROM_DISK);
  await app.drop({ name: 'traces.json', content: asJaeger(makeSpans(8)) });
  expect(await app.readTotals()).toMatchObject({ Traces: '8', Spans: '32' });
  await app.showTab('Graph');
  expect(page.url()).toContain('tab=graph');
});

test('the sample opens from disk', async ({ app, page }) => {
  await app.open('sample', FROM_DISK);
  await expect(page.getByText('3,000 traces').first()).toBeVisible();
});
