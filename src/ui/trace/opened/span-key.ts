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

/** The span `key` names, or -1. */
export function findSpan(spanIds: JoinedStrings, key: string): number {
  const [, id = key, digits] = /^(.*)~(\d+)$/.exec(key) ?? [];
  let left = digits ? Number(digits) : 1;
  for (const place of placesOf(spanIds, id)) if (--left === 0) return place;
  for (const place of placesOf(spanIds, key)) return place; // an id that itself ends like that
  return -1;
}
