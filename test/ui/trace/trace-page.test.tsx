import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { TracePage } from '../../../src/ui/trace/TracePage.tsx';
import { CommandRegistry, CommandsContext } from '../../../src/ui/parts/commands.ts';
import { useShortcuts } from '../../../src/ui/shell/use-shortcuts.ts';
import { renderWithApp, type RenderAppOptions } from '../../fixtures/render-app.tsx';

const CHECKOUT = `
  shop: POST /checkout          =-------==
    cart: GetCart                ===
      db: SELECT                  =
    pay: charge [error]             ===
      bank: authorize [error]        ==
`;

const TWO = `
  shop: POST /checkout          =-------==

  shop: GET /                   ===
`;

/** The page as the frame holds it, with its keys. */
function Page({ registry }: { registry: CommandRegistry }) {
  useShortcuts(registry, true);
  return (
    <CommandsContext value={registry}>
      <main tabIndex={-1}>
        <TracePage />
      </main>
    </CommandsContext>
  );
}

async function openTrace(picture: string, view: RenderAppOptions['view'] = {}) {
  const app = await renderWithApp(<Page registry={new CommandRegistry()} />, {
    picture,
    view: { tab: 'trace', ...view },
  });
  const user = userEvent.setup();
  return {
    ...app,
    press: async (keys: string) => {
      await user.keyboard(keys);
      await app.whenIdle();
    },
  };
}

const grid = () => screen.getByRole('treegrid');
const spanRows = () => within(grid()).getAllByRole('row').slice(1);
const rowNames = () =>
  spanRows().map((row) => row.getAttribute('aria-label')!.split(',').slice(0, 2).join(','));
const row = (name: RegExp) => within(grid()).getByRole('row', { name });

describe('without a trace', () => {
  it('offers the slowest, and opens the one chosen', async () => {
    const app = await openTrace(TWO);
    const table = within(screen.getByRole('table', { name: 'Slowest traces' }));
    await userEvent.click(table.getAllByRole('button')[0]);
    await app.whenIdle();
    expect(app.store.getState().view.traceId).not.toBeNull();
    expect(screen.getByRole('heading', { name: 'POST /checkout' })).toBeVisible();
  });
  it('opens the only one there is at once, as if the link had named it', async () => {
    const app = await openTrace(CHECKOUT);
    expect(screen.getByRole('heading', { name: 'POST /checkout' })).toBeVisible();
    expect(new URLSearchParams(app.address.read()).get('trace')).toBe('t0');
    expect(app.address.steps).toHaveLength(1);
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

describe('the focus', () => {
  const focused = () => document.activeElement?.getAttribute('aria-label')?.split(',')[1]?.trim();

  it('goes from nowhere to the row that a key jumps to: arrows, Enter and Escape go on there', async () => {
    const { press, store } = await openTrace(CHECKOUT, { traceId: 't0' });
    expect(document.body).toHaveFocus();
    await press('e');
    expect(focused()).toBe('charge');
    await press('e');
    expect(focused(), 'from row to row').toBe('authorize');
    await press('{ArrowUp}{ArrowDown}');
    expect(focused()).toBe('authorize');
    await press('{Enter}');
    expect(screen.getByRole('region', { name: /authorize/ })).toHaveFocus();
    await press('{Escape}');
    expect(store.getState().view.spanId).toBeNull();
    expect(focused()).toBe('authorize');
  });
  it('goes to a row that has to be expanded first', async () => {
    const { press } = await openTrace(CHECKOUT, { traceId: 't0' });
    await press('[[');
    await press('[[');
    expect(rowNames()).toHaveLength(1);
    await press('e');
    expect(focused()).toBe('charge');
  });
  it('stays on the buttons it is on, and Escape there closes the details all the same', async () => {
    const { press } = await openTrace(CHECKOUT, { traceId: 't0', spanId: 's1' });
    expect(document.body).toHaveFocus();
    const button = screen.getByRole('button', { name: 'Next step' });
    button.focus();
    await press('e');
    expect(button).toHaveFocus();
    await press('{Escape}');
    expect(screen.queryByRole('region', { name: /charge/ })).toBeNull();
    expect(button).toHaveFocus();
  });
  it('goes into the form that a key switches to', async () => {
    const { press } = await openTrace(CHECKOUT, { traceId: 't0' });
    await press('1');
    expect(focused()).toBe('POST /checkout');
    await press('2');
    await waitFor(() => expect(screen.getByRole('tree')).toHaveFocus());
    await press('3');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-row', '0'));
    expect(document.activeElement).toHaveRole('link');
    await press('1');
    expect(focused()).toBe('POST /checkout');
  });
  it('comes back from the find box by Escape, which closes nothing', async () => {
    const { press, store } = await openTrace(CHECKOUT, { traceId: 't0', spanId: 's1' });
    await press('/pay{Escape}');
    expect(focused()).toBe('GetCart');
    expect(store.getState().view.look.find).toBe('pay');
    expect(store.getState().view.spanId).toBe('s1');
    await press('.');
    expect(focused()).toBe('charge');
  });
  it('skips to the rows by a link', async () => {
    await openTrace(CHECKOUT, { traceId: 't0' });
    await userEvent.click(screen.getByRole('link', { name: 'Skip to the spans' }));
    expect(focused()).toBe('POST /checkout');
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
