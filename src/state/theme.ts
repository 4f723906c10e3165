import type { StoreApi } from 'zustand';
import type { AppState } from './app-state.ts';

/** Keeps `data-theme` on `root` as the user prefers; `system` follows `prefersDark` as it changes. */
export function applyTheme(store: StoreApi<AppState>, root: HTMLElement, prefersDark: MediaQueryList): void {
  const apply = () => {
    const { theme } = store.getState().preferences;
    const wanted = theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme;
    root.setAttribute('data-theme', wanted);
  };
  apply();
  store.subscribe(apply);
  prefersDark.addEventListener('change', apply);
}
