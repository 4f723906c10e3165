import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { exportNameOf } from '../../../src/ui/shell/ExportMenu.tsx';
import { exportTraces } from '../../../src/ui/shell/export-traces.ts';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const PICTURE = `
  shop: GET /cart    ==========
    db: SELECT           ====

  shop: POST /order  ==========
`;

/** Keeps what is saved. */
function keep() {
  const kept = { text: '', isClosed: false, isAborted: false };
  const decoder = new TextDecoder();
  return {
    kept,
    target: {
      write: async (bytes: Uint8Array) => void (kept.text += decoder.decode(bytes)),
      close: async () => void (kept.isClosed = true),
      abort: async () => void (kept.isAborted = true),
    },
  };
}

test('an export holds the traces that pass the filter, and reads back', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  const { kept, target } = keep();
  const onProgress = vi.fn<(done: number, total: number) => void>();
  const { signal } = new AbortController();
  const outcome = await exportTraces(actions, { filter: { service: 'db' }, target, signal, onProgress });
  expect(outcome).toEqual({ kind: 'saved', traceCount: 1 });
  expect(kept.isClosed).toBe(true);
  expect(onProgress).toHaveBeenLastCalledWith(1, 1);
  const { traces } = JSON.parse(kept.text) as { traces: { spans: { operation_name: string }[] }[] };
  expect(traces.map(({ spans }) => spans.map((span) => span.operation_name))).toEqual([
    ['GET /cart', 'SELECT'],
  ]);
  act(() => actions.clear());
  act(() => actions.openFiles([{ name: 'again.json', file: new Blob([kept.text]) }]));
  await whenIdle();
  expect(screen.getByRole('banner')).toHaveTextContent('again.json1 trace');
});

test('a cancelled export leaves nothing behind, and neither does one that cannot be written', async () => {
  const { actions } = await renderWithApp(<App />, { picture: PICTURE });
  const stop = new AbortController();
  stop.abort();
  const cancelled = keep();
  const options = { filter: {}, onProgress: () => undefined };
  expect(await exportTraces(actions, { ...options, target: cancelled.target, signal: stop.signal })).toEqual({
    kind: 'cancelled',
  });
  expect(cancelled.kept).toMatchObject({ isClosed: false, isAborted: true });
  const full = keep();
  const write = () => Promise.reject(new Error('The disk is full'));
  const { signal } = new AbortController();
  expect(await exportTraces(actions, { ...options, target: { ...full.target, write }, signal })).toEqual({
    kind: 'failed',
    message: 'The disk is full',
  });
  expect(full.kept).toMatchObject({ isClosed: false, isAborted: true });
});

test('an export during which the open files change fails, instead of mixing them', async () => {
  const large = { note: 'x'.repeat(5e6) }; // more than one part takes
  const files = { 'large.json': tracAggFile({ first: large, second: {} }) };
  const { actions } = await renderWithApp(<App />, { files });
  const { kept, target } = keep();
  const outcome = await exportTraces(actions, {
    filter: {},
    target,
    signal: new AbortController().signal,
    onProgress: () => act(() => actions.clear()),
  });
  expect(outcome).toEqual({
    kind: 'failed',
    message: 'The open files changed while they were exported. Export them again.',
  });
  expect(kept).toMatchObject({ isClosed: false, isAborted: true });
});

/** A TracAgg file with a trace of one span for each id, which has these attributes. */
function tracAggFile(attributesById: Readonly<Record<string, object>>): string {
  const traces = Object.entries(attributesById).map(([id, attributes]) => ({
    trace_id: id,
    spans: [
      {
        trace_id: id,
        span_id: id,
        service_name: 'shop',
        operation_name: 'GET',
        start_time: 1000,
        duration: 1,
        attributes,
      },
    ],
  }));
  return JSON.stringify({ traces });
}

test('the menu offers the filtered traces beside all of them, and moves by keys', async () => {
  await renderWithApp(<App />, { picture: PICTURE, view: { filter: { service: 'db' } } });
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  const [filtered, all] = screen.getAllByRole('menuitem');
  expect(filtered).toHaveTextContent('1 trace as TracAgg JSON');
  expect(all).toHaveTextContent('2 traces as TracAgg JSON');
  expect(filtered).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  expect(all).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus();
});

test.each([
  ['shop.json', 'shop.tracagg.json'],
  ['traces.jsonl.gz + 2 files', 'traces.tracagg.json'],
  ['exports (1,500 files)', 'exports.tracagg.json'],
  ['Sample incident', 'Sample-incident.tracagg.json'],
  ['', 'traces.tracagg.json'],
])('what is open as "%s" is exported as %s', (title, name) => {
  expect(exportNameOf(title)).toBe(name);
});
