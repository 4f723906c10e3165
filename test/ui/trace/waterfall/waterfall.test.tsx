import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LOOK, type TraceLook } from '../../../../src/state/trace-look.ts';
import { TooltipLayer } from '../../../../src/ui/parts/Tooltip.tsx';
import { Waterfall } from '../../../../src/ui/trace/waterfall/Waterfall.tsx';
import type { RenderedApp } from '../../../fixtures/render-app.tsx';
import { renderOpenedTrace } from '../../../fixtures/render-opened-trace.tsx';

const SHOP = `
  shop: checkout            ====------====
    cart: GetCart               ---
      db: SELECT                 -
    pay: charge [error]         ======
      bank: authorize [error]     ====
    mail: notify                       --
`;

const LIST = `
  api: list          ==----------====
    api: auth          --
    db: SELECT [client]  --
    db: SELECT [client]    --
    db: SELECT [client]      --
    db: SELECT [client]        --
    db: SELECT [client]          --
    web: render                    --
`;

/** Says which span's details were gone to. */
function Opening() {
  const [span, setSpan] = useState(-1);
  return (
    <TooltipLayer>
      <Waterfall onOpen={setSpan} />
      <output>{span}</output>
    </TooltipLayer>
  );
}

async function openWaterfall(picture: string, look: Partial<TraceLook> = {}): Promise<RenderedApp> {
  return renderOpenedTrace(<Opening />, {
    traceId: 't0',
    picture,
    view: { look: { ...DEFAULT_LOOK, ...look } },
  });
}

const grid = () => screen.getByRole('treegrid');
/** By attribute: what a role comes from is known here, and looking for it in every element takes long. */
const rows = () => [...grid().querySelectorAll<HTMLElement>('[role=row][aria-level]')];
const names = () =>
  rows().map((row) => row.getAttribute('aria-label')!.split(', level')[0].split(', ').slice(0, 2).join(' '));
const row = (name: RegExp) => rows().find((each) => name.test(each.getAttribute('aria-label')!))!;
const focused = () => document.activeElement?.getAttribute('aria-label')?.split(', ').slice(0, 2).join(' ');

describe('rows of groups', () => {
  it('say all of their members, and open by key to show each', async () => {
    const { store } = await openWaterfall(LIST);
    const user = userEvent.setup();
    expect(row(/^5 × db, SELECT/)).toHaveAccessibleName(
      /one at a time, sum 10 ms, wall 10 ms, 2 ms to 2 ms, median 2 ms, starts at 4 ms, .*looks like N\+1: .*level 2, 2 of 3, collapsed$/,
    );
    rows()[0].focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(store.getState().view.look.folds).toEqual([{ to: 'open', what: 'group', span: 's2' }]);
    expect(row(/^5 × db, SELECT/)).toHaveAttribute('aria-expanded', 'true');
    expect(rows()).toHaveLength(9);
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAccessibleName(/^db, SELECT, .* level 3, 1 of 5$/);
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(rows()).toHaveLength(4);
    expect(focused()).toBe('5 × db SELECT');
  });
  it('keep the focus while the group goes and comes back', async () => {
    const app = await openWaterfall(LIST);
    row(/^5 × db/).focus();
    app.actions.look({ isGrouped: false });
    await app.whenIdle();
    expect(rows()).toHaveLength(8);
    expect(focused()).toBe('db SELECT');
    app.actions.look({ isGrouped: true });
    await app.whenIdle();
    expect(document.activeElement).toBe(row(/^5 × db/));
  });
});

describe('what is left out', () => {
  it('is a row that opens by a click, and gives the focus to the first it hid', async () => {
    const { store, whenIdle } = await openWaterfall(SHOP, { only: { kind: 'errors' } });
    expect(names()).toEqual([
      'shop checkout',
      '2 spans hidden',
      'pay charge',
      'bank authorize',
      '1 span hidden 2 ms on the critical path',
    ]);
    await userEvent.click(row(/^2 spans hidden/));
    await whenIdle();
    expect(store.getState().view.look.folds).toEqual([{ to: 'open', what: 'hidden', span: 's1' }]);
    expect(names()).toContain('cart GetCart');
    expect(row(/^cart, GetCart/)).toHaveAttribute('aria-expanded', 'false');
    expect(focused()).toBe('cart GetCart');
  });
  it('gives the focus to the row that stands for it', async () => {
    const { actions, whenIdle } = await openWaterfall(SHOP);
    row(/^db, SELECT/).focus();
    actions.look({ only: { kind: 'errors' } });
    await whenIdle();
    expect(focused()).toBe('2 spans hidden level 2');
    actions.look({ only: null });
    await whenIdle();
    expect(document.activeElement).not.toBe(document.body);
  });
  it('is revealed when it is selected, whatever hides it', async () => {
    const { actions, whenIdle, store } = await openWaterfall(SHOP, {
      only: { kind: 'errors' },
      openLevels: 1,
      top: 's3',
    });
    expect(names()).toEqual(['pay charge', 'bank authorize']);
    actions.show({ spanId: 's2' });
    await whenIdle();
    expect(row(/^db, SELECT/)).toHaveAttribute('aria-selected', 'true');
    expect(store.getState().view.look.top).toBeNull();
  });
  it('stays folded as a link has it, though a span in it is selected', async () => {
    const folds = [{ to: 'closed', what: 'span', span: 's3' } as const];
    await renderOpenedTrace(<Opening />, {
      traceId: 't0',
      picture: SHOP,
      view: { spanId: 's4', look: { ...DEFAULT_LOOK, folds } },
    });
    expect(names()).not.toContain('bank authorize');
  });
});

describe('keys', () => {
  it('* opens siblings, Shift+F10 the menu, Escape closes it and the row has the focus again', async () => {
    await openWaterfall(SHOP, { openLevels: 2 });
    const user = userEvent.setup();
    row(/^cart/).focus();
    await user.keyboard('*');
    expect(rows()).toHaveLength(6);
    await user.keyboard('{Shift>}{F10}{/Shift}');
    const menu = screen.getByRole('menu', { name: 'cart GetCart' });
    const items = within(menu).getAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'Fit to its time',
      'Show only this span and what is below it',
      'Critical path of this span',
      'Collapse siblings',
      'Expand siblings',
      'Show only cart',
      'Copy link to this span',
    ]);
    expect(items[0]).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(items[1]).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(focused()).toBe('cart GetCart');
  });
  it('a chosen item is done', async () => {
    const { store, whenIdle } = await openWaterfall(SHOP);
    const user = userEvent.setup();
    row(/^pay, charge/).focus();
    await user.keyboard('{Shift>}{F10}{/Shift}{ArrowDown}{Enter}');
    await whenIdle();
    expect(store.getState().view.look.top).toBe('s3');
    expect(names()).toEqual(['pay charge', 'bank authorize']);
  });
  it('Enter goes to the details, Space selects', async () => {
    const { store } = await openWaterfall(SHOP);
    const user = userEvent.setup();
    row(/^pay, charge/).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('3');
    await user.keyboard(' ');
    expect(store.getState().view.spanId).toBe('s3');
  });
  it('letters find a name where they are no shortcuts', async () => {
    const { actions, whenIdle } = await openWaterfall(SHOP);
    const user = userEvent.setup();
    rows()[0].focus();
    await user.keyboard('n');
    expect(focused()).toBe('shop checkout');
    actions.setPreferences({ singleKeys: false });
    await whenIdle();
    await user.keyboard('au');
    expect(focused()).toBe('bank authorize');
  });
});

describe('columns', () => {
  it('have headings that sort siblings, and say so', async () => {
    const { store, whenIdle } = await openWaterfall(SHOP, { columns: ['service', 'duration', 'self'] });
    const user = userEvent.setup();
    const heading = (name: string) => screen.getByRole('columnheader', { name: new RegExp(name) });
    expect(heading('Span')).toHaveAttribute('aria-sort', 'ascending');
    await user.click(within(heading('Duration')).getByRole('button', { name: /Sort/ }));
    await whenIdle();
    expect(store.getState().view.look.siblingSort).toBe('duration');
    expect(heading('Duration')).toHaveAttribute('aria-sort', 'descending');
    expect(heading('Span')).not.toHaveAttribute('aria-sort');
    expect(names()).toEqual([
      'shop checkout',
      'pay charge',
      'bank authorize',
      'cart GetCart',
      'db SELECT',
      'mail notify',
    ]);
    expect(grid()).toHaveAttribute('aria-colcount', '5');
    const cells = within(row(/^pay, charge/)).getAllByRole('gridcell');
    expect(cells.slice(1, 4).map(({ textContent }) => textContent)).toEqual([
      'pay',
      '6\u202fms',
      '2\u202fms',
    ]);
    await user.click(within(heading('Duration')).getByRole('button', { name: /Sort/ }));
    await whenIdle();
    expect(store.getState().view.look.siblingSort).toBe('start');
  });
  it('are as wide as keys make them, and stay so; and can be taken away', async () => {
    const { store } = await openWaterfall(SHOP);
    const user = userEvent.setup();
    screen.getByRole('separator', { name: 'Width of Duration' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(store.getState().preferences.columnWidths).toEqual([['duration', 112]]);
    await user.click(screen.getByRole('button', { name: 'Remove column Duration' }));
    expect(store.getState().view.look.columns).toEqual([]);
    expect(screen.queryByRole('separator', { name: 'Width of Duration' })).toBeNull();
  });
});

describe('matches', () => {
  it('are marked in their rows', async () => {
    const { whenIdle } = await openWaterfall(SHOP, { find: 'authorize' });
    await whenIdle();
    expect(row(/^bank, authorize/)).toHaveAccessibleName(/, match, /);
    expect(row(/^pay, charge/)).not.toHaveAccessibleName(/match/);
  });
});
