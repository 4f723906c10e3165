import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Detail } from '../../../src/core/model/source.ts';
import { App } from '../../../src/ui/App.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';

/** The page while a file is read of which the engine says so. */
async function renderReading(detail: Detail, expectedMemory: number) {
  const { store } = await renderWithApp(<App />);
  const load = {
    fileCount: 1,
    settledCount: 0,
    failedCount: 0,
    cancelledCount: 0,
    doneBytes: 1e9,
    totalBytes: 4e9,
    spanCount: 0,
    bytesPerSecond: 1e8,
    secondsLeft: 30,
    memory: 1e9,
    expectedMemory,
    detail,
    ending: null,
  };
  act(() => store.setState({ isLoading: true, load }));
  return screen.getByRole('region', { name: 'Opening files' });
}

test('while memory is enough nothing is said of it', async () => {
  expect(await renderReading('all', 1e9)).not.toHaveTextContent('memory');
});

test('before it runs short: how much is needed, how much is used at most, and what comes', async () => {
  expect(await renderReading('all', 5e9)).toHaveTextContent(
    /All of it would take about 5 GB of memory, and up to 2\.15 GB are used\. If it stays so, attributes/,
  );
});

test('of a sample the traces are chosen first, and what it holds is said', async () => {
  const strip = await renderReading('sample', 1e9);
  expect(strip).toHaveTextContent('choosing a sample');
  expect(strip).toHaveTextContent(
    /Some traces are held, each whole: first those with errors.*Totals are exact/,
  );
});
