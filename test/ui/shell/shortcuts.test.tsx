import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { TABS } from '../../../src/state/view.ts';
import {
  CommandRegistry,
  CommandsContext,
  useCommands,
  type Command,
  type CommandGroup,
} from '../../../src/ui/parts/commands.ts';
import { findByKeys } from '../../../src/ui/shell/shortcuts.ts';
import { TAB_NAMES } from '../../../src/ui/shell/tab-names.ts';
import { useShortcuts } from '../../../src/ui/shell/use-shortcuts.ts';

/** Commands that write down what was run. */
function noting(ran: string[], keys: Readonly<Record<string, readonly string[]>>): Command[] {
  return Object.entries(keys).map(([id, spelt]) => ({ id, label: id, keys: spelt, run: () => ran.push(id) }));
}

function Keys({ registry, hasSingleKeys = true }: { registry: CommandRegistry; hasSingleKeys?: boolean }) {
  useShortcuts(registry, hasSingleKeys);
  return null;
}

function Offer({ group, commands }: { group: CommandGroup; commands: readonly Command[] }) {
  useCommands(group, commands);
  return null;
}

describe('keys', () => {
  const offers = [{ group: 'Anywhere', commands: noting([], { traces: ['g', 't'], help: ['?'] }) }] as const;

  test('spell a command one after the other', () => {
    expect(findByKeys(offers, ['g'])).toBe('begun');
    expect(findByKeys(offers, ['g', 't'])).toMatchObject({ id: 'traces' });
    expect(findByKeys(offers, ['?'])).toMatchObject({ id: 'help' });
    expect(findByKeys(offers, ['g', 'x'])).toBeNull();
    expect(findByKeys(offers, ['x'])).toBeNull();
  });

  test('of a disabled command mean nothing', () => {
    const commands: Command[] = [
      { id: 'off', label: 'Off', keys: ['n'], isDisabled: true, run: () => undefined },
      { id: 'on', label: 'On', keys: ['n'], run: () => undefined },
    ];
    expect(findByKeys([{ group: 'Trace', commands }], ['n'])).toMatchObject({ id: 'on' });
  });
});

describe('commands', () => {
  test('are there as long as the component that offers them, and as it last said', async () => {
    const registry = new CommandRegistry();
    const ran: string[] = [];
    const page = (keys: Readonly<Record<string, readonly string[]>>) => (
      <CommandsContext value={registry}>
        <Keys registry={registry} />
        <Offer group="Trace" commands={noting(ran, keys)} />
      </CommandsContext>
    );
    const { rerender, unmount } = render(page({ first: ['n'] }));
    await userEvent.keyboard('n');
    rerender(page({ second: ['n'] }));
    await userEvent.keyboard('n');
    expect(ran).toEqual(['first', 'second']);
    unmount();
    expect(registry.list()).toEqual([]);
  });

  test('are listed group by group, whoever came first', () => {
    const registry = new CommandRegistry();
    registry.set('view', { group: 'Trace', commands: noting([], { find: ['/'] }) });
    registry.set('frame', { group: 'Anywhere', commands: noting([], { help: ['?'] }) });
    registry.set('tool', { group: 'Trace', commands: noting([], { zoom: ['w'] }) });
    expect(registry.list().map(({ group, commands }) => [group, ...commands.map(({ id }) => id)])).toEqual([
      ['Anywhere', 'help'],
      ['Trace', 'find', 'zoom'],
    ]);
  });
});

describe('a key counts', () => {
  const renderKeys = (hasSingleKeys = true) => {
    const registry = new CommandRegistry();
    const ran: string[] = [];
    registry.set('test', { group: 'Anywhere', commands: noting(ran, { next: ['n'], palette: ['Mod+k'] }) });
    render(
      <>
        <Keys registry={registry} hasSingleKeys={hasSingleKeys} />
        <button type="button">Button</button>
        <input aria-label="Field" />
        <input type="checkbox" aria-label="Box" />
        <dialog open>
          <button type="button">In the dialog</button>
        </dialog>
        <dialog>
          <button type="button">In the closed dialog</button>
        </dialog>
        <div role="menu" tabIndex={-1}>
          <button type="button">In the menu</button>
        </div>
      </>,
    );
    return ran;
  };

  test.each(['Button', 'In the closed dialog'])('from the button "%s"', (name) => {
    const ran = renderKeys();
    fireEvent.keyDown(screen.getByText(name), { key: 'n' });
    expect(ran).toEqual(['next']);
  });

  test.each(['In the dialog', 'In the menu'])('but not from the button "%s"', (name) => {
    const ran = renderKeys();
    fireEvent.keyDown(screen.getByText(name), { key: 'n' });
    fireEvent.keyDown(screen.getByText(name), { key: 'k', ctrlKey: true });
    expect(ran).toEqual([]);
  });

  test('from a box to tick, but in a field only with Ctrl or ⌘', () => {
    const ran = renderKeys();
    fireEvent.keyDown(screen.getByLabelText('Box'), { key: 'n' });
    fireEvent.keyDown(screen.getByLabelText('Field'), { key: 'n' });
    fireEvent.keyDown(screen.getByLabelText('Field'), { key: 'k', metaKey: true });
    expect(ran).toEqual(['next', 'palette']);
  });

  test('where single letters are switched off only with Ctrl or ⌘', () => {
    const ran = renderKeys(false);
    fireEvent.keyDown(document.body, { key: 'n' });
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(ran).toEqual(['palette']);
  });

  test('not when something else has used it, nor with Alt', () => {
    const ran = renderKeys();
    const use = (event: KeyboardEvent) => event.preventDefault();
    document.body.addEventListener('keydown', use);
    fireEvent.keyDown(screen.getByText('Button'), { key: 'n' });
    document.body.removeEventListener('keydown', use);
    fireEvent.keyDown(document.body, { key: 'n', altKey: true });
    expect(ran).toEqual([]);
  });
});

test('every tab has a key of its own after g', () => {
  expect(new Set(TABS.map((tab) => TAB_NAMES[tab].key)).size).toBe(TABS.length);
});
