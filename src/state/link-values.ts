/** Takes one parameter of a link; null, and what is as `unless`, is left out. A key may come several times. */
export type SetParameter = (key: string, value: string | null, unless?: string | null) => void;

export function formatNumber(value: number | undefined): string | null {
  return value === undefined ? null : String(value);
}

/** A number that is 0 or more, or null. */
export function parseNumber(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** Two names that mean something only together, or null. */
export function parsePair(first: string | null, second: string | null): readonly [string, string] | null {
  return first === null || second === null ? null : [first, second];
}

/** "duration" ascending, "-duration" descending. */
export function formatSort({
  key,
  descending,
}: {
  readonly key: string;
  readonly descending: boolean;
}): string {
  return descending ? `-${key}` : key;
}

/** What `formatSort` wrote, if its key is one of `keys`; else null. */
export function parseSort<K extends string>(
  text: string | null,
  keys: readonly K[],
): { readonly key: K; readonly descending: boolean } | null {
  if (text === null) return null;
  const descending = text.startsWith('-');
  const key = keys.find((known) => known === text.slice(descending ? 1 : 0));
  return key ? { key, descending } : null;
}
