import { quoteAttributeKey } from '../../../core/model/parse-span-query.ts';
import { quoteValue, readQueryTerms } from '../../../core/model/query-terms.ts';

/** Longer values make no query that can be read: having the attribute must do. */
const LONGEST_VALUE = 200;

/** The query for spans that have this value, or do not. */
export function termOf({ key, value }: { key: string; value: string }, isNot: boolean): string {
  const name = quoteAttributeKey(key);
  const term = value === '' || value.length > LONGEST_VALUE ? `${name}:` : `${name}=${quoteValue(value)}`;
  return isNot ? `-${term}` : term;
}

/** `query` with `term` as a further condition, in place of its opposite. */
export function withTerm(query: string, term: string): string {
  const opposite = term.startsWith('-') ? term.slice(1) : `-${term}`;
  const terms = readQueryTerms(query)
    .map(({ from, to }) => query.slice(from, to))
    .filter((other) => other !== opposite && other !== term);
  return [...terms, term].join(' ');
}
