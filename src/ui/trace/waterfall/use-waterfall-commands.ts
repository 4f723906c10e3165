import { useMemo } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { useCommands } from '../../parts/commands.ts';
import { useSelection } from '../opened/use-selection.ts';
import { collapseAll, EXPAND_ALL, foldAt, stepLevels, withFold, type FoldChange } from './folds.ts';
import { foldSiblings, spanAt } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { NO_ROW } from './row-list.ts';

/** Offers what folds and unfolds many rows at once, and returns the two of it that have a button. */
export function useWaterfallCommands(context: RowContext, focusRow: number, revealSelected: () => void) {
  const { opened, rows, wanted } = context;
  const { trace } = opened;
  const actions = useActions();
  const look = useAppState((state) => state.view.look);
  const { span: selected } = useSelection();
  const isFiltered = wanted !== null;
  const levelCount = useMemo(() => countLevels(context), [context]);
  const change = (to: FoldChange) => actions.look(to, { replace: true });
  const expandAll = () => change(EXPAND_ALL);
  const collapse = () => change(collapseAll(look, isFiltered));
  const siblings = (to: 'open' | 'closed') =>
    focusRow !== NO_ROW && change(foldSiblings(opened, spanAt(opened, rows, focusRow), to, look));
  const matches = foldAt(trace.spanIds, 'open', 'matches', -1);
  const hasMatches = opened.found !== null && opened.found.spans.length > 0;
  useCommands('Waterfall', [
    { id: 'expand-all', label: 'Expand all rows', run: expandAll },
    { id: 'collapse-all', label: 'Collapse all rows', run: collapse },
    {
      id: 'open-level',
      label: 'Expand one level more',
      keys: [']'],
      isDisabled: isFiltered,
      run: () => change(stepLevels(look, 1, levelCount)),
    },
    {
      id: 'close-level',
      label: 'Collapse one level',
      keys: ['['],
      isDisabled: isFiltered,
      run: () => change(stepLevels(look, -1, levelCount)),
    },
    { id: 'collapse-siblings', label: 'Collapse the row and its siblings', run: () => siblings('closed') },
    { id: 'expand-siblings', label: 'Expand the row and its siblings', run: () => siblings('open') },
    {
      id: 'expand-to-matches',
      label: 'Expand the rows down to every match',
      isDisabled: !hasMatches,
      run: () => change({ folds: withFold(look.folds, matches) }),
    },
    {
      id: 'reveal-selected',
      label: 'Reveal the selected span',
      isDisabled: selected < 0,
      run: revealSelected,
    },
  ]);
  return { onExpandAll: expandAll, onCollapseAll: collapse };
}

/** Levels of spans from the top of what is shown. */
function countLevels({ opened, rows }: RowContext): number {
  const { trace, arrangement } = opened;
  const first = rows.node[0];
  if (first === undefined || arrangement.parent[first]! < 0) return trace.depthCount;
  const { depth, subtreeEnd } = trace.spans;
  const top = arrangement.span[first]!;
  let deepest = depth[top]!;
  for (let span = top; span < subtreeEnd[top]!; span++) if (depth[span]! > deepest) deepest = depth[span]!;
  return deepest - depth[top]! + 1;
}
