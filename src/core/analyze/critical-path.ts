import type { Dataset } from '../model/dataset.ts';
import type { SpanForest, SpanTree } from '../model/span-tree.ts';
import type { SpanIndex, TimeWindow } from '../model/units.ts';
import { BackwardWalk } from './backward-walk.ts';
import type { TraceSet } from './trace-set.ts';

/**
 * The stretches of time that held a span up, as columns of equal length in order of time. They tile `window`: each begins
 * where the one before it ends, and together they last as long. A window of no length has none.
 */
export interface CriticalPath {
  /** The span's interval, cut to the time asked for; where none of it lies in there, no time at its nearer end. */
  readonly window: TimeWindow;
  /** The span that was busy; opens the span table. */
  readonly span: Int32Array;
  /** Nanoseconds after the trace's origin. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Children of spans on the path that end after their parent, and were cut there; in the order of the span table. */
  readonly clipped: Int32Array;
  /** Likewise those that nobody waited for: flagged `ASYNC`, or begun after their parent's end. */
  readonly async: Int32Array;
}

export interface PathWithSlack extends CriticalPath {
  /** By span of the table, in nanoseconds. */
  readonly slack: Float64Array;
}

const ALL_TIME: TimeWindow = { from: -Infinity, to: Infinity };

/**
 * The critical path of the tree below `root`. Time and memory are O(n log n) and O(n) in the spans of that tree. Of a part
 * of time it is what of the whole path lies in there, so that what it says of a moment never depends on the part looked
 * at; of `clipped` and `async` it has those that run in there.
 */
export function computeCriticalPath({ spans }: SpanForest, root: SpanIndex, asked = ALL_TIME): CriticalPath {
  const walk = new BackwardWalk(spans);
  walk.findPath(root);
  return tellPath({ spans }, root, walk, asked);
}

/**
 * The critical path, and how much longer each span could have taken without `root` ending later. That is 0 on the path,
 * and for what ended together with it; Infinity where nobody waited for the span or for one above it; NaN outside the
 * tree below `root`, and for spans that do not run in the time asked for.
 *
 * The rules are those of the path, here for the spans off it too: children are cut to their parent; a child has waited
 * for its siblings that had ended by the time it began, and begins as long after the last of them as it did; the
 * parent's end has waited for all of them in the same way. So a span delays what follows it as soon as it ends later
 * than the last that this waited for:
 *
 *     parent    ==-----------=
 *       a         ----            2: then b would end after d
 *       b              ----       2: then it would end after d
 *       c         -               5: 3 until it ends with a, then as a
 *       d         -----------     0: the parent's end waited for it
 *
 * To this, what a span has among its siblings, comes what its parent has. Time is O(n log n) in the spans of the tree.
 */
export function computePathWithSlack(
  { spans }: SpanForest,
  root: SpanIndex,
  asked = ALL_TIME,
): PathWithSlack {
  const { subtreeEnd } = spans;
  const walk = new BackwardWalk(spans);
  const slack = new Float64Array(spans.length).fill(NaN);
  walk.findPathAndSlack(root, slack.subarray(root, subtreeEnd[root]));
  if (asked !== ALL_TIME)
    for (let span = root; span < subtreeEnd[root]; span++) if (!runsIn(asked, spans, span)) slack[span] = NaN;
  return { ...tellPath({ spans }, root, walk, asked), slack };
}

/** Whether any of the span lies in `window`, if only an end of it. */
function runsIn({ from, to }: TimeWindow, { start, duration }: SpanTree, span: SpanIndex): boolean {
  return start[span] <= to && start[span] + duration[span] >= from;
}

/**
 * Time on the critical path of its trace, for each span of the data set: a column of nanoseconds, 0 off the path and
 * outside `set`. The spans of one trace sum to the duration of its root.
 */
export function computeCriticalTime({ spans, traces }: Dataset, set: TraceSet): Float64Array {
  const time = new Float64Array(spans.length);
  const walk = new BackwardWalk(spans);
  for (let i = 0; i < set.length; i++) {
    const root = traces.root[set[i]];
    walk.findPath(root);
    walk.tell((place, start, end) => {
      time[root + place] += end - start;
    });
  }
  return time;
}

/** The path that `walk` found, cut to `asked`. */
function tellPath(
  { spans }: SpanForest,
  root: SpanIndex,
  walk: BackwardWalk,
  asked: TimeWindow,
): CriticalPath {
  const { start, duration } = spans;
  const rootEnd = start[root] + duration[root];
  const from = Math.min(Math.max(start[root], asked.from), rootEnd);
  const to = Math.max(from, Math.min(rootEnd, asked.to));
  const most = 2 * walk.count; // one that a span ends with, and one before each that it waits for
  const path = { span: new Int32Array(most), start: new Float64Array(most), end: new Float64Array(most) };
  let length = 0;
  walk.tell((place, segmentStart, segmentEnd) => {
    path.span[length] = root + place;
    path.start[length] = Math.max(segmentStart, from);
    path.end[length] = Math.min(segmentEnd, to);
    if (path.start[length] < path.end[length]) length++;
  });
  const runs = (span: SpanIndex) => runsIn(asked, spans, span);
  const cut = (children: readonly SpanIndex[]) =>
    Int32Array.from(asked === ALL_TIME ? children : children.filter(runs));
  return {
    window: { from, to },
    span: path.span.slice(0, length),
    start: path.start.slice(0, length),
    end: path.end.slice(0, length),
    clipped: cut(walk.clipped),
    async: cut(walk.async),
  };
}
