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
/** Large enough that it is read in many steps. */
const large = () => [{ name: 'large.jsonl', file: new Blob([asOtlpLines(makeSpans(4000))]) }];

const strip = () => screen.getByRole('region', { name: 'Opening files' });
const inStrip = () => within(strip());

test('one file is named, with its size and a progress bar, until it is read', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles(given(1)));
  expect(strip()).toHaveTextContent(/part-0\.jsonl.*0 %.*0 B of/);
  expect(inStrip().getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
  expect(screen.getByRole('heading', { name: 'Reading…' })).toBeVisible();
  await whenIdle();
  expect(screen.queryByRole('region', { name: 'Opening files' })).toBeNull();
});

test('many files are one line, which opens into the list of them', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles(given(3000)));
  expect(strip()).toHaveTextContent('0 of 3,000 files');
  expect(inStrip().queryByRole('table')).toBeNull();
  await userEvent.click(inStrip().getByRole('button', { name: 'Files' }));
  const list = inStrip().getByRole('table', { name: '3,000 files' });
  expect(list).toHaveAttribute('aria-rowcount', '3001');
  expect(within(list).getAllByRole('row').length).toBeLessThan(60);
  act(() => actions.stopLoading({ keep: false }));
  await whenIdle();
});

test('a file of several can be cancelled from the list', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles([...large(), ...given(2)]));
  await userEvent.click(inStrip().getByRole('button', { name: 'Files' }));
  await userEvent.click(inStrip().getByRole('button', { name: 'Cancel part-1.jsonl' }));
  await whenIdle();
  expect(screen.getByRole('banner')).toHaveTextContent('large.jsonl + 1 file');
});

test('Stop asks what becomes of what was read; Escape lets reading go on', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles(large()));
  const stop = inStrip().getByRole('button', { name: 'Stop' });
  await userEvent.click(stop);
  const choice = inStrip().getByRole('group', { name: 'Stop reading' });
  expect(within(choice).getByRole('button', { name: 'Keep what was read' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(inStrip().queryByRole('group', { name: 'Stop reading' })).toBeNull();
  expect(stop).toHaveFocus();
  await whenIdle();
  expect(screen.getByRole('banner')).toHaveTextContent('4,000 traces');
});

test('what is discarded leaves nothing, and the focus is not lost with the strip', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  act(() => actions.openFiles(large()));
  await userEvent.click(inStrip().getByRole('button', { name: 'Stop' }));
  await userEvent.click(inStrip().getByRole('button', { name: 'Discard it' }));
  await whenIdle();
  expect(screen.getByRole('heading', { name: 'Drop trace exports here' })).toBeVisible();
  expect(screen.getByRole('main')).toHaveFocus();
});

test('a failure names its file once', async () => {
  await renderWithApp(<App />, { files: { 'empty.jsonl': '' } });
  const failure = screen.getByRole('article', { name: 'empty.jsonl' });
  expect(failure).toHaveTextContent('empty.jsonl could not be read. The file is empty (0 bytes).');
});

test('failures for one reason are one line; the list has them all, before what was read', async () => {
  const bad = Array.from({ length: 8 }, (_, at) => [`bad-${at}.txt`, 'no trace at all']);
  const files = Object.fromEntries([['good.jsonl', asOtlpLines(makeSpans(1))], ...bad]);
  await renderWithApp(<App />, { files });
  expect(screen.getByRole('article')).toHaveTextContent(
    /^bad-0\.txt and 7 other files could not be read\. This is text/,
  );
  await userEvent.click(inStrip().getByRole('button', { name: 'Files' }));
  const names = inStrip()
    .getAllByRole('rowheader')
    .map((row) => within(row).getByRole('button').textContent);
  expect(names).toEqual([...bad.map(([name]) => name), 'good.jsonl']);
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('article')).toBeNull();
});

test('of many reasons the first are shown, and the files that failed for others counted', async () => {
  const bad = {
    'a.html': '<!doctype html><title>Sign in</title>',
    'b.txt': 'no trace at all',
    'c.json': '',
    'd.json': '{"panels":[],"templating":{"list":[]},"title":"Jaeger"}',
  };
  await renderWithApp(<App />, { files: bad });
  expect(screen.getAllByRole('article')).toHaveLength(3);
  expect(screen.getByText('1 more file could not be read.')).toBeVisible();
});

test('what a folder leaves out is told until it is dismissed', async () => {
  const { whenIdle } = await renderWithApp(<App />, { files: { 'a.jsonl': asOtlpLines(makeSpans(2)) } });
  const hidden = Object.defineProperty(new File(['{}'], '.hidden.json'), 'webkitRelativePath', {
    value: 'exports/.hidden.json',
  });
  await userEvent.upload(screen.getByLabelText('Folder to open'), hidden);
  await whenIdle();
  expect(strip()).toHaveTextContent('1 hidden or unreadable file left out');
  await userEvent.click(inStrip().getByRole('button', { name: 'Dismiss this' }));
  expect(screen.queryByRole('region', { name: 'Opening files' })).toBeNull();
});

test('progress is said at the start, each quarter and at the end', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />);
  const live = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
  act(() => actions.openFiles(given(8)));
  expect(live()).toContain('Reading 8 files');
  await whenIdle();
  expect(live()).toContain('8 files read: 64 spans');
});
