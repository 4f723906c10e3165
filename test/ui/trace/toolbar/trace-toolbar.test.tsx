import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LOOK, type TraceLook } from '../../../../src/state/trace-look.ts';
import { CommandRegistry, CommandsContext } from '../../../../src/ui/parts/commands.ts';
import { useShortcuts } from '../../../../src/ui/shell/use-shortcuts.ts';
import { OpenedTraceContext } from '../../../../src/ui/trace/opened/use-opened-trace.ts';
import { useTraceAnswers } from '../../../../src/ui/trace/opened/use-trace-answers.ts';
import { ActiveModes } from '../../../../src/ui/trace/toolbar/ActiveModes.tsx';
import { TraceToolbar } from '../../../../src/ui/trace/toolbar/TraceToolbar.tsx';
import { renderWithApp } from '../../../fixtures/render-app.tsx';

const CHECKOUT = `
  shop: POST /checkout          =-------==
    cart: GetCart                ===
      db: SELECT [error]          =
    pay: charge [error]             ===
      bank: authorize [error]        ==
`;

/** The callee's clock is two cells ahead: its calls end after those that wait for them. */
const CLOCKS = `
  shop: POST /checkout          ============
    shop: charge [client]        =====
      pay: charge [server]         =====
    shop: charge [client]              =====
      pay: charge [server]               =====
`;

const registry = new CommandRegistry();

function Bar() {
  const { opened } = useTraceAnswers('t0');
  useShortcuts(registry, true);
  if (!opened) return null;
  return (
    <OpenedTraceContext value={opened}>
      <TraceToolbar />
      <ActiveModes />
    </OpenedTraceContext>
  );
}

async function openBar(look: Partial<TraceLook> = {}, picture = CHECKOUT) {
  const app = await renderWithApp(
    <CommandsContext value={registry}>
      <Bar />
    </CommandsContext>,
    { picture, view: { tab: 'trace', traceId: 't0', look: { ...DEFAULT_LOOK, ...look } } },
  );
  const user = userEvent.setup();
  return {
    ...app,
    user,
    look: () => app.store.getState().view.look,
    selected: () => app.store.getState().view.spanId,
    type: async (keys: string) => {
      await user.keyboard(keys);
      await app.whenIdle();
    },
    press: async (name: string | RegExp) => {
      await user.click(screen.getByRole('button', { name }));
      await app.whenIdle();
    },
  };
}

const field = () => screen.getByRole('combobox', { name: 'Find spans' });
const count = () => screen.getByLabelText('Found').textContent;

describe('finding', () => {
  test('/ goes to the field; what is typed is found at once, counted, and part of the link', async () => {
    const { type, address, whenIdle } = await openBar();
    await type('/');
    expect(field()).toHaveFocus();
    await type('service:pay');
    expect(count()).toBe('1');
    expect(new URLSearchParams(address.read()).get('find')).toBe('service:pay');
    await whenIdle();
    await type('x');
    expect(count()).toBe('none');
  });

  test('Enter and Shift+Enter go through what is found, around its ends, and say where they are', async () => {
    const { type, selected } = await openBar({ find: 'error' });
    expect(count()).toBe('3');
    await type('/{Enter}');
    expect([selected(), count()]).toEqual(['s2', '1 of 3']);
    await type('{Enter}{Enter}');
    expect([selected(), count()]).toEqual(['s4', '3 of 3']);
    await type('{Enter}');
    expect(selected()).toBe('s2');
    await type('{Shift>}{Enter}{/Shift}');
    expect(selected()).toBe('s4');
  });

  test('Enter right after typing waits for what is found', async () => {
    const { type, selected } = await openBar();
    await type('/bank{Enter}');
    expect(selected()).toBe('s4');
  });

  test('so do buttons, and the keys . and , outside of the field', async () => {
    const { type, press, selected } = await openBar({ find: 'error' });
    await press('Next match');
    await type('.');
    expect(selected()).toBe('s3');
    await press('Previous match');
    expect(selected()).toBe('s2');
    await type(',');
    expect(selected()).toBe('s4');
  });

  test('the steps follow the order of the rows, also where siblings are sorted', async () => {
    const picture = `
      shop: POST /checkout  ==-----
        cart: GetCart         ==
        pay: charge             ===
    `;
    const { type, selected } = await openBar({ find: '-shop', siblingSort: 'duration' }, picture);
    const order: (string | null)[] = [];
    for (let i = 0; i < 2; i++) {
      await type('.');
      order.push(selected());
    }
    expect(order).toEqual(['s2', 's1']);
  });

  test('Escape leaves the field, and what is looked for stays for . and ,', async () => {
    const { type, look, selected } = await openBar();
    await type('/error{Escape}');
    expect(field()).not.toHaveFocus();
    expect(look().find).toBe('error');
    await type('..');
    expect(selected()).toBe('s3');
    await type(',');
    expect(selected()).toBe('s2');
  });

  test('a button empties the field and goes back to it', async () => {
    const { press, look } = await openBar({ find: 'pay' });
    await press('Clear');
    expect(look().find).toBe('');
    expect(field()).toHaveFocus();
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  test('only matches are shown while something is looked for', async () => {
    const { type, press } = await openBar({ findMode: 'filter' });
    const only = screen.getByRole('button', { name: 'Show only matches' });
    expect(only).toBeDisabled();
    expect(only).not.toBePressed();
    await type('/pay');
    expect(only).toBePressed();
    await press('Clear');
    expect(only).not.toBePressed();
  });

  test('what is not understood is said while the field is in use', async () => {
    const { type } = await openBar();
    await type('/duration>fast');
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(/./);
  });

  test('what is found can be all that is shown, which a chip says and takes off', async () => {
    const { press, look } = await openBar({ find: 'charge' });
    await press('Show only matches');
    expect(look().findMode).toBe('filter');
    await press('Take off: Only matches of charge');
    expect(look()).toMatchObject({ findMode: 'mark', find: 'charge' });
    expect(screen.queryByRole('list', { name: /not shown whole/ })).toBeNull();
  });

  test('counts what is in the part of the trace that is shown', async () => {
    await openBar({ find: 'error', top: 's3' });
    expect(count()).toBe('2');
  });
});

describe('the ways to look at the trace', () => {
  test('are tabs, opened by arrows and Enter or by digits, each a step back', async () => {
    const { type, look, address } = await openBar();
    screen.getByRole('tab', { name: 'Waterfall' }).focus();
    await type('{End}{Enter}');
    expect(look().form).toBe('events');
    expect(screen.getByRole('tab', { name: 'Events' })).toHaveAttribute('aria-selected', 'true');
    await type('3');
    expect(look().form).toBe('statistics');
    await type('1');
    expect(look().form).toBe('waterfall');
    address.back();
    expect(look().form).toBe('statistics');
  });

  test('have only the controls that mean something', async () => {
    const { type } = await openBar();
    expect(screen.getByRole('radiogroup', { name: 'Path' })).toBeVisible();
    await type('3');
    expect(screen.queryByRole('radiogroup', { name: 'Path' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'View' })).toBeNull();
    expect(field()).toBeVisible();
  });
});

describe('errors', () => {
  test('e and E go from one to the next', async () => {
    const { type, selected } = await openBar();
    await type('e');
    expect(selected()).toBe('s2');
    await type('ee');
    expect(selected()).toBe('s4');
    await type('E');
    expect(selected()).toBe('s3');
  });
});

describe('show only', () => {
  test('the path, errors, slow spans or a service; a chip says so and takes it off', async () => {
    const { press, user, look } = await openBar();
    await press('Show');
    const menu = within(screen.getByRole('dialog', { name: 'Show' }));
    await user.click(menu.getByRole('radio', { name: 'Errors' }));
    expect(look().only).toEqual({ kind: 'errors' });
    await user.click(menu.getByRole('radio', { name: 'Slower than' }));
    expect(look().only).toEqual({ kind: 'slower', than: 1e6 });
    const duration = menu.getByRole('textbox', { name: /^Slower than/ });
    await user.clear(duration);
    await user.type(duration, '2.5 ms');
    expect(look().only).toEqual({ kind: 'slower', than: 2.5e6 });
    await user.selectOptions(menu.getByRole('combobox', { name: 'Service to show' }), 'pay');
    expect(look().only).toEqual({ kind: 'service', service: 'pay' });
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show' })).toHaveFocus();
    await press('Take off: Only service pay');
    expect(look().only).toBeNull();
  });

  test('spans in the zoomed time, while it is zoomed', async () => {
    const { press, user, look } = await openBar({ zoom: { from: 1e6, to: 2e6 } });
    await press('Show');
    await user.click(screen.getByRole('radio', { name: 'In the zoomed time' }));
    expect(look().only).toEqual({ kind: 'zoom' });
    await user.keyboard('{Escape}');
    await press('Take off: Only spans in the zoomed time');
    expect(look().only).toBeNull();
  });

  test('nothing of a zoom where there is none', async () => {
    const { press } = await openBar({ only: { kind: 'zoom' } });
    await press('Show');
    expect(screen.queryByRole('radio', { name: 'In the zoomed time' })).toBeNull();
    expect(screen.getByRole('radio', { name: 'Everything' })).toBeChecked();
  });

  test('m shows only the path, and everything again', async () => {
    const { type, look } = await openBar();
    await type('m');
    expect(look().only).toEqual({ kind: 'path' });
    await type('m');
    expect(look().only).toBeNull();
  });
});

describe('the layout of the waterfall', () => {
  test('columns, order, groups and levels are chosen', async () => {
    const { press, user, look } = await openBar();
    await press('View');
    const menu = within(screen.getByRole('dialog', { name: 'View' }));
    await user.click(menu.getByRole('checkbox', { name: 'Self time' }));
    await user.click(menu.getByRole('checkbox', { name: 'Duration' }));
    await user.selectOptions(menu.getByRole('combobox', { name: 'Sort siblings by' }), 'duration');
    await user.click(menu.getByRole('checkbox', { name: /^Group five/ }));
    await user.click(menu.getByRole('button', { name: '2' }));
    expect(look()).toMatchObject({
      columns: ['self'],
      siblingSort: 'duration',
      isGrouped: false,
      openLevels: 2,
    });
    expect(menu.getByRole('button', { name: '2' })).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('a part of the trace', () => {
  test('r shows the subtree of the selected span, u goes up level by level', async () => {
    const { type, look } = await openBar({ find: 'authorize' });
    await type('.r');
    expect(look().top).toBe('s4');
    const trail = within(screen.getByRole('navigation', { name: 'Part of the trace that is shown' }));
    expect(trail.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Whole trace',
      'shop POST /checkout',
      'pay charge',
      'bank authorize',
    ]);
    await type('u');
    expect(look().top).toBe('s3');
    await type('u');
    expect(look().top).toBeNull();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  test('the trail leads back to any level', async () => {
    const { press, look } = await openBar({ top: 's4', zoom: { from: 0, to: 1e6 } });
    await press('pay charge');
    expect(look()).toMatchObject({ top: 's3', zoom: null });
    await press('Whole trace');
    expect(look().top).toBeNull();
  });

  test('a link to a span that is not there shows the whole trace', async () => {
    await openBar({ top: 'gone' });
    expect(screen.queryByRole('navigation')).toBeNull();
  });
});

describe('what a reviewer changed', () => {
  test('is said as long as it holds, and taken off', async () => {
    const { press, look } = await openBar({ blocking: ['s1'], nonBlocking: ['s2', 's3'], pathOf: 's3' });
    await press('Take off: 3 spans marked by hand as waited for or not');
    expect(look()).toMatchObject({ blocking: [], nonBlocking: [] });
    await press('Take off: Path of pay charge');
    expect(look().pathOf).toBeNull();
  });
});

describe('clocks', () => {
  test('that fit have no switch', async () => {
    await openBar();
    expect(screen.queryByRole('button', { name: /^Clocks/ })).toBeNull();
  });

  test('that differ are told with what says so, and aligned by a switch', async () => {
    const { press, user, look, whenIdle } = await openBar({}, CLOCKS);
    await press('Clocks differ');
    const told = within(screen.getByRole('dialog', { name: 'Clocks differ' }));
    expect(told.getByText('against shop').parentElement?.textContent.replaceAll('\u202f', ' ')).toBe(
      'pay−2 msagainst shop',
    );
    expect(told.getByText(/2 of 2 calls do not fit as stored/)).toBeVisible();
    await user.click(told.getByRole('checkbox', { name: 'Align clocks' }));
    await whenIdle();
    expect(look().alignClocks).toBe(true);
    await press('Take off: Clocks aligned: 1 pair of services shifted');
    expect(look().alignClocks).toBe(false);
  });
});
