import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';
import { asOtlpLines, makeSpans } from '../../fixtures/made-files.ts';

const given = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `part-${at}.jsonl`,
    file: new Blob([asOtlpLines(makeSpans(2))]),
  }));

test('each of a few files has a card with its name, its size and a progress bar, and can be cancelled', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles(given(3)));
  const cards = screen.getAllByRole('article');
  expect(cards).toHaveLength(3);
  const last = within(cards[2]);
  expect(last.getByText(/waiting$/)).toBeVisible();
  expect(last.getByRole('progressbar', { name: 'part-2.jsonl' })).toHaveAttribute('aria-valuenow', '0');
  await userEvent.click(last.getByRole('button', { name: 'Cancel part-2.jsonl' }));
  await whenIdle();
  expect(screen.queryByRole('article')).toBeNull();
  expect(screen.getByRole('banner')).toHaveTextContent('part-0.jsonl + 1 file');
});

test('many files are summed up in one line, which can cancel the rest', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles(given(40)));
  const strip = screen.getByRole('region', { name: 'Opening files' });
  expect(strip).toHaveTextContent('0 of 40 files');
  expect(within(strip).getAllByRole('article')).toHaveLength(1);
  expect(within(strip).getByRole('progressbar', { name: 'All files' })).toBeVisible();
  await userEvent.click(within(strip).getByRole('button', { name: 'Cancel the rest' }));
  await whenIdle();
  expect(screen.queryByRole('region', { name: 'Opening files' })).toBeNull();
});

test('a failure names its file once', async () => {
  await renderWithApp(<App />, { files: { 'empty.jsonl': '' } });
  const failure = screen.getByRole('article', { name: 'empty.jsonl' });
  expect(failure).toHaveTextContent('empty.jsonl could not be read. The file is empty (0 bytes).');
});

test('of many failures the first are shown, and the rest counted', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [`bad-${at}.txt`, 'no trace at all']),
  );
  await renderWithApp(<App />, { files });
  expect(screen.getAllByRole('article')).toHaveLength(3);
  expect(screen.getByText(/5 more files could not be read/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss all' }));
  expect(screen.queryByRole('article')).toBeNull();
});
