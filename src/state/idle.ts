import type { StoreApi } from 'zustand';
import type { AppState } from './app-state.ts';

/** A promise that resolves after the browser has painted. */
export type NextFrame = () => Promise<void>;

/** The longest that a page which never comes to rest is waited for, in ms. */
const MOST_RESTLESS = 2000;

/**
 * After the next paint of the page and whatever it has put off, such as drawing a large trace. Safari, which does not tell
 * when a page is idle, is given one task.
 */
export const browserFrame: NextFrame = () =>
  new Promise((resolve) => {
    const rest = () =>
      'requestIdleCallback' in window
        ? requestIdleCallback(() => resolve(), { timeout: MOST_RESTLESS })
        : setTimeout(resolve);
    requestAnimationFrame(rest);
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
