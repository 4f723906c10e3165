import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LOOK, type TraceLook } from '../../../../src/state/trace-look.ts';
import { FlameView } from '../../../../src/ui/trace/flame/FlameView.tsx';
import { renderOpenedTrace } from '../../../fixtures/render-opened-trace.tsx';

const PICTURE = `
  shop: cart          ==------------=
    db: SELECT         ==
    pay: charge         =-------==
      db: SELECT         ====
      db: SELECT [error]     ==
    db: SELECT                    ==
`;

function open(look: Partial<TraceLook> = {}) {
  return renderOpenedTrace(<FlameView />, {
    picture: PICTURE,
    traceId: 't0',
    view: { look: { ...DEFAULT_LOOK, ...look } },
  });
}

/** What screen readers hear of the box at hand. */
const heard = () => screen.getByRole('treeitem').textContent.replaceAll('\u202f', ' ');
const place = () => {
  const item = screen.getByRole('treeitem');
  return ['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => Number(item.getAttribute(name)));
};
/** The rows of a table as text. */
const rows = (table = screen.getByRole('table')) =>
  within(table)
    .getAllByRole('row')
    .map((row) =>
      Array.from(row.children, (cell) =>
        (cell.textContent ?? '').replaceAll('\u202f', ' ').replace(', show its callers and callees', ''),
      ).join(' | '),
    );

describe('the flame graph by keys', () => {
  it('is a tree with one tab stop that says the box at hand, and where it stands', async () => {
    await open();
    const tree = screen.getByRole('tree', { name: '6 spans in order of time' });
    expect(tree).toHaveAttribute('aria-activedescendant', screen.getByRole('treeitem').id);
    expect(tree.tabIndex).toBe(0);
    expect(heard()).toBe(
      'cart, shop, duration 15 ms, starts at 0 ns, self time 2 ms, 13 %, critical path 3 ms',
    );
    expect(place()).toEqual([1, 1, 1]);
  });
  it('arrows lead to calls, callers and siblings, Home to the root', async () => {
    await open();
    const user = userEvent.setup();
    screen.getByRole('tree').focus();
    const names: string[] = [];
    for (const key of [
      'ArrowDown',
      'ArrowRight',
      'ArrowDown',
      'ArrowRight',
      'ArrowRight',
      'ArrowUp',
      'ArrowLeft',
      'Home',
    ]) {
      await user.keyboard(`{${key}}`);
      names.push(heard().split(',').slice(0, 2).join(','));
    }
    expect(names).toEqual([
      'SELECT, db',
      'charge, pay',
      'SELECT, db',
      'SELECT, db',
      'SELECT, db',
      'charge, pay',
      'SELECT, db',
      'cart, shop',
    ]);
  });
  it('Space selects the span, Enter fits it, Escape goes back to the whole', async () => {
    const app = await open();
    const user = userEvent.setup();
    screen.getByRole('tree').focus();
    await user.keyboard('{ArrowDown}{ArrowRight} ');
    expect(app.store.getState().view.spanId).toBe('s2');
    await user.keyboard('{Enter}');
    expect(app.store.getState().view.look.zoom).toEqual({ from: 2e6, to: 12e6 });
    expect(screen.getByRole('navigation', { name: 'Zoomed to' })).toHaveTextContent(/^Whole.*charge/);
    await user.keyboard('{Escape}');
    expect(app.store.getState().view.look.zoom).toBeNull();
    expect(screen.queryByRole('navigation', { name: 'Zoomed to' })).toBeNull();
  });
});

describe('what the widths stand for', () => {
  it('is always said', async () => {
    const app = await open();
    const user = userEvent.setup();
    expect(screen.getByText('Width: wall time')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Left-heavy' }));
    await app.whenIdle();
    expect(screen.getByText('Width: self time, summed over 6 spans')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Spans' }));
    await app.whenIdle();
    expect(screen.getByText('Width: number of spans, 6 in all')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Critical path' }));
    await app.whenIdle();
    expect(screen.getByText('Width: time on the critical path, summed over 6 spans')).toBeVisible();
  });
  it('merged boxes say how many spans and errors they are', async () => {
    await open({ flameForm: 'left-heavy' });
    const user = userEvent.setup();
    screen.getByRole('tree').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(heard()).toBe(
      'SELECT, db, self time 6 ms, 38 %, self time with all below 6 ms, 38 %, spans 2, 1 error of 2',
    );
  });
});

describe('as a table', () => {
  it('says the same of each operation, and sorts', async () => {
    await open({ flameForm: 'left-heavy' });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(screen.queryByRole('tree')).toBeNull();
    expect(screen.getByRole('table')).toHaveAccessibleName('3 operations of the flame graph');
    expect(rows()).toEqual([
      'Operation | Self time | With all below | Share | Spans | Errors',
      'shopcart | 2 ms | 16 ms | 100 % | 1 | 0',
      'paycharge | 4 ms | 10 ms | 63 % | 1 | 0',
      'dbSELECT | 10 ms | 10 ms | 63 % | 4 | 1',
    ]);
    await user.click(screen.getByRole('button', { name: 'Spans' }));
    expect(rows()[1]).toMatch(/^dbSELECT/);
    expect(screen.getByRole('columnheader', { name: 'Spans' })).toHaveAttribute('aria-sort', 'descending');
    await user.click(screen.getByRole('button', { name: 'Show as graph' }));
    expect(screen.getByRole('tree')).toBeVisible();
  });
});

describe('the sandwich', () => {
  it('of the box at hand is a key away, and of an operation a click', async () => {
    const app = await open();
    const user = userEvent.setup();
    screen.getByRole('tree').focus();
    await user.keyboard('{ArrowDown}{Shift>}{Enter}{/Shift}');
    await app.whenIdle();
    expect(app.store.getState().view.look).toMatchObject({
      flameForm: 'sandwich',
      flameOperation: { service: 'db', operation: 'SELECT' },
    });
    expect(screen.getByText('Width: self time, summed over 4 spans')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Callees: none here' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /charge/ }));
    await app.whenIdle();
    expect(app.store.getState().view.look.flameOperation).toEqual({ service: 'pay', operation: 'charge' });
  });
  it('up leads to callers, which stand above', async () => {
    await open({ flameForm: 'sandwich', flameOperation: { service: 'db', operation: 'SELECT' } });
    const user = userEvent.setup();
    screen.getByRole('tree', { name: 'Callers of SELECT' }).focus();
    const callers = within(screen.getByRole('tree', { name: 'Callers of SELECT' }));
    const names: string[] = [];
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'ArrowDown']) {
      await user.keyboard(`{${key}}`);
      names.push(callers.getByRole('treeitem').textContent.replaceAll('\u202f', ' '));
    }
    expect(names).toEqual([
      'charge, pay, when called this way 6 ms, 60 %, calls 2, 1 error of 2',
      'cart, shop, when called this way 4 ms, 40 %, calls 2',
      'cart, shop, when called this way 4 ms, 40 %, calls 2',
      'SELECT, db, when called this way 10 ms, 100 %, calls 4, 1 error of 4',
      'SELECT, db, when called this way 10 ms, 100 %, calls 4, 1 error of 4',
    ]);
  });
  it('has a table for each half', async () => {
    await open({ flameForm: 'sandwich', flameOperation: { service: 'pay', operation: 'charge' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(rows(screen.getByRole('table', { name: '2 operations among the callees' }))).toEqual([
      'Operation | Self time | With all below | Share | Spans | Errors',
      'paycharge | 4 ms | 10 ms | 100 % | 1 | 0',
      'dbSELECT | 6 ms | 6 ms | 60 % | 2 | 1',
    ]);
  });
});
