import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { TracePage } from '../../../src/ui/trace/TracePage.tsx';
import { renderWithApp, type RenderAppOptions } from '../../fixtures/render-app.tsx';

const CHECKOUT = `
  shop: POST /checkout          =-------==
    cart: GetCart                ===
      db: SELECT                  =
    pay: charge [error]             ===
      bank: authorize [error]        ==
`;

async function openTrace(picture: string, view: RenderAppOptions['view'] = {}) {
  const app = await renderWithApp(<TracePage />, { picture, view: { tab: 'trace', ...view } });
  if (!view.traceId) {
    const [first] = within(await screen.findByRole('table', { name: 'Slowest traces' })).getAllByRole(
      'button',
    );
    await userEvent.click(first);
    await app.whenIdle();
  }
  return app;
}

const grid = () => screen.getByRole('treegrid');
const spanRows = () => within(grid()).getAllByRole('row').slice(1);
const rowNames = () =>
  spanRows().map((row) => row.getAttribute('aria-label')!.split(',').slice(0, 2).join(','));
const row = (name: RegExp) => within(grid()).getByRole('row', { name });

describe('without a trace', () => {
  it('offers the slowest, and opens the one chosen', async () => {
    const app = await openTrace(CHECKOUT);
    expect(app.store.getState().view.traceId).not.toBeNull();
    expect(screen.getByRole('heading', { name: 'POST /checkout' })).toBeVisible();
  });
  it('says so where a link leads to a trace that is not open', async () => {
    await renderWithApp(<TracePage />, { picture: CHECKOUT, view: { traceId: 'f00d' } });
    expect(screen.getByText('This trace is not in the opened files')).toBeVisible();
    expect(screen.getByText('f00d')).toBeVisible();
  });
});

describe('the waterfall', () => {
  it('is a treegrid that says how much there is', async () => {
    await openTrace(CHECKOUT);
    expect(grid()).toHaveAccessibleName('Trace shop POST /checkout, 10\u202fms, 5 spans, 2 errors');
    expect(grid()).toHaveAttribute('aria-rowcount', '6');
    expect(rowNames()).toEqual([
      'shop, POST /checkout',
      'cart, GetCart',
      'db, SELECT',
      'pay, charge',
      'bank, authorize',
    ]);
  });
  it('says of each row what its bar says', async () => {
    await openTrace(CHECKOUT);
    const charge = row(/^pay, charge/);
    expect(charge).toHaveAccessibleName(
      'pay, charge, 3 ms, starts at 4 ms, 1 ms on the critical path, error, level 2, 2 of 2, expanded, 1 descendant',
    );
    expect(charge).toHaveAttribute('aria-level', '2');
    expect(charge).toHaveAttribute('aria-posinset', '2');
    expect(charge).toHaveAttribute('aria-setsize', '2');
    expect(charge).toHaveAttribute('aria-rowindex', '5');
    expect(charge).toHaveAttribute('aria-expanded', 'true');
    expect(row(/^db, SELECT/)).not.toHaveAttribute('aria-expanded');
  });
  it('hides what is below a collapsed row, and tells of its errors', async () => {
    await openTrace(CHECKOUT);
    const user = userEvent.setup();
    await user.click(row(/^pay, charge/).querySelector('[data-twisty]')!);
    expect(rowNames()).toHaveLength(4);
    expect(row(/^pay, charge/)).toHaveAccessibleName(/collapsed, 1 descendant, 1 error hidden$/);
    expect(row(/^pay, charge/)).toHaveAccessibleName(/3 ms on the critical path/);
    await user.click(screen.getByRole('button', { name: 'Collapse all' }));
    expect(rowNames()).toEqual(['shop, POST /checkout']);
    await user.click(screen.getByRole('button', { name: 'Expand all' }));
    expect(rowNames()).toHaveLength(5);
  });
});

describe('by keyboard', () => {
  const focused = () => document.activeElement?.getAttribute('aria-label')?.split(',')[1]?.trim();

  it('moves through the tree, with one tab stop', async () => {
    await openTrace(CHECKOUT);
    const user = userEvent.setup();
    spanRows()[0].focus();
    expect(spanRows().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    const path: (string | undefined)[] = [];
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowDown', 'End', 'Home']) {
      await user.keyboard(`{${key}}`);
      path.push(focused());
    }
    expect(path).toEqual([
      'GetCart',
      'SELECT',
      'GetCart',
      'GetCart',
      'charge',
      'authorize',
      'POST /checkout',
    ]);
    expect(rowNames()).toHaveLength(4);
    expect(spanRows().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });
  it('* opens the siblings of a row', async () => {
    await openTrace(CHECKOUT);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Collapse all' }));
    spanRows()[0].focus();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(rowNames()).toEqual(['shop, POST /checkout', 'cart, GetCart', 'pay, charge']);
    await user.keyboard('*');
    expect(rowNames()).toHaveLength(5);
  });
  it('Enter opens the details, Escape closes them and comes back to the row', async () => {
    const app = await openTrace(CHECKOUT);
    const user = userEvent.setup();
    spanRows()[0].focus();
    await user.keyboard('{End}{Enter}');
    await app.whenIdle();
    const details = screen.getByRole('region', { name: /authorize/ });
    expect(details).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: /authorize/ })).toBeNull();
    expect(focused()).toBe('authorize');
    expect(app.store.getState().view.spanId).toBeNull();
  });
  it('the details follow the arrows while they are open', async () => {
    const app = await openTrace(CHECKOUT);
    const user = userEvent.setup();
    spanRows()[0].focus();
    await user.keyboard(' ');
    expect(screen.getByRole('region', { name: 'POST /checkout' })).toBeVisible();
    await user.keyboard('{ArrowDown}');
    await app.whenIdle();
    expect(screen.getByRole('region', { name: 'GetCart' })).toBeVisible();
    expect(row(/^cart, GetCart/)).toHaveAttribute('aria-selected', 'true');
    expect(focused()).toBe('GetCart');
  });
});

describe('the paths', () => {
  it('lists the steps of the critical path, and a step leads to its span', async () => {
    const app = await openTrace(CHECKOUT);
    const steps = within(screen.getByRole('table', { name: 'Steps of the critical path' }));
    const names = steps.getAllByRole('button').map(({ textContent }) => textContent);
    expect(names).toEqual([
      'shop POST /checkout',
      'cart GetCart',
      'db SELECT',
      'cart GetCart',
      'pay charge',
      'bank authorize',
      'shop POST /checkout',
    ]);
    await userEvent.click(steps.getByRole('button', { name: 'db SELECT' }));
    await app.whenIdle();
    expect(row(/^db, SELECT/)).toHaveAttribute('aria-selected', 'true');
  });
  it('shows a span that a step leads to, even below a collapsed row', async () => {
    await openTrace(CHECKOUT);
    await userEvent.click(screen.getByRole('button', { name: 'Collapse all' }));
    await userEvent.click(screen.getByRole('button', { name: 'bank authorize' }));
    expect(row(/^bank, authorize/)).toHaveAttribute('aria-selected', 'true');
    expect(rowNames()).not.toContain('db, SELECT');
  });
  it('switches to the longest path, and to none; the view knows', async () => {
    const app = await openTrace(CHECKOUT);
    await userEvent.click(screen.getByRole('radio', { name: 'Longest' }));
    expect(app.store.getState().view.look.path).toBe('longest');
    const chain = within(screen.getByRole('table', { name: 'Spans of the longest path' }));
    expect(chain.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'shop POST /checkout',
      'pay charge',
      'bank authorize',
    ]);
    expect(row(/^pay, charge/)).toHaveAccessibleName(/3 ms on the longest path/);
    await userEvent.click(screen.getByRole('radio', { name: 'Off' }));
    expect(row(/^pay, charge/)).not.toHaveAccessibleName(/path/);
  });
});

describe('the names', () => {
  it('can be made wider by keyboard, and stay so', async () => {
    const { store } = await openTrace(CHECKOUT);
    const splitter = screen.getByRole('separator', { name: 'Width of the names' });
    const width = store.getState().preferences.nameWidth;
    expect(splitter).toHaveAttribute('aria-valuenow', String(width));
    splitter.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(store.getState().preferences.nameWidth).toBe(width + 16);
    expect(splitter).toHaveAttribute('aria-valuenow', String(width + 16));
    await userEvent.keyboard('{Home}');
    expect(store.getState().preferences.nameWidth).toBe(120);
  });
});

describe('the path and the shares below', () => {
  it('are as high as keys make them, and leave their room to the waterfall, and stay so', async () => {
    const { store } = await openTrace(CHECKOUT);
    const kept = () => store.getState().preferences;
    const height = kept().pathHeight;
    screen.getByRole('separator', { name: 'Height of path and shares' }).focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
    expect(kept().pathHeight).toBe(height + 16);
    await userEvent.click(screen.getByRole('button', { name: 'Hide path and shares' }));
    expect(kept().isPathOpen).toBe(false);
    expect(screen.queryByRole('table', { name: 'Steps of the critical path' })).toBeNull();
    expect(screen.getByRole('heading', { name: 'Critical path' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show path and shares' }));
    expect(screen.getByRole('table', { name: 'Steps of the critical path' })).toBeVisible();
  });
});

describe('odd traces', () => {
  it('a single span of no length', async () => {
    await openTrace('shop: ping   |');
    expect(rowNames()).toEqual(['shop, ping']);
    expect(screen.getByText(/^No time passes here/)).toBeVisible();
  });
  it('a link to a span that is not there', async () => {
    const { store, unmount } = await openTrace(CHECKOUT);
    const { traceId } = store.getState().view;
    unmount();
    await openTrace(CHECKOUT, { traceId, spanId: 'gone' });
    expect(screen.getByText(/span of this link is not in the opened files/)).toBeVisible();
    expect(spanRows()).toHaveLength(5);
  });
});
