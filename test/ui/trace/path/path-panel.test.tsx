import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { TraceLook } from '../../../../src/state/trace-look.ts';
import { DEFAULT_LOOK } from '../../../../src/state/trace-look.ts';
import { Announcer } from '../../../../src/ui/parts/Announcer.tsx';
import { CommandRegistry, CommandsContext } from '../../../../src/ui/parts/commands.ts';
import { OpenedTraceContext } from '../../../../src/ui/trace/opened/use-opened-trace.ts';
import { useTraceAnswers } from '../../../../src/ui/trace/opened/use-trace-answers.ts';
import { PathPanel } from '../../../../src/ui/trace/path/PathPanel.tsx';
import { PathShares } from '../../../../src/ui/trace/path/PathShares.tsx';
import { CELL } from '../../../fixtures/picture.ts';
import { renderWithApp } from '../../../fixtures/render-app.tsx';

const CHECKOUT = `
  shop: POST /checkout [producer]     =-------------==
    cart: GetCart                      ===
      cart: SELECT [client]             =
    stock: reserve                        --
    pay: charge                           ========
    mail: send [consumer]                   ---
`;

const BUILD = `
  ci: bake            =-======---=
    ci: Info           =
    daemon: Solve        -------
    ci: load                 --
    daemon: Status            ===
`;

function Panels() {
  const { opened } = useTraceAnswers('t0');
  if (!opened) return null;
  return (
    <OpenedTraceContext value={opened}>
      <PathPanel />
      <PathShares />
    </OpenedTraceContext>
  );
}

/** The panels of the drawn trace, with the commands they offer. */
async function openPath(picture = CHECKOUT, look: Partial<TraceLook> = {}) {
  const commands = new CommandRegistry();
  const app = await renderWithApp(
    <CommandsContext value={commands}>
      <Announcer>
        <Panels />
      </Announcer>
    </CommandsContext>,
    { picture, view: { tab: 'trace', traceId: 't0', look: { ...DEFAULT_LOOK, ...look } } },
  );
  const run = async (id: string) => {
    const all = commands.list().flatMap((offer) => offer.commands);
    all.find((command) => command.id === id)!.run();
    await app.whenIdle();
  };
  return { ...app, run, user: userEvent.setup() };
}

const plain = (text: string | null) => (text ?? '').replaceAll('\u202f', ' ');
const said = () => plain(screen.getByRole('status').textContent);
const stepRows = () =>
  within(screen.getByRole('table', { name: 'Steps of the critical path' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .slice(0, 6)
        .map((cell) => plain(cell.textContent)),
    );

describe('the steps', () => {
  it('say when, who, whether it was busy or waited for, how long, how much of the path, and how long so far', async () => {
    await openPath();
    expect(stepRows()).toEqual([
      ['0 ns', 'shop POST /checkout', 'self', '1 ms', '6.3 %', '1 ms'],
      ['1 ms', 'cart GetCart', 'self', '1 ms', '6.3 %', '2 ms'],
      ['2 ms', 'cart SELECT', 'wait', '1 ms', '6.3 %', '3 ms'],
      ['3 ms', 'cart GetCart', 'self', '1 ms', '6.3 %', '4 ms'],
      ['4 ms', 'pay charge', 'wait', '8 ms', '50 %', '12 ms'],
      ['12 ms', 'shop POST /checkout', 'self', '4 ms', '25 %', '16 ms'],
    ]);
  });
  it('are gone through one by one, told and announced', async () => {
    const { run, store } = await openPath();
    const heard: string[] = [];
    for (let step = 0; step < 5; step++) {
      await run('next-step');
      heard.push(said());
    }
    expect(heard).toEqual([
      'critical path, step 1 of 6: shop is busy for 1 ms itself, in POST /checkout',
      'critical path, step 2 of 6: cart is busy for 1 ms itself, in GetCart',
      'critical path, step 3 of 6: cart waits 1 ms for SELECT',
      'critical path, step 4 of 6: cart is busy for 1 ms itself, in GetCart',
      'critical path, step 5 of 6: shop waits 8 ms for pay, charge',
    ]);
    expect(store.getState().view.spanId).toBe('s4');
    expect(screen.getByText('5 of 6 steps')).toBeVisible();
    await run('previous-step');
    expect(store.getState().view.spanId).toBe('s1');
    expect(screen.getByText('4 of 6 steps')).toBeVisible();
  });
  it('are not said to be busy while children run that were passed over, and lead on to these', async () => {
    const { run, user, whenIdle, store } = await openPath(BUILD);
    expect(stepRows().map(([at, step, how]) => [at, step, how])).toEqual([
      ['0 ns', 'ci bake', 'self'],
      ['1 ms', 'ci Info', 'self'],
      ['2 ms', 'ci bake', 'beside'],
      ['8 ms', 'daemon Status', 'wait'],
      ['11 ms', 'ci bake', 'self'],
    ]);
    for (let step = 0; step < 3; step++) await run('next-step');
    expect(said()).toContain(
      'ci goes on for 6 ms, 5 ms of it while its daemon, Solve, and 1 other child run: what came next did not wait for them',
    );
    await user.click(screen.getByRole('button', { name: 'Leave next off' }));
    await whenIdle();
    expect(store.getState().view.look.nonBlocking).toEqual(['s4']);
    expect(screen.getByRole('group', { name: 'The selected step' })).toHaveFocus();
    expect(stepRows().map(([at, step, how]) => [at, step, how])).toEqual([
      ['0 ns', 'ci bake', 'self'],
      ['1 ms', 'ci Info', 'self'],
      ['2 ms', 'ci bake', 'self'],
      ['3 ms', 'daemon Solve', 'wait'],
      ['10 ms', 'ci bake', 'beside'],
    ]);
    for (let step = 0; step < 4; step++) await run('next-step');
    expect(said()).toContain(
      'ci goes on for 2 ms, 1 ms of it while its daemon, Status, runs: what came next did not wait for it',
    );
    expect(screen.queryByRole('button', { name: 'Leave next off' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Select child' }));
    expect(store.getState().view.spanId).toBe('s4');
  });
  it('begin, from a span off the path, with the one that ran when it began', async () => {
    const { run, actions, whenIdle, store } = await openPath();
    actions.show({ spanId: 's3' });
    await whenIdle();
    expect(screen.getByText('6 steps')).toBeVisible();
    await run('next-step');
    expect(store.getState().view.spanId).toBe('s4');
  });
  it('bring their time into sight', async () => {
    const { run, store } = await openPath(CHECKOUT, { zoom: { from: 0, to: 4 * CELL } });
    for (let step = 0; step < 4; step++) await run('next-step');
    expect(store.getState().view.look.zoom).toEqual({ from: 0, to: 4 * CELL });
    await run('next-step');
    const { zoom } = store.getState().view.look;
    expect(zoom!.from).toBeLessThanOrEqual(4 * CELL);
    expect(zoom!.to).toBeGreaterThanOrEqual(12 * CELL);
  });
});

describe('what the path is of', () => {
  it('is the whole trace, a span, a stretch of time, and back, always said', async () => {
    const { user, actions, whenIdle, store } = await openPath();
    expect(screen.getByText('of the whole trace')).toBeVisible();
    actions.show({ spanId: 's1' });
    await whenIdle();
    await user.click(screen.getByRole('button', { name: 'Path of this span' }));
    await whenIdle();
    expect(store.getState().view.look.pathOf).toBe('s1');
    expect(said()).toBe('Critical path of cart GetCart');
    expect(screen.getByRole('group', { name: 'What the path is of' })).toHaveFocus();
    expect(stepRows().map(([, step]) => step)).toEqual(['cart GetCart', 'cart SELECT', 'cart GetCart']);
    await user.click(screen.getByRole('button', { name: /^Back to the path of the trace: of cart GetCart/ }));
    await whenIdle();
    actions.look({ zoom: { from: 2 * CELL, to: 12 * CELL } });
    await whenIdle();
    await user.click(screen.getByRole('button', { name: 'Path of the zoomed time' }));
    await whenIdle();
    expect(stepRows().map(([at, step, , time]) => [at, step, time])).toEqual([
      ['2 ms', 'cart SELECT', '1 ms'],
      ['3 ms', 'cart GetCart', '1 ms'],
      ['4 ms', 'pay charge', '8 ms'],
    ]);
    await user.click(screen.getByRole('button', { name: /^Back to all of its time: from 2.ms to 12.ms/ }));
    await whenIdle();
    expect(screen.getByText('of the whole trace')).toBeVisible();
  });
});

describe('what the path takes for granted', () => {
  const granted = () => within(screen.getByRole('list', { name: 'What the path takes for granted' }));
  const line = (name: string) => screen.getByRole('button', { name });

  it('stands in a line, and opens to its spans, where a reviewer can say otherwise and take it back', async () => {
    const { user, whenIdle, store } = await openPath();
    await user.click(line('1 span taken as asynchronous: off the path'));
    expect(line('Taken for granted')).toHaveAttribute('aria-expanded', 'true');
    await user.click(granted().getByRole('button', { name: '1 span taken as asynchronous: off the path' }));
    await user.click(granted().getByRole('button', { name: 'mail send' }));
    await whenIdle();
    expect(store.getState().view.spanId).toBe('s5');
    await user.click(granted().getByRole('button', { name: 'Mark as waited for' }));
    await whenIdle();
    expect(store.getState().view.look.blocking).toEqual(['s5']);
    await user.click(granted().getByRole('button', { name: /^1 span marked as waited for/ }));
    await user.click(granted().getByRole('button', { name: 'Undo' }));
    await whenIdle();
    expect(store.getState().view.look.blocking).toEqual([]);
  });
  it('follows a reviewer who says that nobody waited for a step', async () => {
    const { user, whenIdle, run } = await openPath();
    for (let step = 0; step < 5; step++) await run('next-step');
    await user.click(screen.getByRole('button', { name: 'Mark as not waited for' }));
    await whenIdle();
    expect(stepRows().map(([, step]) => step)).not.toContain('pay charge');
    expect(stepRows().map(([, step]) => step)).toContain('stock reserve');
    expect(screen.getByText('pay, charge is not on this path')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus();
    expect(
      line('1 span taken as asynchronous: off the path; 1 span marked as not waited for: off the path'),
    ).toBeVisible();
  });
  it('cannot be told to wait for what begins after its parent ended', async () => {
    const { user } = await openPath(`
      shop: POST     =====
        mail: send          ---
    `);
    await user.click(screen.getByRole('button', { name: /^1 child begins after its parent ended/ }));
    await user.click(granted().getByRole('button', { name: /^1 child begins after its parent ended/ }));
    expect(granted().getByRole('button', { name: 'mail send' })).toBeVisible();
    expect(granted().queryByRole('button', { name: /^Mark as/ })).toBeNull();
  });
  it('says by how much a child was cut', async () => {
    const { user } = await openPath(`
      shop: POST     ==---
        mail: send     ====---
    `);
    await user.click(screen.getByRole('button', { name: /^1 child ends after its parent/ }));
    await user.click(granted().getByRole('button', { name: /^1 child ends after its parent/ }));
    const span = granted().getByRole('button', { name: 'mail send' }).closest('li')!;
    expect(plain(span.textContent)).toContain('4 ms cut off');
  });
});

describe('where the time went', () => {
  it('is told by service and by operation, most time on the path first', async () => {
    const { user } = await openPath();
    const rows = (name: string) =>
      within(screen.getByRole('table', { name }))
        .getAllByRole('rowheader')
        .map((cell) => cell.textContent);
    expect(rows('Services of this trace')).toEqual(['pay', 'shop', 'cart', 'mail', 'stock']);
    await user.click(screen.getByRole('radio', { name: 'Operations' }));
    expect(rows('Operations of this trace')).toEqual([
      'pay charge',
      'shop POST /checkout',
      'cart GetCart',
      'cart SELECT',
      'mail send',
      'stock reserve',
    ]);
  });
});

describe('the longest path', () => {
  it('is listed span by span', async () => {
    const { run } = await openPath(CHECKOUT, { path: 'longest' });
    expect(
      within(screen.getByRole('table', { name: 'Spans of the longest path' })).getAllByRole('row'),
    ).toHaveLength(3);
    await run('next-step');
    await run('next-step');
    expect(said()).toBe('longest path, step 2 of 2: pay, charge');
  });
});
