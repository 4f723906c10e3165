import { type Dataset, NO_SPAN } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanForest, SpanTree } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import type { TraceSet } from './trace-set.ts';

/**
 * The stretches of time that held a root up, as columns of equal length in order of time. They tile the root's interval:
 * each begins where the one before it ends, and together they last as long as the root. A root of no length has none.
 */
export interface CriticalPath {
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

/** The critical path of the tree below `root`. Time and memory are O(n log n) and O(n) in the spans of that tree. */
export function computeCriticalPath({ spans }: SpanForest, root: SpanIndex): CriticalPath {
  const walk = new BackwardWalk(spans);
  walk.run(root);
  const { length, clipped, async } = walk;
  return {
    span: walk.span.subarray(0, length).toReversed(),
    start: walk.start.subarray(0, length).toReversed(),
    end: walk.end.subarray(0, length).toReversed(),
    clipped: Int32Array.from(clipped).sort(),
    async: Int32Array.from(async).sort(),
  };
}

/**
 * Time on the critical path of its trace, for each span of the data set: a column of nanoseconds, 0 off the path and
 * outside `set`. The spans of one trace sum to the duration of its root.
 */
export function computeCriticalTime({ spans, traces }: Dataset, set: TraceSet): Float64Array {
  const time = new Float64Array(spans.length);
  const walk = new BackwardWalk(spans);
  for (let i = 0; i < set.length; i++) {
    walk.run(traces.root[set[i]]);
    for (let at = 0; at < walk.length; at++) time[walk.span[at]] += walk.end[at] - walk.start[at];
  }
  return time;
}

/**
 * Walks back from a root's end: the child that finished last held the root up; before it began, the last child that had
 * ended by then did, and so on; what no such child covers is the root's own time. Inside each of those children the
 * same holds again.
 *
 * After CRISP (Zhang et al., USENIX ATC 2022), with these differences: children that touch are both on the path, so that
 * a chain of calls without gaps does not lose every other one; children are cut to their parent's interval, so that the
 * segments tile the root's; nothing recurses.
 *
 * One walk serves many roots, one after the other: its buffers are kept.
 */
class BackwardWalk {
  readonly #spans: SpanTree;

  /** The path found last, latest segment first. */
  length = 0;
  span = new Int32Array(0);
  start = new Float64Array(0);
  end = new Float64Array(0);
  readonly clipped: SpanIndex[] = [];
  readonly async: SpanIndex[] = [];

  /** By level below the root: the part of the span that is on the path, and how far back from its end it is told. */
  #from = new Float64Array(0);
  #until = new Float64Array(0);
  #cursor = new Float64Array(0);
  /** Children still to be looked at of the spans the walk is inside of, innermost last; of one span, last to end last. */
  #pending = new Int32Array(0);
  #pendingCount = 0;

  constructor(spans: SpanTree) {
    this.#spans = spans;
  }

  run(root: SpanIndex): void {
    const { start, duration, parent, subtreeEnd } = this.#spans;
    this.#reset(subtreeEnd[root] - root);
    this.#enter(root, 0, start[root], start[root] + duration[root]);
    for (let span = root, level = 0; level >= 0;) {
      const cursor = this.#cursor[level];
      const child = this.#takeChild(span);
      if (child === NO_SPAN) {
        // What is left is its own, and its parent goes on where it began:
        //     span  [=====|........
        //                 |-------|
        //          from  cursor
        this.#add(span, this.#from[level], cursor);
        span = parent[span];
        level--;
        continue;
      }
      const end = Math.min(start[child] + duration[child], this.#until[level]);
      // What follows did not wait for it:
      //     span   --------|........
      //     next           |-------|
      //     child    ---------
      //                 cursor
      if (end > cursor) continue;
      // It ended last of those that what follows could have waited for:
      //     span   --------===|.....
      //     next              |----|
      //     child    [=====]
      //                   end cursor
      this.#add(span, end, cursor);
      this.#cursor[level] = Math.max(start[child], this.#from[level]);
      this.#enter(child, level + 1, this.#cursor[level], end);
      span = child;
      level++;
    }
  }

  /** Begins with `span`, of which [from, until] is on the path: its children that have time in there become pending. */
  #enter(span: SpanIndex, level: number, from: number, until: number): void {
    const { start, duration, subtreeEnd, flags } = this.#spans;
    const spanEnd = start[span] + duration[span];
    const first = this.#pendingCount;
    let isSorted = true;
    let latest = -Infinity;
    this.#from[level] = from;
    this.#until[level] = until;
    this.#cursor[level] = until;
    for (let child = (span + 1) as SpanIndex; child < subtreeEnd[span]; child = subtreeEnd[child]) {
      const childEnd = start[child] + duration[child];
      if (flags[child] & SpanFlag.ASYNC || start[child] > spanEnd) {
        this.async.push(child);
        continue;
      }
      if (childEnd > spanEnd) this.clipped.push(child);
      const end = Math.min(childEnd, until);
      if (end <= Math.max(start[child], from)) continue;
      isSorted &&= end > latest;
      latest = end;
      this.#pending[this.#pendingCount++] = child;
    }
    if (!isSorted) this.#sortByEnd(first, until);
  }

  /** Sorts the pending children from `first` on by their end; of equal ends the earliest child comes last. */
  #sortByEnd(first: number, until: number): void {
    const { start, duration } = this.#spans;
    const endOf = (span: number): number =>
      Math.min(start[span as SpanIndex] + duration[span as SpanIndex], until);
    this.#pending.subarray(first, this.#pendingCount).sort((a, b) => endOf(a) - endOf(b) || b - a);
  }

  /** Takes the pending child of `span` that ends last; `NO_SPAN` if there is none. */
  #takeChild(span: SpanIndex): SpanIndex {
    if (this.#pendingCount === 0) return NO_SPAN;
    const child = this.#pending[this.#pendingCount - 1] as SpanIndex;
    if (this.#spans.parent[child] !== span) return NO_SPAN;
    this.#pendingCount--;
    return child;
  }

  #add(span: SpanIndex, start: number, end: number): void {
    if (start >= end) return;
    this.span[this.length] = span;
    this.start[this.length] = start;
    this.end[this.length] = end;
    this.length++;
  }

  /** Empties the path and makes room for a tree of `count` spans: each adds at most two segments. */
  #reset(count: number): void {
    this.length = 0;
    this.clipped.length = 0;
    this.async.length = 0;
    if (count <= this.#pending.length) return;
    const size = Math.max(count, 2 * this.#pending.length);
    this.#pending = new Int32Array(size);
    this.#from = new Float64Array(size);
    this.#until = new Float64Array(size);
    this.#cursor = new Float64Array(size);
    this.span = new Int32Array(2 * size);
    this.start = new Float64Array(2 * size);
    this.end = new Float64Array(2 * size);
  }
}
