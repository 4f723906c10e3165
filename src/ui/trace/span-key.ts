/** How a link names a span of its trace: its id or, for the n-th (from 2) of equal ids, "id~n". */
export function formatSpanKey(spanIds: readonly string[], span: number): string {
  const id = spanIds[span]!;
  let nth = 1;
  for (let before = 0; before < span; before++) if (spanIds[before] === id) nth++;
  return nth === 1 ? id : `${id}~${nth}`;
}

/** The span `key` names, or -1. */
export function findSpan(spanIds: readonly string[], key: string): number {
  const [, id = key, digits] = /^(.*)~(\d+)$/.exec(key) ?? [];
  let left = digits ? Number(digits) : 1;
  for (let span = 0; span < spanIds.length; span++) if (spanIds[span] === id && --left === 0) return span;
  return spanIds.indexOf(key);
}
