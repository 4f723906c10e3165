import { NO_SPAN } from '../model/dataset.ts';
import type { SpanForest } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';

/**
 * Self time of the spans `from .. to`, in nanoseconds and in their order: the part of a span's duration during which
 * none of its children ran. The range must hold whole traces.
 *
 * One forward pass, because siblings stand in order of start:
 *
 *     parent        |==----==----=|   4
 *       child          |--|
 *       child                |-------|
 *     covered[parent]      ^       ^    how far the children seen so far reach
 */
export function computeSelfTime({ spans }: SpanForest, from: SpanIndex, to: SpanIndex): Float64Array {
  const { parent, start, duration } = spans;
  const self = new Float64Array(to - from);
  const covered = new Float64Array(to - from);
  for (let span = from; span < to; span++) {
    self[span - from] = duration[span];
    covered[span - from] = start[span];
    const above = parent[span];
    if (above === NO_SPAN) continue;
    const begin = Math.max(start[span], covered[above - from]);
    const end = Math.min(start[span] + duration[span], start[above] + duration[above]);
    if (end <= begin) continue;
    self[above - from] = Math.max(0, self[above - from] - (end - begin));
    covered[above - from] = end;
  }
  return self;
}
