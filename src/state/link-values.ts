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
