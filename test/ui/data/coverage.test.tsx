import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Detail } from '../../../src/core/model/source.ts';
import type { Answer } from '../../../src/state/app-state.ts';
import { DEFAULT_LOOK } from '../../../src/state/trace-look.ts';
import { App } from '../../../src/ui/App.tsx';
import { asOtlpLines, makeSpans } from '../../fixtures/made-files.ts';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const FILE = { name: 'traces.jsonl', file: new Blob([asOtlpLines(makeSpans(200))]) };

async function openWith(detail: Detail) {
  const app = await renderWithApp(<App />);
  act(() => app.actions.openFiles([FILE], detail));
  await app.whenIdle();
  return app;
}

test('without attributes every view says so, the search does not promise them, and Data says what to do', async () => {
  const { actions, whenIdle } = await openWith('no-attributes');
  expect(screen.getByText(/^Attributes, events and links are not in memory/)).toBeVisible();
  expect(screen.getByRole('searchbox', { name: 'Search names and ids' })).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: /how to get the rest/ }));
  await whenIdle();
  const coverage = screen.getByRole('region', { name: 'Not everything is held' });
  expect(coverage).toHaveTextContent(/Held.*800 spans of 200 traces.*Not held.*Attributes, events and links/);
  act(() => actions.show({ tab: 'traces', filter: { text: 'nothing-like-this' } }));
  await whenIdle();
  expect(screen.getByText('Attributes that are not in memory were not searched.')).toBeVisible();
});

test('the filter and the find box say that they do not search attributes, not that there are none', async () => {
  const { actions, whenIdle, store } = await openWith('no-attributes');
  act(() => actions.show({ tab: 'traces', filter: { text: 'work' } }));
  await whenIdle();
  expect(screen.getByText(/· names and ids only/)).toBeVisible();
  const [{ traceId }] = (store.getState().answers['traces'] as Answer<'listTraces'>).result!.rows;
  act(() => actions.show({ tab: 'trace', traceId, look: { ...DEFAULT_LOOK, find: 'http.method:GET' } }));
  await whenIdle();
  const field = screen.getByRole('combobox', { name: 'Find spans' });
  act(() => field.focus());
  expect(field).toHaveAccessibleDescription('Attributes and events that are not in memory are not searched.');
  expect(field).toBeValid();
});

test('in a sample the filter says that only that was searched', async () => {
  const { actions, whenIdle } = await openWith('sample');
  act(() => actions.show({ tab: 'traces', filter: { text: 'nothing-like-this' } }));
  await whenIdle();
  expect(
    screen.getByText('Only the traces of the sample were searched, of 200 traces in all.'),
  ).toBeVisible();
});

test('a file held in part can be opened alone, with all it holds', async () => {
  const { whenIdle, actions } = await openWith('no-attributes');
  act(() => actions.show({ tab: 'data' }));
  await whenIdle();
  await userEvent.click(screen.getByRole('button', { name: 'traces.jsonl' }));
  await userEvent.click(screen.getByRole('button', { name: 'Open this file alone' }));
  await whenIdle();
  expect(screen.queryByRole('region', { name: 'Not everything is held' })).toBeNull();
  expect(screen.getByRole('banner')).toHaveTextContent('200 traces');
});

test('a sample is marked wherever its numbers stand, its totals stay exact, and the ledger still adds up', async () => {
  const { whenIdle } = await openWith('sample');
  expect(within(screen.getByRole('banner')).getByText('sample')).toBeVisible();
  expect(screen.getByText(/^A sample of 200 traces: .* with errors/)).toBeVisible();
  for (const name of ['Slowest operations', 'Slowest traces', 'Traces over time'])
    expect(within(screen.getByRole('region', { name })).getByText('sample')).toBeVisible();
  await userEvent.click(screen.getByRole('tab', { name: 'Data' }));
  await whenIdle();
  expect(screen.getByText('Spans', { selector: 'dt' }).nextElementSibling).toHaveTextContent('of 800 read');
  const terms = within(screen.getByRole('list', { name: 'From files to traces' })).getAllByRole('listitem');
  expect(terms[1]).toHaveTextContent('800 records');
});
