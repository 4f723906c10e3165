import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { asOtlpLines, makeSpans } from '../../fixtures/made-files.ts';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const SPANS = makeSpans(2);
const WHOLE = asOtlpLines(SPANS);
/** The first trace without its root, and half a line at the end. */
const BROKEN = `${asOtlpLines(SPANS.slice(1, 4))}{"resourceSpans":[{"scopeSp`;
const view = { tab: 'data' } as const;

const rowsOf = (table: string | RegExp) =>
  within(screen.getByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1);
const repairs = () => rowsOf('Repaired, skipped or odd');
const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling;
const ledger = () =>
  within(screen.getByRole('list', { name: 'From files to traces' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

test('of a clean file every record is a span, it is listed with its format, and nothing was repaired', async () => {
  await renderWithApp(<App />, { files: { 'clean.jsonl': WHOLE }, view });
  expect(ledger()).toEqual(['1 file', '→8 records', '=8 spans', '→2 traces']);
  const [file] = rowsOf('1 file');
  expect(file).toHaveTextContent(/^clean\.jsonlread to its end · OTLP JSON.*8$/);
  expect(screen.getByText('Nothing was repaired')).toBeVisible();
  expect(figure('Spans')).toHaveTextContent(/^8$/);
  expect(figure('Traces')).toHaveTextContent(/^2$/);
});

test('the ledger adds up: what was skipped, and which copies were dropped', async () => {
  const lines = WHOLE.split('\n');
  lines.splice(3, 0, '{"resourceSpans":[{oops', '{"resourceLogs":[]}');
  const files = { 'a.jsonl': lines.join('\n'), 'a copy.jsonl': WHOLE };
  await renderWithApp(<App />, { files, view });
  expect(ledger()).toContain('=16 spans read');
  expect(ledger()).toContain('−8 duplicate spans');
  expect(ledger().slice(-2)).toEqual(['=8 spans', '→2 traces']);
  const counts = ledger().map((term) => Number(/[\d,]+/.exec(term)![0].replaceAll(',', '')));
  let balance = counts[1];
  const balances = ledger().map((term, at) => {
    if (term.startsWith('−')) balance -= counts[at];
    return balance;
  });
  const sums = (of: readonly number[]) => of.filter((_, at) => ledger()[at].startsWith('='));
  expect(sums(counts)).toEqual(sums(balances));
});

test('what was odd is told with its count, its meaning and an example, per file and over all traces', async () => {
  await renderWithApp(<App />, { files: { 'broken.jsonl': BROKEN }, view });
  const orphan = repairs().find((row) => row.textContent?.includes('orphan span'));
  expect(orphan).toHaveTextContent(/^1orphan span.*stand as roots.*work 1.*all traces$/);
  const cut = repairs().find((row) => row.textContent?.includes('cut-off end'));
  expect(cut).toHaveTextContent(/everything before it was kept.*broken\.jsonl$/);
  const found = repairs().filter((row) => /^\d/.test(row.textContent ?? ''));
  expect(screen.getByRole('tab', { name: /^Data/ })).toHaveAccessibleName(
    `Data, 1 file with a failure, ${found.length} repaired, skipped or odd`,
  );
  expect(figure('Files')).toHaveTextContent('11 with a failure');
});

test('ten thousand bad records are one line, with the place of the first', async () => {
  const bad = Array.from({ length: 10_000 }, () => '{"resourceSpans":[{oops').join('\n');
  await renderWithApp(<App />, { files: { 'bad.jsonl': `${WHOLE}\n${bad}\n${WHOLE}` }, view });
  const invalid = repairs().filter((row) => row.textContent?.includes('invalid records'));
  expect(invalid).toHaveLength(1);
  expect(invalid[0]).toHaveTextContent(/^10,000invalid records.*line 9/);
});

test('what many files have in common is one line, with each file and its count', async () => {
  const files = { 'a.jsonl': BROKEN, 'b.jsonl': BROKEN, 'c.jsonl': WHOLE };
  await renderWithApp(<App />, { files, view });
  const cut = repairs().filter((row) => row.textContent?.includes('cut-off ends'));
  expect(cut).toHaveLength(1);
  expect(cut[0]).toHaveTextContent(/^2cut-off ends/);
  expect(within(cut[0]).getByText('2 files')).toBeVisible();
  expect(
    within(cut[0])
      .getAllByRole('listitem', { hidden: true })
      .map((item) => item.textContent),
  ).toEqual(['a.jsonl (1)', 'b.jsonl (1)']);
});

test('a repair that is a matter of opinion is a switch: off, every copy counts, and on again', async () => {
  const { whenIdle } = await renderWithApp(<App />, {
    files: { 'a.jsonl': WHOLE, 'a copy.jsonl': WHOLE },
    view,
  });
  const isDropped = () => screen.getByRole('switch', { name: /Drop duplicates/ });
  expect(isDropped()).toBeChecked();
  await userEvent.click(isDropped());
  await whenIdle();
  expect(isDropped()).not.toBeChecked();
  expect(figure('Spans')).toHaveTextContent(/^16$/);
  await userEvent.click(isDropped());
  await whenIdle();
  expect(figure('Spans')).toHaveTextContent(/^8$/);
});

test('switches come first and stay where they are, and copies that are kept are not said to differ', async () => {
  const { whenIdle } = await renderWithApp(<App />, {
    files: { 'broken.jsonl': BROKEN, 'a copy.jsonl': BROKEN },
    view,
  });
  const names = ['Drop duplicates', 'Merge partial copies', 'Set impossible times aside'];
  const leading = () => repairs().slice(0, names.length);
  for (const name of names) {
    await userEvent.click(screen.getByRole('switch', { name }));
    await whenIdle();
    for (const [at, row] of leading().entries())
      expect(within(row).getByRole('switch', { name: names[at] })).toBeInTheDocument();
  }
  expect(leading()[0]).toHaveTextContent(/^3duplicate spans kept/);
  expect(repairs().some((row) => row.textContent?.includes('conflicting'))).toBe(false);
});

test('files that failed come first, with the reason', async () => {
  await renderWithApp(<App />, { files: { 'a.jsonl': WHOLE, 'note.txt': 'not a trace' }, view });
  const [failed, read] = rowsOf('2 files');
  expect(failed).toHaveTextContent(/^note\.txtcould not be read · .{20}/);
  expect(read).toHaveTextContent('a.jsonl');
  expect(figure('Files')).toHaveTextContent('21 with a failure');
});

test('a file is told in full when it is picked: format and why, sizes, what was odd in it', async () => {
  await renderWithApp(<App />, { files: { 'broken.jsonl': BROKEN }, view });
  await userEvent.click(screen.getByRole('button', { name: 'broken.jsonl' }));
  const details = screen.getByRole('region', { name: 'broken.jsonl' });
  expect(details).toHaveTextContent(/FormatOTLP JSON \(.*resourceSpans.*EncodingUTF-8/);
  expect(within(details).getByRole('list', { name: 'Notes' })).toHaveTextContent(/1 cut-off end.*line/);
});

test('closing a file takes its spans away, and the file off the list', async () => {
  const files = { 'a.jsonl': asOtlpLines(SPANS.slice(0, 4)), 'b.jsonl': asOtlpLines(SPANS.slice(4)) };
  const { whenIdle } = await renderWithApp(<App />, { files, view });
  await userEvent.click(screen.getByRole('button', { name: 'Close a.jsonl' }));
  await whenIdle();
  expect(rowsOf('1 file')).toHaveLength(1);
  expect(figure('Traces')).toHaveTextContent(/^1$/);
  expect(figure('Memory')).toHaveTextContent('with names and values of spans that are gone');
});

test('of many files only the rows in sight exist', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`${at}.jsonl`, asOtlpLines(SPANS.slice(0, 1))]),
  );
  await renderWithApp(<App />, { files, view });
  expect(screen.getByRole('table', { name: '60 files' })).toHaveAttribute('aria-rowcount', '61');
  expect(rowsOf('60 files').length).toBeLessThan(40);
});

test('the focus is not lost with the file that is closed', async () => {
  const files = { 'a.jsonl': asOtlpLines(SPANS.slice(0, 4)), 'b.jsonl': asOtlpLines(SPANS.slice(4)) };
  const { whenIdle } = await renderWithApp(<App />, { files, view });
  await userEvent.click(screen.getByRole('button', { name: 'Close a.jsonl' }));
  await whenIdle();
  expect(screen.getByRole('main')).toHaveFocus();
  await userEvent.click(screen.getByRole('button', { name: 'b.jsonl' }));
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  await whenIdle();
  expect(screen.getByRole('heading', { name: 'Drop trace exports here' })).toBeVisible();
});
