import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { findEntries, type PaletteEntry } from '../../../src/ui/shell/palette-entries.ts';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const PICTURE = `
  shop: GET /cart            =====-----
    db: SELECT                    ====

  shop: POST /order [error]  ==========
`;

beforeEach(() => {
  // jsdom has the element but not what it does
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
    this.querySelector<HTMLElement>('input, button')?.focus();
  };
});

const field = () => screen.getByRole('combobox', { name: /Command, service/ });
const found = () => within(screen.getByRole('listbox', { name: 'Found' })).queryAllByRole('option');
const names = () => found().map((option) => option.firstChild!.textContent);
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '');

async function openPalette(options: Parameters<typeof renderWithApp>[1] = { picture: PICTURE }) {
  const app = await renderWithApp(<App />, options);
  await userEvent.keyboard('{Control>}k{/Control}');
  return app;
}

describe('the palette', () => {
  test('opens by key, also from a field, and lists what can be done with its keys', async () => {
    const app = await renderWithApp(<App />, { picture: PICTURE, view: { tab: 'traces' } });
    act(() => screen.getByRole('searchbox').focus());
    await userEvent.keyboard('{Meta>}k{/Meta}');
    expect(field()).toHaveFocus();
    expect(screen.getByRole('option', { name: /^Go to Services g then s$/ })).toBeVisible();
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-labelledby'))).toHaveLength(
      1,
    );
    expect(app.store.getState().view.tab).toBe('traces');
  });

  test('opens by its button', async () => {
    await renderWithApp(<App />, { picture: PICTURE });
    await userEvent.click(screen.getByRole('button', { name: 'Commands and search' }));
    expect(field()).toBeVisible();
  });

  test('arrows go through what is found, around its ends; Enter runs it and closes', async () => {
    const app = await openPalette();
    await userEvent.keyboard('go to');
    expect(active()).toHaveTextContent('Go to Overview');
    expect(active()).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(active()).toHaveTextContent('Go to Traces');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(active()).toHaveTextContent('Go to Data');
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('combobox', { name: /Command, service/ })).toBeNull();
    expect(app.store.getState().view.tab).toBe('data');
  });

  test('finds services and operations, and goes to their traces', async () => {
    const app = await openPalette();
    await userEvent.keyboard('select');
    await app.whenIdle();
    expect(within(screen.getByRole('group', { name: 'Operations' })).getAllByRole('option')).toHaveLength(1);
    await userEvent.click(screen.getByRole('option', { name: /^SELECT/ }));
    expect(app.store.getState().view).toMatchObject({
      tab: 'traces',
      filter: { service: 'db', operation: 'SELECT' },
    });
  });

  test('finds traces by their root and by their id, and opens them', async () => {
    const app = await openPalette();
    await userEvent.keyboard('POST /order');
    await app.whenIdle();
    const traces = screen.getByRole('group', { name: /^Traces/ });
    await userEvent.click(within(traces).getByRole('option', { name: /^shop POST \/order/ }));
    const { traceId, tab } = app.store.getState().view;
    expect(tab).toBe('trace');
    await app.whenIdle();
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard(traceId!);
    await app.whenIdle();
    expect(names()).toContain('shop POST /order');
  });

  test('finds spans of the trace that is open, and selects them', async () => {
    const app = await renderWithApp(<App />, { picture: PICTURE, view: { tab: 'trace', traceId: 't0' } });
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('service:db');
    await app.whenIdle();
    await userEvent.click(
      within(screen.getByRole('group', { name: 'Spans of this trace' })).getByRole('option'),
    );
    expect(app.store.getState().view.spanId).toBe('s1');
  });

  test('offers no command that cannot be run: without traces there are no tabs', async () => {
    await openPalette({});
    expect(names()).toContain('Open files');
    expect(names()).not.toContain('Go to Traces');
  });

  test('says that nothing is found', async () => {
    const app = await openPalette();
    await userEvent.keyboard('xyzzy');
    await app.whenIdle();
    expect(found()).toEqual([]);
    expect(screen.getByText('Nothing is called like this.')).toBeVisible();
    expect(field()).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{Enter}{ArrowDown}');
    expect(field()).toBeVisible();
  });

  test('a command that opens something else opens it after the palette is gone', async () => {
    await openPalette();
    await userEvent.keyboard('show the keys{Enter}');
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});

describe('what is found', () => {
  const entries = (...labels: string[]): PaletteEntry[] =>
    labels.map((label) => ({ id: label, label, note: 'svc', run: () => undefined }));

  const findIn = (all: readonly PaletteEntry[], query: string) =>
    findEntries(
      'All',
      all,
      (entry) => entry,
      (entry) => entry,
      query,
    );

  test('has all words, in label or note; beginnings come first, then words', () => {
    const all = entries('cancel cart', 'recart', 'cart total', 'order');
    const labelsFor = (query: string) => findIn(all, query).entries.map(({ label }) => label);
    expect(labelsFor('cart')).toEqual(['cart total', 'cancel cart', 'recart']);
    expect(labelsFor('Cart can')).toEqual(['cancel cart']);
    expect(labelsFor('svc order')).toEqual(['order']);
    expect(labelsFor('')).toHaveLength(4);
    expect(labelsFor('order x')).toEqual([]);
  });

  test('is at most twenty, and how many more there are', () => {
    const all = entries(...Array.from({ length: 50 }, (_, i) => `op ${i}`));
    const { entries: shown, moreCount } = findIn(all, 'op');
    expect([shown.length, moreCount]).toEqual([20, 30]);
  });
});
