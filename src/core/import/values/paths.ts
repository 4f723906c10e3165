/** The path of `key` in the object at `path`, as in `Format.containers`. */
export function memberOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Every path that one of `leaves` lies in: what a reader must walk through to be given them. */
export function containersOf(leaves: Iterable<string>): ReadonlySet<string> {
  const containers = new Set<string>();
  for (const leaf of leaves)
    for (let path = leaf; path !== '';) {
      path = parentOf(path);
      containers.add(path);
    }
  return containers;
}

/** 'a[].b' → 'a[]' → 'a' → ''. */
function parentOf(path: string): string {
  return path.endsWith('[]') ? path.slice(0, -2) : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
