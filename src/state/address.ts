/** The part of the browser's address after #, and the history it makes. Hashes come and go without the #. */
export interface Address {
  readonly read: () => string;
  /** Makes a new step for the Back button. */
  readonly push: (hash: string) => void;
  readonly replace: (hash: string) => void;
  /**
   * Calls `listener` when the hash changes other than by `push` and `replace`: `isOwn` after Back and Forward to a step
   * made here, not when somebody typed or pasted a link. Of neighbouring steps that are equal (what was typed was deleted
   * again), Back and Forward pass over all but one.
   */
  readonly onChange: (listener: (isOwn: boolean) => void) => void;
}

/** What marks a history entry made here: which step of the tab it is. */
interface Step {
  readonly tracagg: number;
}

/** The address of `page`'s tab. Works from disk too, where only the hash may change. */
export function browserAddress(page: Window): Address {
  const urlOf = (hash: string) => `${page.location.href.split('#', 1)[0]}${hash && '#'}${hash}`;
  const read = () => page.location.hash.slice(1);
  let shown = read();
  let at = stepOf(page.history.state) ?? 0;
  const write = (method: 'pushState' | 'replaceState', hash: string) => {
    page.history[method]({ tracagg: at } satisfies Step, '', urlOf(hash));
    shown = hash;
  };
  return {
    read,
    push: (hash) => {
      at++;
      write('pushState', hash);
    },
    replace: (hash) => write('replaceState', hash),
    onChange: (listener) =>
      page.addEventListener('popstate', ({ state }) => {
        const to = stepOf(state);
        const direction = Math.sign((to ?? at) - at);
        const isEqual = read() === shown;
        at = to ?? at + 1;
        shown = read();
        if (isEqual && direction !== 0) page.history.go(direction);
        else listener(to !== null);
      }),
  };
}

/** The number of a step made here; null of any other. */
function stepOf(state: unknown): number | null {
  return typeof state === 'object' && state !== null && 'tracagg' in state ? (state as Step).tracagg : null;
}
