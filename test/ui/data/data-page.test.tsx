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

const rowsOf = (table: string) =>
  within(screen.getByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1);
const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling;

test('a clean file is listed with its format and its spans, and nothing was repaired', async () => {
  await renderWithApp(<App />, { files: { 'clean.jsonl': WHOLE }, view });
  const [file] = rowsOf('Files');
  expect(within(file).getByRole('rowheader')).toHaveTextContent('clean.jsonl');
  expect(file).toHaveTextContent(/OTLP JSON.*resourceSpans.*UTF-8.*8/);
  expect(screen.getByText('Nothing was repaired')).toBeVisible();
  expect(screen.getByRole('tab', { name: 'Data' })).toBeVisible();
  expect(figure('Spans')).toHaveTextContent(/^8$/);
  expect(figure('Traces')).toHaveTextContent(/^2$/);
});

test('what was odd is told with its count, its meaning and an example, per file and over all traces', async () => {
  await renderWithApp(<App />, { files: { 'broken.jsonl': BROKEN }, view });
  const rows = rowsOf('Repaired, skipped or odd');
  const orphan = rows.find((row) => row.textContent?.includes('orphan spans'));
  expect(orphan).toHaveTextContent(/^1orphan spans.*stand as roots.*work 1.*all traces$/);
  const cut = rows.find((row) => row.textContent?.includes('cut-off ends'));
  expect(cut).toHaveTextContent(/everything before it was kept.*broken\.jsonl$/);
  expect(screen.getByRole('tab', { name: /^Data/ })).toHaveAccessibleName(
    `Data, 1 file with a failure, ${rows.length} repaired, skipped or odd`,
  );
  expect(figure('Files')).toHaveTextContent('11 with a failure');
});

test('what many files have in common is one line, with each file and its count', async () => {
  const files = { 'a.jsonl': BROKEN, 'b.jsonl': BROKEN, 'c.jsonl': WHOLE };
  await renderWithApp(<App />, { files, view });
  const cut = rowsOf('Repaired, skipped or odd').filter((row) => row.textContent?.includes('cut-off ends'));
  expect(cut).toHaveLength(1);
  expect(cut[0]).toHaveTextContent(/^2cut-off ends/);
  expect(within(cut[0]).getByText('2 files')).toBeVisible();
  expect(
    within(cut[0])
      .getAllByRole('listitem', { hidden: true })
      .map((item) => item.textContent),
  ).toEqual(['a.jsonl (1)', 'b.jsonl (1)']);
});

test('files that failed come first, with the reason', async () => {
  await renderWithApp(<App />, { files: { 'a.jsonl': WHOLE, 'note.txt': 'not a trace' }, view });
  const [failed, read] = rowsOf('Files');
  expect(failed).toHaveTextContent(/^note\.txt.+not recognised/);
  expect(read).toHaveTextContent('a.jsonl');
  expect(figure('Files')).toHaveTextContent('21 with a failure');
});

test('of very many files the first 200 are listed until all are asked for', async () => {
  const files = Object.fromEntries(
    SPANS.slice(0, 1).flatMap((span) =>
      Array.from({ length: 203 }, (_, at) => [`${at}.jsonl`, asOtlpLines([span])]),
    ),
  );
  await renderWithApp(<App />, { files, view });
  expect(rowsOf('Files')).toHaveLength(200);
  await userEvent.click(screen.getByRole('button', { name: 'Show all 203 files' }));
  expect(rowsOf('Files')).toHaveLength(203);
});
