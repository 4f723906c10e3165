import type { Dataset, SpanTable } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
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
  /** Children of spans on the path that reach beyond their parent, and were cut to its interval. */
  readonly clippedCount: number;
  /** Children of spans on the path that nobody waited for: flagged `ASYNC`, or begun after their parent's end. */
  readonly asyncCount: number;
}

/** The critical path of the tree below `root`. Time and memory are O(n log n) and O(n) in the spans of that tree. */
export function computeCriticalPath({ spans }: Dataset, root: SpanIndex): CriticalPath {
  const walk = new BackwardWalk(spans);
  walk.run(root);
  const { length, clippedCount, asyncCount } = walk;
  return {
    span: walk.span.subarray(0, length).toReversed(),
    start: walk.start.subarray(0, length).toReversed(),
    end: walk.end.subarray(0, length).toReversed(),
    clippedCount,
    asyncCount,
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
 * One walk serves many roots: its buffers are kept.
 */
class BackwardWalk {
  readonly #spans: SpanTable;

  /** The path found last, latest segment first. */
  length = 0;
  span = new Int32Array(0);
  start = new Float64Array(0);
  end = new Float64Array(0);
  clippedCount = 0;
  asyncCount = 0;

  /** Children not looked at yet of the spans the walk is inside of: outermost span first, and last to finish last. */
  #pending = new Int32Array(0);
  /** By level below the root, the part of a span's interval that is on the path, and how far back from its end it is told. */
  #from = new Float64Array(0);
  #until = new Float64Array(0);
  #cursor = new Float64Array(0);

  constructor(spans: SpanTable) {
    this.#spans = spans;
  }

  run(root: SpanIndex): void {
    const { start, parent, duration } = this.#spans;
    this.#reserve(this.#spans.subtreeEnd[root] - root);
    const [pending, cursors] = [this.#pending, this.#cursor];
    let [span, level] = [root, 0];
    let count = this.#enter(root, level, start[root], start[root] + duration[root], 0);
    while (level >= 0) {
      const cursor = cursors[level];
      const child = count > 0 ? (pending[count - 1] as SpanIndex) : root;
      if (child === root || parent[child] !== span) {
        // No child is left:     span   [========|..........
        //                       child           |---------|
        //                            from     cursor
        this.#add(span, this.#from[level], cursor);
        span = parent[span];
        level--;
        continue;
      }
      count--;
      const end = Math.min(start[child] + duration[child], this.#until[level]);
      // It still ran when what follows it had begun, so that did not wait for it:
      //     span   -----|..........
      //     next        |---------|
      //     child  --------
      if (end > cursor) continue;
      // It is what the time before the cursor waited for:
      //     span   -----======|....
      //     next              |---|
      //     child  [====]
      //         cursor
      this.#add(span, end, cursor);
      cursors[level] = Math.max(start[child], this.#from[level]);
      span = child;
      level++;
      count = this.#enter(child, level, cursors[level - 1], end, count);
    }
  }

  /** Begins with `span` between `from` and `until`: appends the children that may be on the path; returns the new count. */
  #enter(span: SpanIndex, level: number, from: number, until: number, count: number): number {
    const { start, duration, subtreeEnd, flags } = this.#spans;
    const pending = this.#pending;
    this.#from[level] = from;
    this.#until[level] = until;
    this.#cursor[level] = until;
    const spanEnd = start[span] + duration[span];
    const first = count;
    let [isSorted, latest] = [true, -Infinity];
    for (let child = (span + 1) as SpanIndex; child < subtreeEnd[span]; child = subtreeEnd[child]) {
      const childEnd = start[child] + duration[child];
      if (flags[child] & SpanFlag.ASYNC || start[child] > spanEnd) {
        this.asyncCount++;
        continue;
      }
      if (start[child] < start[span] || childEnd > spanEnd) this.clippedCount++;
      const end = Math.min(childEnd, until);
      if (end <= Math.max(start[child], from)) continue;
      isSorted &&= end > latest;
      latest = end;
      pending[count++] = child;
    }
    if (!isSorted) this.#sortByEnd(first, count, until);
    return count;
  }

  /** Sorts siblings by their end, none after `until`; of equal ends the first in the table comes last: it is taken first. */
  #sortByEnd(first: number, count: number, until: number): void {
    const { start, duration } = this.#spans;
    const endOf = (span: number): number =>
      Math.min(start[span as SpanIndex] + duration[span as SpanIndex], until);
    this.#pending.subarray(first, count).sort((a, b) => endOf(a) - endOf(b) || b - a);
  }

  #add(span: SpanIndex, start: number, end: number): void {
    if (start >= end) return;
    this.span[this.length] = span;
    this.start[this.length] = start;
    this.end[this.length] = end;
    this.length++;
  }

  /** Empties the path and makes room for a tree of `count` spans: each adds at most two segments. */
  #reserve(count: number): void {
    this.length = 0;
    this.clippedCount = 0;
    this.asyncCount = 0;
    if (count <= this.#pending.length) return;
    const size = Math.max(64, 2 ** Math.ceil(Math.log2(count)));
    this.#pending = new Int32Array(size);
    this.#from = new Float64Array(size);
    this.#until = new Float64Array(size);
    this.#cursor = new Float64Array(size);
    this.span = new Int32Array(2 * size);
    this.start = new Float64Array(2 * size);
    this.end = new Float64Array(2 * size);
  }
}
