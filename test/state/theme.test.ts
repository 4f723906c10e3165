// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/state/preferences.ts';
import type { AppState } from '../../src/state/app-state.ts';
import { applyTheme } from '../../src/state/theme.ts';

/** What `matchMedia` gives, with a switch. */
function systemTheme(isDark: boolean) {
  const query = Object.assign(new EventTarget(), { matches: isDark });
  return {
    query: query as unknown as MediaQueryList,
    set(next: boolean) {
      query.matches = next;
      query.dispatchEvent(new Event('change'));
    },
  };
}

test('the theme on the page is the preferred one, and follows the system where that is preferred', () => {
  const store = createStore<AppState>()(() => ({ preferences: DEFAULT_PREFERENCES }) as AppState);
  const prefer = (theme: Preferences['theme']) =>
    store.setState(({ preferences }) => ({ preferences: { ...preferences, theme } }));
  const system = systemTheme(true);
  const root = document.createElement('html');
  const shown = () => root.getAttribute('data-theme');

  applyTheme(store, root, system.query);
  expect(shown()).toBe('dark');
  system.set(false);
  expect(shown()).toBe('light');
  prefer('dark');
  expect(shown()).toBe('dark');
  system.set(false);
  expect(shown()).toBe('dark');
  prefer('system');
  expect(shown()).toBe('light');
});
