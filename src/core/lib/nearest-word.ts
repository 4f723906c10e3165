/**
 * The one of `words` that `wanted` is most likely meant to be: the shortest that contains it (all contain one letter or
 * two), or else the one with the fewest letters to change (Levenshtein), at most a third of them. null where none is that
 * near. Upper and lower case are equal.
 */
export function nearestWord(wanted: string, words: Iterable<string>): string | null {
  const lower = wanted.toLowerCase();
  let nearest: string | null = null;
  let least = Math.floor(lower.length / 3) + 1;
  let shortest: string | null = null;
  for (const word of words) {
    const other = word.toLowerCase();
    if (lower.length >= LEAST_PART && other.includes(lower) && word.length < (shortest?.length ?? Infinity))
      shortest = word;
    const distance = editDistance(lower, other, least);
    if (distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return shortest ?? nearest;
}

/** Letters that say which word they are a part of. */
const LEAST_PART = 3;

/** Letters to insert, remove or replace to make `b` of `a`; `limit` where it is that many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  // One row of the table: distances of the first letters of `a` so far to each beginning of `b`.
  const row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(replaced, row[j] + 1, row[j - 1] + 1);
    }
  }
  return Math.min(limit, row[b.length]);
}
