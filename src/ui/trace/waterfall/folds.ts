import type { JoinedStrings } from '../../../core/lib/joined-strings.ts';
import type { Fold, FoldScope, TraceLook } from '../../../state/trace-look.ts';
import { findSpan, formatSpanKey } from '../opened/span-key.ts';
import type { PlacedFold } from './fold-nodes.ts';

/** What a change of folds changes in the look. */
export type FoldChange = Partial<Pick<TraceLook, 'folds' | 'openLevels' | 'top'>>;

/** What a fold can be about without a span; `children`: the spans at the top. */
const NEEDS_NO_SPAN: ReadonlySet<FoldScope> = new Set(['groups', 'matches', 'children']);

/** Spans by their keys, by the ids of a trace: a key is looked up once, whatever folds come and go. */
const placed = new WeakMap<JoinedStrings, Map<string, number>>();

/** The folds as places in the trace, without those of spans that it does not have. */
export function placeFolds(spanIds: JoinedStrings, folds: readonly Fold[]): readonly PlacedFold[] {
  const known = placed.get(spanIds) ?? new Map<string, number>();
  placed.set(spanIds, known);
  const found: PlacedFold[] = [];
  for (const { to, what, span: key } of folds) {
    const isOfNone = key === '' && NEEDS_NO_SPAN.has(what);
    const span = isOfNone ? -1 : (known.get(key) ?? findSpan(spanIds, key));
    if (!isOfNone) known.set(key, span);
    if (isOfNone || span >= 0) found.push({ isOpen: to === 'open', what, span });
  }
  return found;
}

/** `folds` with one more; an earlier one about the same no longer matters. */
export function withFold(folds: readonly Fold[], fold: Fold): readonly Fold[] {
  return [...folds.filter(({ what, span }) => what !== fold.what || span !== fold.span), fold];
}

/** A fold of the span at this place; -1: of the whole trace. */
export function foldAt(spanIds: JoinedStrings, to: Fold['to'], what: FoldScope, span: number): Fold {
  return { to, what, span: span < 0 ? '' : formatSpanKey(spanIds, span) };
}

/** Everything open, groups too. */
export const EXPAND_ALL: FoldChange = {
  openLevels: null,
  folds: [{ to: 'open', what: 'groups', span: '' }],
};

/** Only what is at the top; where spans are left out, levels mean nothing, and folds do the same. */
export function collapseAll(
  { folds, top }: Pick<TraceLook, 'folds' | 'top'>,
  isFiltered: boolean,
): FoldChange {
  if (!isFiltered) return { openLevels: 1, folds: [] };
  const what = top === null ? 'children' : 'span';
  return { folds: withFold(folds, { to: 'closed', what, span: top ?? '' }) };
}

/** One level more (1) or less (-1) of `levelCount`; what was folded by hand goes, but for groups. */
export function stepLevels(
  { openLevels, folds }: Pick<TraceLook, 'openLevels' | 'folds'>,
  step: 1 | -1,
  levelCount: number,
): FoldChange {
  const next = Math.max(1, (openLevels ?? levelCount) + step);
  return {
    openLevels: next >= levelCount ? null : next,
    folds: folds.filter(({ what }) => what === 'group' || what === 'groups'),
  };
}
