const keys = new WeakMap<object, number>();
let lastKey = 0;

/**
 * A React key for an entry that has no name of its own: the same for the same object, so that a list that is filtered
 * keeps the rows that stay.
 */
export function keyOf(entry: object): number {
  let key = keys.get(entry);
  if (key === undefined) keys.set(entry, (key = ++lastKey));
  return key;
}
