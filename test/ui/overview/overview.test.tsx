import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { asJaeger, makeSpans } from '../../fixtures/made-files.ts';
import { renderWithApp } from '../../fixtures/render-app.tsx';

/** Traces of 10, 20 and 40 ms, a second apart; one of the three fails, and one of two db spans. */
const PICTURE = `
  shop: GET /cart            ==========
    db: SELECT                   ====

  shop: POST /order          ====================
    db: SELECT [error]           ==

  shop: GET /cart            ========================================
`;

const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling;
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const thin = (text: string) => text.replaceAll(/(\d) /g, '$1\u202f');

test('the figures are those of the traces, with the number they rest on', async () => {
  await renderWithApp(<App />, { picture: PICTURE });
  expect(figure('Traces')).toHaveTextContent(/^3$/);
  expect(figure('Spans')).toHaveTextContent(/^5/);
  expect(figure('Services')).toHaveTextContent(/^2$/);
  expect(figure('Error traces')).toHaveTextContent('133 % of traces');
  expect(figure('Error spans')).toHaveTextContent(/^1$/);
  expect(figure('Mean duration')).toHaveTextContent('23.3 msn = 3');
  expect(figure('Median')).toHaveTextContent('20 ms');
  expect(figure('p95')).toHaveTextContent('40 ms');
  expect(figure('p99')).toHaveTextContent('40 ms');
});

test('slowest and most error-prone operations lead to their traces, the longest first', async () => {
  const { store, actions, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  const slowest = screen.getByRole('table', { name: 'Slowest operations' });
  const rows = within(slowest).getAllByRole('row').slice(1);
  expect(rows.map(cellsOf)).toEqual(
    [
      ['GET /cart', 'shop', '25 ms', '2'],
      ['POST /order', 'shop', '20 ms', '1'],
      ['SELECT', 'db', '3 ms', '2'],
    ].map((row) => row.map(thin)),
  );
  const failing = screen.getByRole('table', { name: 'Most error-prone operations' });
  expect(within(failing).getAllByRole('row').slice(1).map(cellsOf)).toEqual([
    ['SELECT', 'db', thin('50 %'), '2'],
  ]);
  await userEvent.click(within(failing).getByRole('link', { name: 'SELECT' }));
  await whenIdle();
  expect(store.getState().view).toMatchObject({
    tab: 'traces',
    filter: { service: 'db', operation: 'SELECT', hasErrors: true },
    traceSort: { key: 'duration', descending: true },
  });
  await userEvent.click(screen.getByRole('tab', { name: 'Overview' }));
  act(() => actions.show({ filter: {}, traceSort: { key: 'start', descending: true } }));
  await whenIdle();
  const again = screen.getByRole('table', { name: 'Slowest operations' });
  await userEvent.click(within(again).getByRole('link', { name: 'GET /cart' }));
  expect(store.getState().view).toMatchObject({
    filter: { service: 'shop', operation: 'GET /cart' },
    traceSort: { key: 'duration', descending: true },
  });
});

test('the slowest traces are listed longest first, and open', async () => {
  const { store, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  const traces = screen.getByRole('table', { name: 'Slowest traces' });
  const rows = within(traces).getAllByRole('row').slice(1);
  expect(rows.map((row) => cellsOf(row).at(-1))).toEqual(['40 ms', '20 ms', '10 ms'].map(thin));
  expect(rows[1]).toHaveTextContent('POST /order 1 error');
  await userEvent.click(within(rows[0]).getByRole('link'));
  await whenIdle();
  expect(store.getState().view).toMatchObject({ tab: 'trace', traceId: expect.any(String) as string });
});

test('the timeline reads a bucket out, and has a table twin of the same numbers', async () => {
  await renderWithApp(<App />, { picture: PICTURE });
  const slider = screen.getByRole('slider', { name: /Traces over time/ });
  expect(slider.getAttribute('aria-valuetext')).toMatch(
    /^00:00:00\.000 to .*\s1 trace, 0 with errors\sp95 10\sms$/,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
  const table = screen.getByRole('table', { name: 'Traces over time' });
  const counted = within(table).getAllByRole('row').slice(1).map(cellsOf);
  expect(counted).toHaveLength(41); // two seconds in steps of 50 ms
  expect(counted.filter(([traces]) => traces !== '0')).toEqual([
    ['1', '0', thin('10 ms')],
    ['1', '1', thin('20 ms')],
    ['1', '0', thin('40 ms')],
  ]);
  expect(counted[1]).toEqual(['0', '0', '–']);
  await userEvent.click(screen.getByRole('button', { name: 'Show as chart' }));
  expect(screen.getByRole('slider', { name: /Traces over time/ })).toBeInTheDocument();
});

test('everything follows the filter, and where nothing passes the page says what to drop', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  act(() => actions.show({ filter: { hasErrors: true } }));
  await whenIdle();
  expect(figure('Traces')).toHaveTextContent(/^1$/);
  expect(screen.getByRole('table', { name: 'Slowest traces' })).toHaveTextContent('POST /order');
  act(() => actions.show({ filter: { hasErrors: true, minSpanCount: 9 } }));
  await whenIdle();
  expect(screen.getByText('No trace passes this filter')).toBeVisible();
});

test('where no operation failed, the page says so', async () => {
  await renderWithApp(<App />, { picture: '  shop: GET /cart  ====' });
  expect(screen.getByText('No operation failed')).toBeVisible();
});

test('traces that all start within a millisecond are one narrow bar', async () => {
  const { container } = await renderWithApp(<App />, { picture: '  shop: GET /cart  ====' });
  expect(screen.getByText(/UTC, all start within 1\sms$/)).toBeInTheDocument();
  expect(screen.getByRole('slider', { name: 'Traces over time, 1 interval' })).toBeInTheDocument();
  const [bar, ...others] = container.querySelectorAll('rect[fill^="url"]');
  expect(others).toEqual([]);
  expect(bar).toHaveAttribute('width', '48');
});

test('traces of several days have their dates', async () => {
  const twoDays = 2 * 86_400_000_000;
  const spans = makeSpans(2, 1).map((span, at) => ({ ...span, start: at * twoDays }));
  await renderWithApp(<App />, { files: { 'jaeger.json': asJaeger(spans) } });
  expect(screen.getByText(/^2026-11-01 to 2026-11-03, UTC, a bar every/)).toBeInTheDocument();
  const slowest = within(screen.getByRole('table', { name: 'Slowest traces' }));
  for (const day of ['2026-11-01', '2026-11-03'])
    expect(slowest.getByRole('cell', { name: day })).toBeInTheDocument();
});
