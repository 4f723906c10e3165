import { SpanFlag } from '../model/span-enums.ts';
import type { SpanTree } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import { EndOrder } from './end-order.ts';

/** No child, or no sibling. */
const NONE = -1;
/** In place of a sibling: the span is off the path. */
const OFF = -2;

/**
 * Walks back from a root's end: the child that finished last held the root up; before it began, the last child that had
 * ended by then did, and so on; what no such child covers is the root's own time. Inside each of those children the
 * same holds again.
 *
 * After CRISP (Zhang et al., USENIX ATC 2022), with these differences: children that touch are both on the path, so that
 * a chain of calls without gaps does not lose every other one; children are cut to their parent's interval, so that the
 * segments tile the root's; nothing recurses: families (a span and its children) are gone through from the root down.
 *
 * Spans are named by their place in the tree, 0 the root. One walk serves many roots, one after the other: its buffers
 * are kept.
 */
export class BackwardWalk {
  readonly #spans: SpanTree;
  #root = 0 as SpanIndex;

  /** How many spans are on the path. */
  count = 0;
  /** Children of spans on the path that end after their parent. */
  readonly clipped: SpanIndex[] = [];
  /** Children of spans on the path that nobody waited for. */
  readonly async: SpanIndex[] = [];

  /** The part of a span that counts, cut to that of its parent. */
  #from = new Float64Array(0);
  #until = new Float64Array(0);
  /** Of a span on the path: the earliest of its children there, or `NONE`. */
  #first = new Int32Array(0);
  /** Of a span on the path: the sibling that follows it there, or `NONE`. */
  #next = new Int32Array(0);
  readonly #order = new EndOrder();
  /** The children of one span that it could have waited for, in the order in which they begin, and in which they end. */
  #byStart = new Int32Array(0);
  #byEnd = new Int32Array(0);
  /** Whether one of them has no length. */
  #hasInstants = false;

  constructor(spans: SpanTree) {
    this.#spans = spans;
  }

  /** Finds the path of the tree below `root`; looks only at spans on it and their children. */
  findPath(root: SpanIndex): void {
    const { subtreeEnd } = this.#spans;
    this.#begin(root);
    for (let span = root; span < subtreeEnd[root];) {
      const isOn = this.#isOn(span - root);
      if (isOn) this.#pick(span - root, this.#gather(span));
      span = isOn ? ((span + 1) as SpanIndex) : subtreeEnd[span];
    }
  }

  /**
   * Finds the path of the tree below `root`, and writes to `slack` how much longer each span of it could have taken, as
   * `computePathWithSlack` tells it.
   */
  findPathAndSlack(root: SpanIndex, slack: Float64Array): void {
    const { subtreeEnd } = this.#spans;
    this.#begin(root);
    slack.fill(Infinity);
    slack[0] = 0;
    for (let span = root; span < subtreeEnd[root]; span++) {
      const count = this.#gather(span);
      if (count > 0) this.#settle(span - root, count, slack);
      if (this.#isOn(span - root)) this.#pick(span - root, count);
    }
  }

  /** Tells the path found last as segments that tile the root's interval, in order of time. */
  tell(add: (place: number, start: number, end: number) => void): void {
    const from = this.#from;
    const until = this.#until;
    const first = this.#first;
    const { parent } = this.#spans;
    let cursor = from[0];
    for (let span = 0, child = first[0]; span !== NONE;) {
      const isOwn = child === NONE;
      const end = isOwn ? until[span] : from[child];
      if (end > cursor) add(span, cursor, end);
      cursor = end;
      if (isOwn) {
        child = this.#next[span];
        span = span === 0 ? NONE : parent[(this.#root + span) as SpanIndex] - this.#root;
      } else {
        span = child;
        child = first[child];
      }
    }
  }

  /** Whether a span is on the path, if only with what is below it; to be asked once its parent is known to be. */
  #isOn(place: number): boolean {
    return this.#next[place] !== OFF;
  }

  /** Lists the children of `parent` that it could have waited for, and returns how many. */
  #gather(parent: SpanIndex): number {
    const { start, duration, subtreeEnd, flags } = this.#spans;
    if (subtreeEnd[parent] === parent + 1) return 0;
    const root = this.#root;
    const isOn = this.#isOn(parent - root);
    const parentEnd = start[parent] + duration[parent];
    const parentFrom = this.#from[parent - root];
    const parentUntil = this.#until[parent - root];
    let count = 0;
    let isSorted = true;
    let latest = -Infinity;
    this.#hasInstants = false;
    for (let child = (parent + 1) as SpanIndex; child < subtreeEnd[parent]; child = subtreeEnd[child]) {
      const place = child - root;
      const childEnd = start[child] + duration[child];
      const from = Math.max(start[child], parentFrom);
      const until = Math.min(childEnd, parentUntil);
      const isAsync = (flags[child] & SpanFlag.ASYNC) !== 0 || start[child] > parentEnd;
      this.#next[place] = OFF;
      if (isOn && isAsync) this.async.push(child);
      if (isOn && !isAsync && childEnd > parentEnd) this.clipped.push(child);
      if (isAsync || until < from || (until === from && duration[child] > 0)) continue;
      this.#from[place] = from;
      this.#until[place] = until;
      isSorted &&= until > latest;
      latest = until;
      if (until === from) this.#hasInstants = true;
      this.#byStart[count] = place;
      this.#byEnd[count++] = place;
    }
    if (!isSorted) this.#order.sort(this.#byEnd, count, this.#until);
    return count;
  }

  /**
   * Chooses, among the `count` children gathered, those on the path: of those that what follows could have waited for, the
   * one that ended last.
   *
   *     parent   --------===|.....
   *     next                |----|
   *     child      [=====]
   *                     end cursor
   */
  #pick(parent: number, count: number): void {
    let cursor = this.#until[parent];
    let first = NONE;
    for (let at = count - 1; at >= 0; at = this.#lastEndedBy(cursor, at - 1)) {
      const child = this.#byEnd[at];
      if (this.#until[child] === this.#from[child]) continue; // of no length: it held nobody up
      cursor = this.#from[child];
      this.#next[child] = first;
      first = child;
      this.count++;
    }
    this.#first[parent] = first;
  }

  /**
   * The last place in `#byEnd`, from `at` back, of a child that had ended by `cursor`; -1 where there is none. What follows
   * did not wait for those passed over. They may be many, so the steps grow, and the last is halved.
   *
   *     parent   --------|........
   *     next             |-------|
   *     child      ---------
   *                   cursor
   */
  #lastEndedBy(cursor: number, at: number): number {
    const until = this.#until;
    const byEnd = this.#byEnd;
    let low = at;
    let high = at + 1; // from here on all ended later
    for (let step = 1; low >= 0 && until[byEnd[low]] > cursor; step *= 2) {
      high = low;
      low -= step;
    }
    low = Math.max(low, -1);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (until[byEnd[middle]] > cursor) high = middle;
      else low = middle;
    }
    return low;
  }

  /**
   * Goes back through the `count` children gathered by their end and, in step with it, by their start, for what follows a
   * child has waited for it:
   *
   *     child     -----|            may end later by what the next may begin later,
   *     next            |----|      but no later than what else ended after it may end
   *     longer    --------|
   */
  #settle(parent: number, count: number, slack: Float64Array): void {
    const from = this.#from;
    const until = this.#until;
    let latest = Infinity;
    let waiting = slack[parent]; // the least slack of what has waited for the next to end; first, the parent's end
    for (let at = count - 1, begun = count - 1; at >= 0; at--) {
      const child = this.#byEnd[at];
      const end = until[child];
      for (; begun >= 0 && from[this.#byStart[begun]] >= end; begun--) {
        const next = this.#byStart[begun];
        if (until[next] > from[next]) waiting = Math.min(waiting, slack[next]);
      }
      const mayEnd = Math.min(latest, end + waiting);
      slack[child] = mayEnd - end;
      if (this.#hasInstants && end === from[child]) continue; // it waits for nobody
      latest = mayEnd;
      waiting = Infinity;
    }
  }

  #begin(root: SpanIndex): void {
    const { start, duration, subtreeEnd } = this.#spans;
    this.#root = root;
    this.#makeRoom(subtreeEnd[root] - root);
    this.#from[0] = start[root];
    this.#until[0] = start[root] + duration[root];
    this.#next[0] = NONE;
    this.count = 1;
    this.clipped.length = 0;
    this.async.length = 0;
  }

  #makeRoom(count: number): void {
    if (count <= this.#from.length) return;
    const size = Math.max(count, 2 * this.#from.length);
    this.#from = new Float64Array(size);
    this.#until = new Float64Array(size);
    this.#first = new Int32Array(size);
    this.#next = new Int32Array(size);
    this.#byStart = new Int32Array(size);
    this.#byEnd = new Int32Array(size);
  }
}
