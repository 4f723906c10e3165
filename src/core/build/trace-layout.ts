import { withRoom } from '../lib/growable.ts';
import { sortInSteps } from '../lib/stable-order.ts';
import type { DiagnosticCounter } from '../model/diagnostics.ts';
import type { RowFacts, UnitedRows } from './copy-uniter.ts';
import { ParentFinder } from './find-parents.ts';
import { StartFinder } from './find-starts.ts';
import { inRanges, SPANS_AT_ONCE } from './in-steps.ts';
import { LooseTrace } from './loose-trace.ts';
import type { Repairs } from '../model/repairs.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanRows } from './span-rows.ts';
import type { UnixTime } from '../model/units.ts';

/**
 * The rows of every trace in their final order, with what only the whole trace can tell. All columns open by final span
 * index; `row` leads back to the rows.
 */
export interface Layout {
  readonly row: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly flags: Uint16Array;
  /** 1 where flags and duration do not tell what the record said. */
  readonly differs: Uint8Array;
  /** Nanoseconds after the trace's origin. */
  readonly start: Float64Array;
  length: number;
  deepest: number;
}

/** The traces laid out so far, as columns: where each begins on the time line, and who names it. */
export interface TraceRows {
  length: number;
  /** The builder's number of the trace. */
  readonly number: Int32Array;
  /** One entry more than traces. */
  readonly firstSpan: Int32Array;
  readonly root: Int32Array;
  readonly originSeconds: Float64Array;
  readonly originNanos: Float64Array;
}

/** Lays out traces one after the other, with scratch arrays that grow to the largest. */
export class TraceLayout {
  readonly layout: Layout;
  readonly traces: TraceRows;
  readonly #facts: RowFacts;
  readonly #diagnostics: DiagnosticCounter;
  readonly #trace: LooseTrace;
  readonly #parents: ParentFinder;
  readonly #starts: StartFinder;
  /** The moment from which the times of the trace count. */
  #origin: UnixTime = { seconds: 0, nanos: 0 };
  #firstRoot = -1;
  /** How deep the pre-order is that is being written. */
  #level = 0;
  // Scratch, by place in the trace.
  #firstChild = new Int32Array(0);
  #nextSibling = new Int32Array(0);
  #stack = new Int32Array(0);
  #order = new Int32Array(0);
  /** Nanoseconds after the origin. */
  #start = new Float64Array(0);

  /** `spanCount` and `traceCount`: how many there are to lay out in all, at most. */
  constructor(
    rows: SpanRows,
    facts: RowFacts,
    repairs: Repairs,
    diagnostics: DiagnosticCounter,
    { spanCount, traceCount }: { readonly spanCount: number; readonly traceCount: number },
  ) {
    this.#facts = facts;
    this.#diagnostics = diagnostics;
    this.#trace = new LooseTrace(rows, facts, repairs, diagnostics);
    this.#parents = new ParentFinder(this.#trace);
    this.#starts = new StartFinder(this.#trace, repairs);
    this.layout = {
      row: new Int32Array(spanCount),
      parent: new Int32Array(spanCount),
      depth: new Int32Array(spanCount),
      subtreeEnd: new Int32Array(spanCount),
      flags: new Uint16Array(spanCount),
      differs: new Uint8Array(spanCount),
      start: new Float64Array(spanCount),
      length: 0,
      deepest: 0,
    };
    this.traces = {
      length: 0,
      number: new Int32Array(traceCount),
      firstSpan: new Int32Array(traceCount + 1),
      root: new Int32Array(traceCount),
      originSeconds: new Float64Array(traceCount),
      originNanos: new Float64Array(traceCount),
    };
  }

  /** Appends one trace to the layout, one pass over its spans after the other; `number` is the builder's. */
  *add(number: number, united: UnitedRows): Generator<undefined, void> {
    const trace = this.#trace;
    const parents = this.#parents;
    const starts = this.#starts;
    const { length } = united.rows;
    trace.begin(united);
    this.#makeRoom(length);
    yield* inRanges(length, (from, to) => {
      trace.take(united, from, to);
      starts.takeFromEvents(from, to);
      parents.findClients(united, from, to);
    });
    yield* inRanges(length, (from, to) => parents.find(united, from, to));
    yield* inRanges(length, (from, to) => {
      parents.cutCycles(from, to);
      starts.compare(from, to);
    });
    yield* inRanges(length, (from, to) => starts.inherit(from, to));
    this.#origin = starts.findOrigin();
    yield* inRanges(length, (from, to) => this.#measureStarts(from, to));
    yield* sortInSteps(this.#order, this.#start, length, this.#stack, SPANS_AT_ONCE);
    yield* inRanges(length, (from, to) => this.#linkLast(from, to));
    yield* inRanges(length, (from, to) => this.#writePreOrder(from, to));
    yield* inRanges(length, (from, to) => this.#endSubtrees(from, to));
    this.#endTrace(number);
  }

  #endTrace(number: number): void {
    const { traces, layout } = this;
    const at = traces.length++;
    traces.number[at] = number;
    traces.root[at] = this.#findRoot(traces.firstSpan[at]);
    traces.originSeconds[at] = this.#origin.seconds;
    traces.originNanos[at] = this.#origin.nanos;
    traces.firstSpan[at + 1] = layout.length;
  }

  #measureStarts(from: number, to: number): void {
    const { seconds, nanos } = this.#trace;
    const origin = this.#origin;
    for (let place = from; place < to; place++) {
      this.#start[place] = (seconds[place] - origin.seconds) * 1e9 + (nanos[place] - origin.nanos);
      this.#order[place] = place;
    }
  }

  /** Strings the sorted places `from .. to`, counted from the last one back, into lists of siblings. */
  #linkLast(from: number, to: number): void {
    const { count, parent } = this.#trace;
    const firstChild = this.#firstChild;
    const nextSibling = this.#nextSibling;
    const order = this.#order;
    if (from === 0) {
      firstChild.fill(-1, 0, count);
      this.#firstRoot = -1;
    }
    for (let at = count - 1 - from; at >= count - to; at--) {
      const place = order[at];
      const above = parent[place];
      if (above < 0) {
        nextSibling[place] = this.#firstRoot;
        this.#firstRoot = place;
      } else {
        nextSibling[place] = firstChild[above];
        firstChild[above] = place;
      }
    }
  }

  /** Writes the trace's spans `from .. to` in pre-order, roots and siblings by start, ties by input order. */
  #writePreOrder(from: number, to: number): void {
    const { row, parent, depth, subtreeEnd, flags, differs, start } = this.layout;
    const trace = this.#trace;
    const firstChild = this.#firstChild;
    const nextSibling = this.#nextSibling;
    const starts = this.#start;
    const stack = this.#stack; // by level: the next sibling to write
    const spanOf = this.#order; // by place, once written
    let { length: span, deepest } = this.layout;
    if (from === 0) stack[(this.#level = 0)] = this.#firstRoot;
    let level = this.#level;
    for (const end = span + to - from; span < end;) {
      const place = stack[level];
      if (place < 0) {
        level--;
        continue;
      }
      stack[level] = nextSibling[place];
      const above = trace.parent[place];
      row[span] = trace.rows[place];
      parent[span] = above < 0 ? -1 : spanOf[above];
      depth[span] = level;
      subtreeEnd[span] = span + 1;
      flags[span] = trace.flags[place];
      differs[span] = trace.differs[place];
      start[span] = starts[place];
      spanOf[place] = span++;
      if (level > deepest) deepest = level;
      if (firstChild[place] >= 0) stack[++level] = firstChild[place];
    }
    this.#level = level;
    this.layout.length = span;
    this.layout.deepest = deepest;
  }

  /**
   * Ends the subtrees of the trace's spans `from .. to`, counted from the last one back. A parent stands before its
   * children, so backwards every subtree is whole when its root is reached.
   */
  #endSubtrees(from: number, to: number): void {
    const { parent, subtreeEnd, length } = this.layout;
    for (let last = length - 1 - from; last >= length - to; last--) {
      const above = parent[last];
      if (above >= 0 && subtreeEnd[above] < subtreeEnd[last]) subtreeEnd[above] = subtreeEnd[last];
    }
  }

  #makeRoom(count: number): void {
    this.#firstChild = withRoom(this.#firstChild, count);
    this.#nextSibling = withRoom(this.#nextSibling, count);
    this.#stack = withRoom(this.#stack, count);
    this.#order = withRoom(this.#order, count);
    this.#start = withRoom(this.#start, count);
  }

  /** The earliest root; the earliest orphan where there is none; impossible times last of all. */
  #findRoot(firstSpan: number): number {
    const { row, flags, subtreeEnd, length } = this.layout;
    let root = -1;
    let rootCount = 0;
    for (let span = firstSpan; span < length; span = subtreeEnd[span]!) {
      const isReal = (flags[span] & (SpanFlag.ORPHAN | SpanFlag.CYCLE_CUT)) === 0;
      if (isReal) rootCount++;
      if (root < 0 || standInRank(flags[span]) < standInRank(flags[root])) root = span;
    }
    const describe = () => this.#facts.describe(row[root]);
    if (rootCount === 0) this.#diagnostics.add('no-root', describe);
    else if (rootCount > 1) this.#diagnostics.add('several-roots', describe);
    return root;
  }
}

/** How unfit a top-level span is to name its trace: 0 for a root with a possible time. */
function standInRank(flags: number): number {
  return (
    (flags & SpanFlag.IMPOSSIBLE_TIME ? 2 : 0) + (flags & (SpanFlag.ORPHAN | SpanFlag.CYCLE_CUT) ? 1 : 0)
  );
}
