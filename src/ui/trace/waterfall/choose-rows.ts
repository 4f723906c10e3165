import type { TraceLook } from '../../../state/trace-look.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { findSpan } from '../opened/span-key.ts';
import { foldNodes, type FoldStart } from './fold-nodes.ts';
import { placeFolds } from './folds.ts';
import type { RowContext } from './row-facts.ts';
import { listRows } from './row-list.ts';
import { countWantedBefore, type WantedSpans } from './wanted-nodes.ts';

const NO_SPANS = new Int32Array(0);

/** The parts of the look that say which of the wanted spans are rows. */
type Arranging = Pick<TraceLook, 'folds' | 'top' | 'openLevels' | 'path'>;

/** The rows of the opened trace as the look wants them; `wanted` as `listWantedSpans` lists them. */
export function chooseRows(opened: OpenedTrace, wanted: WantedSpans | null, look: Arranging): RowContext {
  const { trace, arrangement } = opened;
  const folds = placeFolds(trace.spanIds, look.folds);
  const top = look.top === null ? -1 : findSpan(trace.spanIds, look.top);
  const revealed = folds.flatMap(({ what, span }) => (what === 'above' ? [span] : []));
  const start: FoldStart = {
    spanDepth: trace.spans.depth,
    top,
    openLevels: look.openLevels,
    wantedBefore: wanted && countWantedBefore(arrangement, wanted, revealed),
    matches: opened.found?.spans ?? NO_SPANS,
  };
  const topNode = top < 0 ? -1 : arrangement.nodeOf[top]!;
  const rows = listRows({
    nodes: arrangement,
    from: Math.max(0, topNode),
    to: topNode < 0 ? arrangement.length : arrangement.end[topNode]!,
    wantedBefore: start.wantedBefore,
    ...foldNodes(arrangement, start, folds),
  });
  return { opened, rows, path: look.path, wanted };
}
