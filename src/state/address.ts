/** The part of the browser's address after #, and the history it makes. Hashes come and go without the #. */
export interface Address {
  readonly read: () => string;
  /** Makes a new step for the Back button. */
  readonly push: (hash: string) => void;
  /** Changes the step that is shown. What changes many times a second is written now and then, the last one always. */
  readonly replace: (hash: string) => void;
  /** Writes at once what `replace` keeps back. */
  readonly flush: () => void;
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

/** Browsers refuse after 100 changes of the address in 30 s (Safari, the strictest), so one comes at most so often, in ms. */
const REPLACE_INTERVAL = 350;

/** The address of `page`'s tab. Works from disk too, where only the hash may change. */
export function browserAddress(page: Window): Address {
  const urlOf = (hash: string) => `${page.location.href.split('#', 1)[0]}${hash && '#'}${hash}`;
  const written = () => page.location.hash.slice(1);
  let shown = written();
  let at = stepOf(page.history.state) ?? 0;
  const write = (method: 'pushState' | 'replaceState', hash: string) => {
    page.history[method]({ tracagg: at } satisfies Step, '', urlOf(hash));
    shown = hash;
  };
  const kept = keepBack((hash) => write('replaceState', hash));
  page.addEventListener('pagehide', kept.flush);
  return {
    read: () => kept.newest() ?? written(),
    push: (hash) => {
      kept.flush();
      at++;
      write('pushState', hash);
    },
    replace: kept.write,
    flush: kept.flush,
    onChange: (listener) =>
      page.addEventListener('popstate', ({ state }) => {
        kept.drop(); // it was of the step that is left
        const to = stepOf(state);
        const direction = Math.sign((to ?? at) - at);
        const isEqual = written() === shown;
        at = to ?? at + 1;
        shown = written();
        if (isEqual && direction !== 0) page.history.go(direction);
        else listener(to !== null);
      }),
  };
}

/** Calls `write` at once, or as soon as `REPLACE_INTERVAL` allows, with the newest of what it was given. */
function keepBack(write: (hash: string) => void) {
  let newest: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writtenAt = -Infinity;
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
    newest = null;
  };
  const flush = () => {
    const hash = newest;
    drop();
    if (hash === null) return;
    writtenAt = performance.now();
    write(hash);
  };
  return {
    newest: () => newest,
    flush,
    drop,
    write: (hash: string) => {
      newest = hash;
      const wait = writtenAt + REPLACE_INTERVAL - performance.now();
      if (wait <= 0) flush();
      else timer ??= setTimeout(flush, wait);
    },
  };
}

/** The number of a step made here; null of any other. */
function stepOf(state: unknown): number | null {
  return typeof state === 'object' && state !== null && 'tracagg' in state ? (state as Step).tracagg : null;
}
