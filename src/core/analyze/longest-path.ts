import { NO_SPAN } from '../model/dataset.ts';
import type { SpanForest } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';

/** A chain of whole spans, each the parent of the next. */
export interface LongestPath {
  /** From the root down; opens the span table. */
  readonly span: Int32Array;
  /** The sum of their durations in nanoseconds: more than the root's where children fill their parents. */
  readonly duration: number;
}

/**
 * The chain from `root` down with the largest sum of durations: at each step the child whose own chain is longest, the
 * first of them on a tie; a chain of length 0 is not followed. Not the critical path: spans that ran at the same
 * time are added up.
 */
export function computeLongestPath({ spans }: SpanForest, root: SpanIndex): LongestPath {
  const { parent, duration, subtreeEnd } = spans;
  const count = subtreeEnd[root] - root;
  const below = new Float64Array(count); // the longest chain below each span
  const next = new Int32Array(count).fill(NO_SPAN); // the child it begins with
  for (let span = (subtreeEnd[root] - 1) as SpanIndex; span > root; span--) {
    const chain = duration[span] + below[span - root];
    const above = parent[span] - root;
    // Siblings are met last first, so an equal chain takes over from a later one.
    if (chain === 0 || chain < below[above]) continue;
    below[above] = chain;
    next[above] = span;
  }
  const path: number[] = [];
  for (let span: number = root; span !== NO_SPAN; span = next[span - root]) path.push(span);
  return { span: Int32Array.from(path), duration: duration[root] + below[0] };
}
