import { type JoinedStrings, placesOf, stringAt } from '../../../core/lib/joined-strings.ts';

/** How a link names a span of its trace: its id or, for the n-th (from 2) of equal ids, "id~n". */
export function formatSpanKey(spanIds: JoinedStrings, span: number): string {
  const id = stringAt(spanIds, span);
  let nth = 0;
  for (const place of placesOf(spanIds, id)) {
    nth++;
    if (place === span) break;
  }
  return nth === 1 ? id : `${id}~${nth}`;
}

/**
 * Keys that were looked up, by the ids of a trace: many views ask for the one that is selected, and among a million ids
 * one look takes 4 ms.
 */
const found = new WeakMap<JoinedStrings, Map<string, number>>();
/** Enough for all that is folded and selected in a sitting. */
const MOST_FOUND = 10_000;

/** The span `key` names, or -1. */
export function findSpan(spanIds: JoinedStrings, key: string): number {
  let known = found.get(spanIds);
  if (!known || known.size > MOST_FOUND) found.set(spanIds, (known = new Map()));
  let span = known.get(key);
  if (span === undefined) known.set(key, (span = lookUp(spanIds, key)));
  return span;
}

function lookUp(spanIds: JoinedStrings, key: string): number {
  const [, id = key, digits] = /^(.*)~(\d+)$/.exec(key) ?? [];
  let left = digits ? Number(digits) : 1;
  for (const place of placesOf(spanIds, id)) if (--left === 0) return place;
  for (const place of placesOf(spanIds, key)) return place; // an id that itself ends like that
  return -1;
}
