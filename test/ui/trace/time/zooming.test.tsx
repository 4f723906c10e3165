import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { TimeWindow } from '../../../../src/core/engine/trace-answers.ts';
import { DEFAULT_LOOK, type TraceLook } from '../../../../src/state/trace-look.ts';
import { Announcer } from '../../../../src/ui/parts/Announcer.tsx';
import { CommandRegistry, CommandsContext } from '../../../../src/ui/parts/commands.ts';
import { useOpenedTrace } from '../../../../src/ui/trace/opened/use-opened-trace.ts';
import { useSelection } from '../../../../src/ui/trace/opened/use-selection.ts';
import { Waterfall } from '../../../../src/ui/trace/waterfall/Waterfall.tsx';
import { renderOpenedTrace } from '../../../fixtures/render-opened-trace.tsx';

const SHOP = `
  shop: a            ==========
    cart: b [error]    ===
      db: c             =
    pay: d                 ===
`;
const MS = 1e6;

/** The waterfall, and a button that selects a span from outside. */
function Page() {
  const { select } = useSelection();
  const { trace } = useOpenedTrace();
  return (
    <Announcer>
      <Waterfall onOpen={() => undefined} />
      {Array.from({ length: trace.spanCount }, (_, span) => (
        <button key={span} type="button" onClick={() => select(span)}>
          Select {span}
        </button>
      ))}
    </Announcer>
  );
}

async function openTrace(look: Partial<TraceLook> = {}) {
  const registry = new CommandRegistry();
  const app = await renderOpenedTrace(
    <CommandsContext value={registry}>
      <Page />
    </CommandsContext>,
    { traceId: 't0', picture: SHOP, view: { look: { ...DEFAULT_LOOK, ...look } } },
  );
  const commands = () => registry.list().flatMap((offered) => offered.commands);
  return {
    ...app,
    user: userEvent.setup(),
    /** In milliseconds; null: all of it. */
    zoom: () => inMs(app.store.getState().view.look.zoom),
    press: (key: string) =>
      act(() =>
        commands()
          .find(({ keys }) => keys?.[0] === key)!
          .run(),
      ),
    isOffered: (key: string) => commands().find(({ keys }) => keys?.[0] === key)!.isDisabled !== true,
  };
}

function inMs(window: TimeWindow | null) {
  return window && [window.from / MS, window.to / MS];
}

const slider = (name: string) => screen.getByRole('slider', { name });
const field = (name: string) => screen.getByRole('textbox', { name });
const figures = () => screen.getByRole('group', { name: 'Figures' }).textContent.replaceAll('\u202f', ' ');

describe('the edges of the window', () => {
  it('say where they are, and move by arrow keys', async () => {
    const { user, zoom } = await openTrace();
    expect(slider('Start of the time in sight')).toHaveAttribute('aria-valuetext', '0');
    expect(slider('End of the time in sight')).toHaveAttribute('aria-valuetext', '10.00\u202fms');
    act(() => slider('Start of the time in sight').focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(zoom()).toEqual([2, 10]);
    expect(slider('Start of the time in sight')).toHaveAttribute('aria-valuetext', '2.000\u202fms');
    act(() => slider('End of the time in sight').focus());
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(zoom()).toEqual([2, 9.6]);
    await user.keyboard('{End}');
    expect(zoom()).toEqual([2, 10]);
    act(() => slider('Start of the time in sight').focus());
    await user.keyboard('{Home}');
    expect(zoom()).toBeNull();
  });
  it('never meet', async () => {
    const { user, zoom } = await openTrace({ zoom: { from: 2 * MS, to: 8 * MS } });
    act(() => slider('Start of the time in sight').focus());
    await user.keyboard('{End}');
    expect(zoom(), 'two ticks of a clock that counts milliseconds').toEqual([6, 8]);
  });
});

describe('the window', () => {
  it('moves by arrow keys and keeps its length', async () => {
    const { user, zoom } = await openTrace({ zoom: { from: 4 * MS, to: 6 * MS } });
    act(() => slider('Time in sight').focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(zoom()).toEqual([4.5, 6.5]);
    await user.keyboard('{End}');
    expect(zoom()).toEqual([8, 10]);
    expect(slider('Time in sight')).toHaveAttribute('aria-valuetext', '8.000\u202fms to 10.000\u202fms');
  });
  it('shows all after a double click', async () => {
    const { zoom } = await openTrace({ zoom: { from: 4 * MS, to: 6 * MS } });
    fireEvent.doubleClick(slider('Time in sight'));
    expect(zoom()).toBeNull();
  });
});

describe('the fields of start and end', () => {
  it('set the window, as times are written', async () => {
    const { user, zoom } = await openTrace();
    await user.clear(field('From'));
    await user.type(field('From'), '2 ms{Enter}');
    await user.clear(field('to'));
    await user.type(field('to'), '4500us{Enter}');
    expect(zoom()).toEqual([2, 4.5]);
    expect(field('From')).toHaveValue('2.000\u202fms');
  });
  it.each([
    ['From', '4 ms', 'Ends before it begins.'],
    ['to', '1500 us', 'Ends before it begins.'],
    ['From', '1 min', 'The trace is 10 ms long.'],
    ['to', '11 ms', 'The trace is 10 ms long.'],
    ['to', '1,500', 'Not a time. Write 250 ms or 1.5 s.'],
  ])('change nothing and say why where %s is %s', async (name, text, sentence) => {
    const { user, zoom } = await openTrace({ zoom: { from: 2 * MS, to: 4 * MS } });
    await user.clear(field(name));
    await user.type(field(name), `${text}{Enter}`);
    expect(field(name)).toBeInvalid();
    expect(screen.getByRole('alert').textContent.replaceAll('\u202f', ' ')).toBe(sentence);
    expect(field(name)).toHaveAccessibleDescription(screen.getByRole('alert').textContent);
    expect(zoom()).toEqual([2, 4]);
    await user.type(field(name), ' ');
    expect(field(name)).toBeValid();
  });
  it('take a number alone in the unit they show; where they show none, they ask for it', async () => {
    const { user, zoom } = await openTrace({ zoom: { from: 0, to: 4 * MS } });
    await user.clear(field('to'));
    await user.type(field('to'), '6{Enter}');
    expect(zoom()).toEqual([0, 6]);
    await user.clear(field('From'));
    await user.type(field('From'), '2{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('Not a time. Write 250 ms or 1.5 s.');
    expect(zoom()).toEqual([0, 6]);
  });
  it('say what they do not understand, and take it back by Escape', async () => {
    const { user, zoom } = await openTrace();
    await user.clear(field('From'));
    await user.type(field('From'), 'noon{Enter}');
    expect(field('From')).toBeInvalid();
    expect(screen.getByRole('alert')).toHaveTextContent('Not a time. Write 250 ms or 1.5 s.');
    await user.keyboard('{Escape}');
    expect(field('From')).toHaveValue('0');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(zoom()).toBeNull();
  });
  it('change nothing when they are only visited', async () => {
    const { user, zoom } = await openTrace({ zoom: { from: 1_234_567, to: 7_654_321 } });
    await user.click(field('From'));
    await user.tab();
    expect(zoom()).toEqual([1.234567, 7.654321]);
  });
});

describe('commands', () => {
  it('zoom around the middle, pan, and show all', async () => {
    const { press, zoom } = await openTrace({ zoom: { from: 2 * MS, to: 8 * MS } });
    press('w');
    expect(zoom()).toEqual([3, 7]);
    press('d');
    expect(zoom()).toEqual([4, 8]);
    press('a');
    expect(zoom()).toEqual([3, 7]);
    press('s');
    expect(zoom()).toEqual([2, 8]);
    expect(screen.getByText(/^In sight: 2\.000\sms to 8\.000\sms$/)).toHaveRole('status');
    press('0');
    expect(zoom()).toBeNull();
  });
  it('fit the selected span, and all when it is fitted', async () => {
    const { press, zoom, isOffered, user } = await openTrace();
    expect(isOffered('f')).toBe(false);
    await user.click(screen.getByText('Select 3'));
    press('f');
    expect(zoom()).toEqual([5.85, 9.15]);
    press('f');
    expect(zoom()).toBeNull();
  });
  it('zoom around the mark that is measured from', async () => {
    const { press, zoom, user } = await openTrace();
    await user.click(screen.getByText('Select 1'));
    press('i');
    press('w');
    expect(zoom()![0]).toBeCloseTo(2 - 2 / 1.5, 3);
    expect(zoom()![1]).toBeCloseTo(2 + 8 / 1.5, 3);
  });
});

describe('buttons', () => {
  it('zoom like the keys, and are off where there is nothing more to see', async () => {
    const { user, zoom } = await openTrace();
    const button = (name: string) => screen.getByRole('button', { name });
    expect(button('Zoom out')).toBeDisabled();
    expect(button('All time')).toBeDisabled();
    await user.click(button('Zoom in'));
    expect(zoom()![0]).toBeCloseTo(5 / 3, 3);
    await user.click(button('All time'));
    expect(zoom()).toBeNull();
  });
});

describe('the line of figures', () => {
  it('says what is in sight and how much there is', async () => {
    await openTrace({ zoom: { from: 2 * MS, to: 4 * MS } });
    expect(figures()).toBe('In sight 2 ms of 10 ms4 spans');
  });
  it('says of the selected span its sum, self time and share of the path', async () => {
    const { user } = await openTrace();
    await user.click(screen.getByText('Select 1'));
    expect(figures()).toContain('cart b 3 ms, 2 spans add up to 4 ms, self 2 ms, 20 % of the critical path');
  });
  it('measures from the mark to the selected span, until Escape', async () => {
    const { user, press } = await openTrace();
    await user.click(screen.getByText('Select 1'));
    press('I');
    await user.click(screen.getByText('Select 3'));
    expect(figures()).toContain('From 5.00 ms to its start 1 ms, to its end 4 ms');
    await user.keyboard('{Escape}');
    expect(figures()).not.toContain('From');
  });
  it('counts matches', async () => {
    const { whenIdle } = await openTrace({ find: 'cart' });
    await whenIdle();
    expect(figures()).toContain('1 match');
  });
});

describe('the overview', () => {
  it('says in words what it shows', async () => {
    await openTrace();
    expect(screen.getByRole('img', { name: 'Overview: 4 spans in 10\u202fms, 1 error' })).toBeVisible();
  });
});

describe('the ruler', () => {
  it('says when the window begins, with its zone', async () => {
    await openTrace({ zoom: { from: 2 * MS, to: 4 * MS } });
    const ruler = screen.getByRole('columnheader', { name: "Time after the trace's start" });
    expect(within(ruler).getByText(/^2026-01-01 00:00:00\.00200\d* UTC$/)).toBeVisible();
  });
});
