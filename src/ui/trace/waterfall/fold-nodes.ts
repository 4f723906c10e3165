import type { Arrangement } from '../../../core/engine/trace-answers.ts';
import type { FoldScope } from '../../../state/trace-look.ts';

/** A fold with its span as a place in the trace; -1 where its key is ''. */
export interface PlacedFold {
  readonly isOpen: boolean;
  readonly what: FoldScope;
  readonly span: number;
}

/** What is folded before any fold was made by hand. */
export interface FoldStart {
  /** By span. */
  readonly spanDepth: Int32Array;
  /** The span at the top of what is shown; -1: all spans are shown. */
  readonly top: number;
  /** Levels of spans that are open from there on; null: all. */
  readonly openLevels: number | null;
  /** One longer than the nodes; null where nothing is left out. */
  readonly wantedBefore: Int32Array | null;
  /** What is found. */
  readonly matches: Int32Array;
}

/** Which nodes are folded: 1 where what is below the node is not shown. */
export interface FoldedNodes {
  readonly closed: Uint8Array;
  /** 1 where the run of left-out siblings that begins with the node is shown; null where no fold says so. */
  readonly opened: Uint8Array | null;
}

/**
 * To begin with groups are closed (unless one is all there is) and levels are as asked for; where spans are left out, what leads to a wanted one is open
 * and all else closed. Then the folds follow in their order. A pass over the nodes, and what each fold is about.
 */
export function foldNodes(
  arrangement: Arrangement,
  start: FoldStart,
  folds: readonly PlacedFold[],
): FoldedNodes {
  const closed = start.wantedBefore
    ? closeUnwanted(arrangement, start.wantedBefore)
    : closeByLevel(arrangement, start);
  let opened: Uint8Array | null = null;
  for (const fold of folds) {
    if (fold.what === 'hidden') {
      opened ??= new Uint8Array(arrangement.length);
      opened[arrangement.nodeOf[fold.span]!] = fold.isOpen ? 1 : 0;
    } else {
      applyFold(arrangement, start, closed, fold);
    }
  }
  return { closed, opened };
}

function closeByLevel(
  { length, group, span, end }: Arrangement,
  { spanDepth, top, openLevels }: FoldStart,
): Uint8Array {
  const closed = new Uint8Array(length);
  for (let node = 0; node < length; node++) if (group[node]! >= 0) closed[node] = 1;
  if (openLevels !== null) {
    const deepest = openLevels - 1 + (top < 0 ? 0 : spanDepth[top]!);
    for (let node = 0; node < length; node++) if (spanDepth[span[node]!]! >= deepest) closed[node] = 1;
  }
  const isAllOneGroup = length > 0 && group[0]! >= 0 && end[0] === length;
  if (isAllOneGroup && openLevels !== 1) closed[0] = 0; // or there were nothing to see
  return closed;
}

function closeUnwanted({ length, end }: Arrangement, wantedBefore: Int32Array): Uint8Array {
  const closed = new Uint8Array(length);
  for (let node = 0; node < length; node++)
    closed[node] = wantedBefore[end[node]!]! > wantedBefore[node]! ? 0 : 1;
  return closed;
}

function applyFold(
  arrangement: Arrangement,
  { matches }: FoldStart,
  closed: Uint8Array,
  { what, span, isOpen }: PlacedFold,
): void {
  const { length, nodeOf, parent, group } = arrangement;
  const value = isOpen ? 0 : 1;
  switch (what) {
    case 'span':
      closed[nodeOf[span]!] = value;
      break;
    case 'children':
      foldChildren(arrangement, closed, span < 0 ? -1 : nodeOf[span]!, value);
      break;
    case 'group': {
      const above = parent[nodeOf[span]!]!;
      if (above >= 0 && group[above]! >= 0) closed[above] = value;
      break;
    }
    case 'groups':
      for (let node = 0; node < length; node++) if (group[node]! >= 0) closed[node] = value;
      break;
    case 'above':
      openAbove(arrangement, closed, [span]);
      break;
    case 'matches':
      openAbove(arrangement, closed, matches);
      break;
    case 'hidden':
      break; // what is shown, not what is folded
  }
}

/** The child spans of the span at node `above` (-1: the spans at the top), those in groups too. */
function foldChildren(
  { length, end, group }: Arrangement,
  closed: Uint8Array,
  above: number,
  value: number,
): void {
  const last = above < 0 ? length : end[above]!;
  for (let node = above + 1; node < last;) {
    if (group[node]! >= 0) {
      node++; // its members are children too
      continue;
    }
    closed[node] = value;
    node = end[node]!;
  }
}

/** Climbs from each span until it meets what another climbed. */
function openAbove(
  { length, nodeOf, parent }: Arrangement,
  closed: Uint8Array,
  spans: ArrayLike<number>,
): void {
  const isClimbed = new Uint8Array(length);
  for (let at = 0; at < spans.length; at++)
    for (let node = parent[nodeOf[spans[at]!]!]!; node >= 0 && !isClimbed[node]; node = parent[node]!) {
      isClimbed[node] = 1;
      closed[node] = 0;
    }
}
