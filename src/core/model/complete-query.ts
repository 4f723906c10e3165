import { FIXED_KEYS, isFixedKey, quoteAttributeKey } from './parse-span-query.ts';
import { quoteValue, readQueryTerms, type QueryTerm } from './query-terms.ts';

/** The end of a query that is still being written. */
export interface QueryEnd {
  /** All that stands before it: parts that are finished, a "-", a key. */
  readonly before: string;
  /** What is written of a word or, with `key`, of a value; in lower case. */
  readonly written: string;
  /** The key whose value is being written; null of a word. */
  readonly key: { readonly text: string; readonly isFixed: boolean } | null;
}

/** What is being written at the end of `query`; null where the last part is finished, or there is none. */
export function readQueryEnd(query: string): QueryEnd | null {
  const term = readQueryTerms(query).at(-1);
  if (!term || term.to < query.length || isClosed(query, term)) return null;
  const { key, operator, value } = term;
  if (operator.includes('<') || operator.includes('>')) return null; // numbers cannot be guessed
  return {
    before: query.slice(0, term.valueFrom),
    written: value.text.toLowerCase(),
    key: key && { text: key.text, isFixed: !key.isQuoted && isFixedKey(key.text) },
  };
}

function isClosed(query: string, { value }: QueryTerm): boolean {
  return value.isQuoted && value.text !== '' && query.endsWith('"');
}

/** `end` with each of `values` that contains what is written, in their order; at most so many. */
export function completeValue(
  { before, written }: QueryEnd,
  values: Iterable<string>,
  most: number,
): string[] {
  const completed: string[] = [];
  for (const value of values) {
    if (completed.length === most) break;
    const isNew = value !== '' && value.toLowerCase() !== written;
    if (isNew && value.toLowerCase().includes(written)) completed.push(before + quoteValue(value));
  }
  return completed;
}

/** `end`, which is a word, as the beginning of each key that contains it: fixed keys first. About so many at most. */
export function completeKey({ before, written }: QueryEnd, keys: Iterable<string>, most: number): string[] {
  const completed = Array.from(FIXED_KEYS)
    .filter(([key]) => key.startsWith(written))
    .map(([key, operator]) => before + key + operator);
  for (const key of keys) {
    if (completed.length >= most) break;
    if (key.toLowerCase().includes(written)) completed.push(`${before}${quoteAttributeKey(key)}:`);
  }
  return completed;
}
