import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/state/view.ts';
import { useAppState } from '../../../src/ui/app-context.tsx';
import { FilterBar } from '../../../src/ui/traces/FilterBar.tsx';
import { TracesView } from '../../../src/ui/traces/TracesView.tsx';
import { asOtlpLines } from '../../fixtures/made-files.ts';
import { renderWithApp, type RenderedApp } from '../../fixtures/render-app.tsx';

/** Durations of 10, 20, 40 and 5 ms; 3, 2, 1 and 1 spans; the second fails. */
const PICTURE = `
  shop: GET /cart            ==========
    cart: load                 ======
      db: SELECT                 ==

  shop: POST /order          ====================
    db: INSERT [error]           ==

  shop: GET /slow            ========================================

  batch: nightly             =====
`;

const VIEW = { tab: 'traces', traceSort: { key: 'duration', descending: true } } as const;

async function renderList(view: Partial<View> = {}) {
  const app = await renderWithApp(
    <>
      <FilterBar />
      <TracesView />
    </>,
    { picture: PICTURE, view: { ...VIEW, ...view } },
  );
  return { ...app, user: userEvent.setup() };
}

const links = () => within(screen.getByRole('table')).getAllByRole('link');
const roots = () => links().map((link) => link.textContent.replace(/^(shop|batch)/, ''));
const viewOf = ({ store }: Awaited<ReturnType<typeof renderList>>) => store.getState().view;
const count = (text: string) => screen.findByText(text, { selector: '[role=status]' });

describe('the list', () => {
  test('has a row per trace with what it was, how long it took, and what went wrong', async () => {
    await renderList();
    const table = screen.getByRole('table', { name: '4 traces' });
    expect(table).toHaveAttribute('aria-rowcount', '5');
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.getAttribute('aria-rowindex'))).toEqual(['2', '3', '4', '5']);
    const cells = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );
    const at = (second: number) => `2026-01-01 00:00:0${second}.000`;
    expect(cells.map((row) => row.map((text) => text.replace('\u202f', ' ')))).toEqual([
      ['shopGET /slow', at(2), '40 ms', '1', 'shop1', '0'],
      ['shopPOST /order', at(1), '20 ms', '2', 'shop1db1', '1'],
      ['shopGET /cart', at(0), '10 ms', '3', 'shop1cart1db1', '0'],
      ['batchnightly', at(3), '5 ms', '1', 'batch1', '0'],
    ]);
    expect(links()[1]).toHaveAccessibleName('shop POST /order, 20\u202fms, 2 spans, 1 error');
  });

  test('says where an orphan stands in for the root', async () => {
    const orphan = {
      traceID: 'abc',
      spanID: '1',
      references: [{ refType: 'CHILD_OF', traceID: 'abc', spanID: '9' }],
    };
    const span = {
      ...orphan,
      operationName: 'lost',
      startTime: 1,
      duration: 5,
      processID: 'p',
      tags: [],
      logs: [],
    };
    const file = {
      data: [{ traceID: 'abc', spans: [span], processes: { p: { serviceName: 'shop', tags: [] } } }],
    };
    await renderWithApp(<TracesView />, { files: { 'orphan.json': JSON.stringify(file) }, view: VIEW });
    expect(links()[0]).toHaveTextContent('shoplost(partial)');
    expect(links()[0]).toHaveAccessibleName(/partial, its root is missing/);
  });

  test('each row is a link to its trace, also for a new tab', async () => {
    const app = await renderList();
    const href = links()[1].getAttribute('href')!;
    await app.user.click(links()[1]);
    const { tab, traceId } = viewOf(app);
    expect(tab).toBe('trace');
    expect(href).toBe(`#${app.address.read()}`);
    expect(new URLSearchParams(href.slice(1)).get('trace')).toBe(traceId);
  });
});

describe('sorting', () => {
  test('by a header, first with the largest on top, then turned round; the address keeps it', async () => {
    const app = await renderList({ traceSort: { key: 'duration', descending: false } });
    const header = (name: string) => screen.getByRole('columnheader', { name });
    expect(header('Duration')).toHaveAttribute('aria-sort', 'ascending');
    expect(roots()).toEqual(['nightly', 'GET /cart', 'POST /order', 'GET /slow']);

    await app.user.click(screen.getByRole('button', { name: 'Spans' }));
    await app.whenIdle();
    expect(header('Spans')).toHaveAttribute('aria-sort', 'descending');
    expect(header('Duration')).not.toHaveAttribute('aria-sort');
    expect(roots().slice(0, 2)).toEqual(['GET /cart', 'POST /order']);

    await app.user.keyboard('{Enter}');
    await app.whenIdle();
    expect(header('Spans')).toHaveAttribute('aria-sort', 'ascending');
    expect(roots().slice(2)).toEqual(['POST /order', 'GET /cart']);
    expect(app.address.read()).toContain('sort=spans');
  });

  test('begins with A when it is by name', async () => {
    const app = await renderList();
    await app.user.click(screen.getByRole('button', { name: 'Root' }));
    await app.whenIdle();
    expect(screen.getByRole('columnheader', { name: 'Root' })).toHaveAttribute('aria-sort', 'ascending');
    expect(roots()).toEqual(['nightly', 'GET /cart', 'GET /slow', 'POST /order']);
  });
});

describe('the keyboard', () => {
  test('one tab stop; arrows, Home and End walk the rows; Enter opens', async () => {
    const app = await renderList();
    expect(links().filter((link) => link.tabIndex === 0)).toHaveLength(1);
    links()[0].focus();
    await app.user.keyboard('{ArrowDown}');
    expect(links()[1]).toHaveFocus();
    expect(links()[1].tabIndex).toBe(0);
    await app.user.keyboard('{End}');
    expect(links()[3]).toHaveFocus();
    await app.user.keyboard('{ArrowDown}');
    expect(links()[3]).toHaveFocus();
    await app.user.keyboard('{Home}');
    expect(links()[0]).toHaveFocus();
    await app.user.keyboard('{PageDown}');
    expect(links()[3]).toHaveFocus();
    await app.user.keyboard('{ArrowUp}{Enter}');
    expect(viewOf(app)).toMatchObject({ tab: 'trace' });
  });
});

test('of many traces only those in sight exist, and the last is fetched when it is gone to', async () => {
  const picture = Array.from({ length: 900 }, (_, i) => `shop: op ${i}  =`).join('\n\n');
  const app = await renderWithApp(<TracesView />, { picture, view: VIEW });
  const table = screen.getByRole('table', { name: '900 traces' });
  expect(table.querySelectorAll('tr').length).toBeLessThan(60);
  table.querySelector('a')!.focus();
  await userEvent.keyboard('{End}');
  await app.whenIdle();
  const last = document.activeElement!;
  expect(last.closest('tr')).toHaveAttribute('aria-rowindex', '901');
  expect(last).toHaveAccessibleName(/^shop op \d+, 1\u202fms, 1 span$/);
});

test('going to a trace and back finds the list where it was', async () => {
  const picture = Array.from({ length: 300 }, (_, i) => `shop: op ${i}  =`).join('\n\n');
  const List = () => (useAppState(({ view }) => view.tab) === 'traces' ? <TracesView /> : null);
  const app = await renderWithApp(<List />, { picture, view: VIEW });
  document.querySelector<HTMLElement>('[data-row]')!.focus();
  await userEvent.keyboard('{End}');
  await app.whenIdle();
  const opened = document.activeElement!.getAttribute('href');
  await userEvent.keyboard('{Enter}');
  expect(screen.queryByRole('table')).toBeNull();
  act(() => app.address.back());
  await app.whenIdle();
  expect(document.querySelector('[data-row="299"]')).toHaveAttribute('tabindex', '0');
  expect(document.querySelector('[data-row="299"]')).toHaveAttribute('href', opened);
  expect(screen.getByRole('table').parentElement!.scrollTop).toBeGreaterThan(0);
  act(() => app.actions.show({ traceSort: { key: 'root', descending: false } }));
  await app.whenIdle();
  expect(screen.getByRole('table').parentElement!.scrollTop).toBe(0);
});

describe('when more traces come', () => {
  /** Traces of one span: the last takes longest, the first a millisecond more than `least`. */
  const file = (name: string, traceCount: number, least: number) => {
    const spans = Array.from({ length: traceCount }, (_, i) => ({
      traceId: name + `${i + 1}`.padStart(31, '0'),
      spanId: '1'.repeat(16),
      parentSpanId: '',
      service: 'shop',
      name: `${name} ${i + 1}`,
      start: 0,
      duration: least + 1000 * (i + 1),
      isError: false,
    }));
    return { name, file: new Blob([asOtlpLines(spans)]) };
  };
  const activeRow = () => document.querySelector('[data-row][tabindex="0"]')!;

  async function openMore(more: number, beforeThat: (app: RenderedApp) => unknown) {
    const app = await renderWithApp(<TracesView />, { view: VIEW });
    await act(async () => app.actions.openFiles([file('a', 300, 0)]));
    await app.whenIdle();
    await beforeThat(app);
    await act(async () => app.actions.openFiles([file('b', more, 1e6)]));
    await app.whenIdle();
    expect(screen.getByRole('table', { name: `${300 + more} traces` })).toBeVisible();
    return app;
  }

  test.each([10, 300])('the focus stays on its trace, though it is %d rows further down', async (more) => {
    const app = await openMore(more, async () => {
      links()[0].focus();
      await userEvent.keyboard('{ArrowDown}{ArrowDown}');
      expect(links()[2]).toHaveAccessibleName(/^shop a 298,/);
    });
    expect(activeRow()).toHaveFocus();
    expect(activeRow()).toHaveAttribute('data-row', `${more + 2}`);
    expect(activeRow()).toHaveAccessibleName(/^shop a 298,/);
    await userEvent.keyboard('{Enter}');
    expect(app.store.getState().view.traceId).toMatch(/^a0+298$/);
  });

  test('the first row follows its trace while it has the focus, and is the first row while it has not', async () => {
    await openMore(10, () => links()[0].focus());
    expect(activeRow()).toHaveAttribute('data-row', '10');
    expect(activeRow()).toHaveFocus();
    cleanup();
    await openMore(10, () => undefined);
    expect(activeRow()).toHaveAttribute('data-row', '0');
    expect(activeRow()).toHaveAccessibleName(/^shop b 10,/);
  });

  test('what had the focus keeps its place in sight', async () => {
    await openMore(300, async ({ whenIdle }) => {
      links()[0].focus();
      await userEvent.keyboard('{End}');
      await whenIdle();
      expect(activeRow()).toHaveAccessibleName(/^shop a 1,/);
    });
    expect(activeRow()).toHaveAttribute('data-row', '599');
    expect(screen.getByRole('table').parentElement!.scrollTop).toBeGreaterThan(500 * 24);
  });
});

describe('filtering', () => {
  test.each([
    ['text', { text: 'INSERT' }, ['POST /order']],
    ['text of several words', { text: 'cart select' }, ['GET /cart']],
    ['service', { service: 'db' }, ['POST /order', 'GET /cart']],
    ['operation', { operation: 'GET /slow' }, ['GET /slow']],
    ['shortest duration', { minDuration: 20e6 }, ['GET /slow', 'POST /order']],
    ['longest duration', { maxDuration: 10e6 }, ['GET /cart', 'nightly']],
    ['with errors', { hasErrors: true }, ['POST /order']],
    ['without errors', { hasErrors: false }, ['GET /slow', 'GET /cart', 'nightly']],
    ['fewest spans', { minSpanCount: 2 }, ['POST /order', 'GET /cart']],
  ])('by %s', async (_, filter, found) => {
    await renderList({ filter: filter as View['filter'] });
    expect(roots()).toEqual(found);
  });

  test('by what is typed, once typing rests; the count follows; the visit to a field is one step of history', async () => {
    const app = await renderList();
    expect(await count('4 traces · 7 spans')).toBeInTheDocument();
    const stepCount = app.address.steps.length;
    await app.user.type(screen.getByLabelText('Shortest duration'), '20');
    expect(await count('2 of 4 traces · 3 spans')).toBeInTheDocument();
    await app.user.type(screen.getByLabelText('Shortest duration'), '.5 ms');
    expect(await count('1 of 4 traces · 1 span')).toBeInTheDocument();
    expect(viewOf(app).filter).toEqual({ minDuration: 20.5e6 });
    expect(screen.getByLabelText('Shortest duration')).toHaveValue('20.5 ms');
    expect(app.address.steps).toHaveLength(stepCount + 1);
    app.address.back();
    expect(await count('4 traces · 7 spans')).toBeInTheDocument();
    expect(screen.getByLabelText('Shortest duration')).toHaveValue('');
  });

  test('says in words when a duration is not understood, and keeps the filter', async () => {
    const app = await renderList();
    const field = screen.getByLabelText('Longest duration');
    await app.user.type(field, 'soon{Enter}');
    const complaint = '“soon” is no duration. Write 250ms, 1.5 s or 2 min. The filter stays as it was.';
    expect(screen.getByText(complaint)).toBeVisible();
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(complaint);
    expect(viewOf(app).filter).toEqual({});
    await app.user.clear(field);
    await app.user.type(field, '5ms{Enter}');
    await app.whenIdle();
    expect(field).toBeValid();
    expect(roots()).toEqual(['nightly']);
  });

  test('operations offered, where the focus is, are those of the service, and another service drops a foreign operation', async () => {
    const app = await renderList();
    await app.user.type(screen.getByLabelText('Service'), 'db{Enter}');
    await app.whenIdle();
    const operation = screen.getByLabelText('Operation');
    const offered = () =>
      [...document.querySelectorAll(`#${CSS.escape(operation.getAttribute('list')!)} option`)].map(
        (option) => option.textContent,
      );
    expect(offered()).toEqual([]); // the focus is elsewhere
    await app.user.click(operation);
    expect(offered()).toEqual(['INSERT', 'SELECT']);
    await app.user.type(operation, 'ins{Enter}');
    expect(viewOf(app).filter).toEqual({ service: 'db', operation: 'INSERT' });
    await app.user.clear(screen.getByLabelText('Service'));
    await app.user.type(screen.getByLabelText('Service'), 'cart{Enter}');
    expect(viewOf(app).filter).toEqual({ service: 'cart' });
  });

  test('errors are chosen from a list', async () => {
    const app = await renderList();
    await app.user.selectOptions(screen.getByLabelText('Errors'), 'With errors');
    await app.whenIdle();
    expect(roots()).toEqual(['POST /order']);
    await app.user.selectOptions(screen.getByLabelText('Errors'), 'Errors or not');
    expect(viewOf(app).filter).toEqual({});
  });

  test('each criterion is a chip that takes itself away', async () => {
    const app = await renderList({ filter: { service: 'db', minSpanCount: 2 } });
    const chips = within(screen.getByRole('list', { name: 'Active filters' }));
    expect(chips.getAllByRole('button').map((chip) => chip.textContent)).toEqual([
      'service is db',
      'at least 2 spans',
    ]);
    await app.user.click(chips.getByRole('button', { name: 'Remove filter: service is db' }));
    expect(viewOf(app).filter).toEqual({ minSpanCount: 2 });
    await app.user.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(viewOf(app).filter).toEqual({});
    expect(screen.queryByRole('list', { name: 'Active filters' })).toBeNull();
  });

  test('a filter nothing passes is echoed, with what each criterion keeps out', async () => {
    const app = await renderList({ filter: { service: 'batch', hasErrors: true } });
    expect(screen.getByText('No trace passes this filter')).toBeInTheDocument();
    const lines = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(lines).toContain('service is batch1 trace without itDrop');
    expect(lines).toContain('with errors1 trace without itDrop');
    await app.user.click(screen.getByRole('button', { name: 'Drop: with errors' }));
    await app.whenIdle();
    expect(roots()).toEqual(['nightly']);
  });
});

test('without traces, says how to get some', async () => {
  await renderWithApp(<TracesView />, { view: VIEW });
  expect(screen.getByText('No traces are open')).toBeInTheDocument();
});
