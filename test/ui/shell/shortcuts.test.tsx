import { expect, test } from 'vitest';
import { TABS } from '../../../src/state/view.ts';
import { findShortcut, SHORTCUTS } from '../../../src/ui/shell/shortcuts.ts';

test('every tab has a key of its own after g', () => {
  const tabs = SHORTCUTS.flatMap(({ action }) => (action.kind === 'show-tab' ? [action.tab] : []));
  expect(tabs).toEqual([...TABS]);
});

test('no shortcut hides another: none is equal to another or to its beginning', () => {
  for (const { keys } of SHORTCUTS)
    for (const other of SHORTCUTS) {
      if (other.keys === keys) continue;
      expect(other.keys.slice(0, keys.length), `${other.label} and ${keys.join(' ')}`).not.toEqual(keys);
    }
});

test('keys spell a shortcut one after the other', () => {
  expect(findShortcut(['g'])).toBe('begun');
  expect(findShortcut(['g', 't'])).toMatchObject({ action: { kind: 'show-tab', tab: 'traces' } });
  expect(findShortcut(['/'])).toMatchObject({ action: { kind: 'focus-filter' } });
  expect(findShortcut(['g', 'x'])).toBeNull();
  expect(findShortcut(['x'])).toBeNull();
});
