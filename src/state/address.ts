/** The part of the browser's address after #, and the history it makes. Hashes come and go without the #. */
export interface Address {
  readonly read: () => string;
  /** Makes a new step for the Back button. */
  readonly push: (hash: string) => void;
  readonly replace: (hash: string) => void;
  /**
   * Calls `listener` when the hash changes other than by `push` and `replace`: `isOwn` after Back and Forward to a step
   * made here, not when somebody typed or pasted a link.
   */
  readonly onChange: (listener: (isOwn: boolean) => void) => void;
}

/** Marks the history entries made here. */
const OWN = 'tracagg';

/** The address of `page`'s tab. Works from disk too, where only the hash may change. */
export function browserAddress(page: Window): Address {
  const urlOf = (hash: string) => `${page.location.href.split('#', 1)[0]}${hash && '#'}${hash}`;
  return {
    read: () => page.location.hash.slice(1),
    push: (hash) => page.history.pushState(OWN, '', urlOf(hash)),
    replace: (hash) => page.history.replaceState(OWN, '', urlOf(hash)),
    onChange: (listener) => page.addEventListener('popstate', (event) => listener(event.state === OWN)),
  };
}
