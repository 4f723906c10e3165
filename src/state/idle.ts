import type { StoreApi } from 'zustand';
import type { AppState } from './app-state.ts';

/** A promise that resolves after the browser has painted. */
export type NextFrame = () => Promise<void>;

/** After the next paint of the page. */
export const browserFrame: NextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * Resolves when nothing is being read or asked, and what came of it has been painted. Two frames, because what is painted
 * first may ask again.
 */
export async function whenIdle(
  store: StoreApi<AppState>,
  openCalls: ReadonlySet<Promise<unknown>>,
  nextFrame: NextFrame,
): Promise<void> {
  await Promise.all(openCalls);
  await whenAnswered(store);
  await nextFrame();
  await nextFrame();
  if (openCalls.size > 0 || isBusy(store.getState())) return whenIdle(store, openCalls, nextFrame);
}

function isBusy({ isLoading, answers }: AppState): boolean {
  return isLoading || Object.values(answers).some(({ isPending }) => isPending);
}

function whenAnswered(store: StoreApi<AppState>): Promise<void> {
  return new Promise((resolve) => {
    if (!isBusy(store.getState())) return resolve();
    const unsubscribe = store.subscribe((state) => {
      if (isBusy(state)) return;
      unsubscribe();
      resolve();
    });
  });
}
