import type { TraceLook } from '../../../state/trace-look.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { findSpan } from '../opened/span-key.ts';
import { foldAt, withFold, type FoldChange } from './folds.ts';
import { isClosed, RowKind, type RowList } from './row-list.ts';

type Folded = Pick<TraceLook, 'folds' | 'top'>;

/** The span that a row stands for; of a group its first, of a run left out the first of its spans. */
export function spanAt(
  { arrangement }: Pick<OpenedTrace, 'arrangement'>,
  rows: RowList,
  row: number,
): number {
  return arrangement.span[rows.node[row]!]!;
}

/** Opens what the row hides, or closes it. */
export function toggleRow(opened: OpenedTrace, rows: RowList, row: number, { folds }: Folded): FoldChange {
  const { spanIds } = opened.trace;
  const span = spanAt(opened, rows, row);
  const to = isClosed(rows, row) ? 'open' : 'closed';
  const scopes = { [RowKind.SPAN]: 'span', [RowKind.GROUP]: 'group', [RowKind.HIDDEN]: 'hidden' } as const;
  const what = scopes[rows.kind[row] as RowKind];
  return { folds: withFold(folds, foldAt(spanIds, to, what, span)) };
}

/** Opens or closes the span with all its siblings. */
export function foldSiblings(
  { trace }: OpenedTrace,
  span: number,
  to: 'open' | 'closed',
  { folds }: Folded,
): FoldChange {
  return { folds: withFold(folds, foldAt(trace.spanIds, to, 'children', trace.spans.parent[span]!)) };
}

/** Lets the span be seen, whatever hides it: a fold, a group, the filter, or that only a subtree is shown. */
export function revealSpan({ trace }: OpenedTrace, span: number, look: Folded): FoldChange {
  const top = look.top === null ? -1 : findSpan(trace.spanIds, look.top);
  const isOutside = top >= 0 && (span < top || span >= trace.spans.subtreeEnd[top]!);
  return {
    folds: withFold(look.folds, foldAt(trace.spanIds, 'open', 'above', span)),
    ...(isOutside && { top: null }),
  };
}

/**
 * The first row after `row` whose span or group has a name that begins with `typed`, whatever its case; from the top on
 * after the last. -1 where there is none.
 */
export function findNamedRow(opened: OpenedTrace, rows: RowList, row: number, typed: string): number {
  const { operations, spans } = opened.trace;
  const start = typed.toLowerCase();
  const isNamed = operations.map(({ name }) => name.toLowerCase().startsWith(start));
  for (let step = 1; step <= rows.length; step++) {
    const at = (row + step) % rows.length;
    if (rows.kind[at] !== RowKind.HIDDEN && isNamed[spans.operation[spanAt(opened, rows, at)]!]) return at;
  }
  return -1;
}
