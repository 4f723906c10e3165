/** One byte per span: 1 where the span's descendants are hidden. */
export type CollapsedSpans = Uint8Array;

/**
 * The spans to draw, from top to bottom: all but those below a collapsed one. `subtreeEnd` jumps over what is hidden, so
 * the cost is that of the result and not of the trace.
 */
export function listVisibleRows(subtreeEnd: Int32Array, collapsed: CollapsedSpans): Int32Array {
  let rows = new Int32Array(Math.min(subtreeEnd.length, 1024));
  let count = 0;
  for (let span = 0; span < subtreeEnd.length; span = collapsed[span] ? subtreeEnd[span]! : span + 1) {
    if (count === rows.length) {
      const larger = new Int32Array(Math.min(subtreeEnd.length, count * 2));
      larger.set(rows);
      rows = larger;
    }
    rows[count++] = span;
  }
  return rows.subarray(0, count);
}

/** The row that shows `span`; where it is hidden, the row of the collapsed span above it. */
export function findRow(rows: Int32Array, span: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! <= span) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** `collapsed` with one span turned over. */
export function toggleSpan(collapsed: CollapsedSpans, span: number): CollapsedSpans {
  const next = collapsed.slice();
  next[span] = collapsed[span] ? 0 : 1;
  return next;
}

/** `collapsed` with every ancestor of `span` open; the same array where they all were. */
export function revealSpan(collapsed: CollapsedSpans, parent: Int32Array, span: number): CollapsedSpans {
  let next = collapsed;
  for (let above = parent[span]!; above >= 0; above = parent[above]!) {
    if (!next[above]) continue;
    if (next === collapsed) next = collapsed.slice();
    next[above] = 0;
  }
  return next;
}

/** `collapsed` with `span` and all its siblings open. */
export function expandSiblings(
  collapsed: CollapsedSpans,
  { parent, subtreeEnd }: { readonly parent: Int32Array; readonly subtreeEnd: Int32Array },
  span: number,
): CollapsedSpans {
  const next = collapsed.slice();
  const above = parent[span]!;
  const end = above < 0 ? parent.length : subtreeEnd[above]!;
  for (let sibling = above + 1; sibling < end; sibling = subtreeEnd[sibling]!) next[sibling] = 0;
  return next;
}

/** Every span that has children, collapsed. */
export function collapseAll(subtreeEnd: Int32Array): CollapsedSpans {
  const collapsed = new Uint8Array(subtreeEnd.length);
  for (let span = 0; span < subtreeEnd.length; span++) if (subtreeEnd[span]! > span + 1) collapsed[span] = 1;
  return collapsed;
}
