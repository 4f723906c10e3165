import { withRoom } from '../lib/growable.ts';
import { sortByKey, sortInSteps } from '../lib/stable-order.ts';
import type { DiagnosticCounter } from '../model/diagnostics.ts';
import type { RowFacts, UnitedRows } from './copy-uniter.ts';
import { ParentFinder } from './find-parents.ts';
import { StartFinder } from './find-starts.ts';
import { inRanges, SPANS_AT_ONCE } from './in-steps.ts';
import { hasExactEvents, isExact } from './kept-rows.ts';
import { createLayout, createTraceRows, type Layout, type TraceRows } from './layout-columns.ts';
import { LooseTrace } from './loose-trace.ts';
import type { Repairs } from '../model/repairs.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanRows } from './span-rows.ts';

/** What is done for the spans of a trace at places `from .. to`. */
type Pass = (united: UnitedRows, from: number, to: number) => void;

/** Lays out traces one after the other, with scratch arrays that grow to the largest. */
export class TraceLayout {
  readonly layout: Layout;
  readonly traces: TraceRows;
  readonly #rows: SpanRows;
  readonly #facts: RowFacts;
  readonly #diagnostics: DiagnosticCounter;
  readonly #trace: LooseTrace;
  readonly #parents: ParentFinder;
  readonly #starts: StartFinder;
  /** By trace: 1 where rows of another stand under its number. */
  readonly #isMixed: Uint8Array;
  /** How many rows of the trace that came last its spans tell exactly. */
  toldCount = 0;
  #firstRoot = -1;
  /** How deep the pre-order is that is being written. */
  #level = 0;
  // Scratch, by place in the trace.
  #firstChild = new Int32Array(0);
  #nextSibling = new Int32Array(0);
  #order = new Int32Array(0);
  /** Nanoseconds after the origin. */
  #start = new Float64Array(0);
  // Scratch, by level: the next sibling to write, and the span written last.
  #stack = new Int32Array(0);
  #open = new Int32Array(0);

  /** One after the other, each for all spans of the trace: before these are sorted by their start … */
  readonly #before: readonly Pass[] = [
    (united, from, to) => this.#trace.take(united, from, to),
    (_, from, to) => this.#starts.look(from, to),
    (united, from, to) => this.#parents.findClients(united, from, to),
    (united, from, to) => this.#parents.find(united, from, to),
    (_, from, to) => this.#parents.cutCycles(from, to),
    (_, from, to) => this.#starts.inherit(from, to),
    (_, from, to) => this.#measureStarts(from, to),
  ];
  /** … and then. */
  readonly #after: readonly Pass[] = [
    (_, from, to) => this.#linkLast(from, to),
    (united, from, to) => this.#writePreOrder(united, from, to),
  ];

  /** For spans `spanCount` at most; `isMixed` by trace: 1 where rows of another stand under its number. */
  constructor(
    rows: SpanRows,
    facts: RowFacts,
    repairs: Repairs,
    diagnostics: DiagnosticCounter,
    { spanCount, isMixed }: { readonly spanCount: number; readonly isMixed: Uint8Array },
  ) {
    this.#rows = rows;
    this.#facts = facts;
    this.#diagnostics = diagnostics;
    this.#trace = new LooseTrace(rows, facts, repairs, diagnostics);
    this.#parents = new ParentFinder(this.#trace);
    this.#starts = new StartFinder(this.#trace, repairs);
    this.#isMixed = isMixed;
    this.layout = createLayout(rows.length, spanCount);
    this.traces = createTraceRows(isMixed.length);
  }

  /** Rows that name parents who are not there, in no order. */
  get orphans(): readonly number[] {
    return this.#parents.orphans;
  }

  /** Appends one trace to the layout; `number` is the builder's. */
  add(number: number, united: UnitedRows): void {
    const { count } = united;
    this.#begin(number, united);
    for (const pass of this.#before) pass(united, 0, count);
    sortByKey(this.#order, this.#start, count, this.#stack);
    for (const pass of this.#after) pass(united, 0, count);
    this.#endTrace(number);
  }

  /** As `add`, of a trace of very many spans. */
  *addInSteps(number: number, united: UnitedRows): Generator<undefined, void> {
    const { count } = united;
    this.#begin(number, united);
    for (const pass of this.#before) yield* inRanges(count, (from, to) => pass(united, from, to));
    yield* sortInSteps(this.#order, this.#start, count, this.#stack, SPANS_AT_ONCE);
    for (const pass of this.#after) yield* inRanges(count, (from, to) => pass(united, from, to));
    this.#endTrace(number);
  }

  #begin(number: number, united: UnitedRows): void {
    const { count } = united;
    this.#trace.begin(united, this.#isMixed[number] === 1 ? number : null);
    this.#firstChild = withRoom(this.#firstChild, count);
    this.#nextSibling = withRoom(this.#nextSibling, count);
    this.#order = withRoom(this.#order, count);
    this.#start = withRoom(this.#start, count);
    this.#stack = withRoom(this.#stack, count);
    this.#open = withRoom(this.#open, count);
    if (this.#rows.length > this.layout.spanOf.length) this.#makeRoomForUnions();
    this.toldCount = 0;
  }

  #makeRoomForUnions(): void {
    const { spanOf } = this.layout;
    this.layout.spanOf = new Int32Array(this.#rows.length + SPANS_AT_ONCE).fill(-1, spanOf.length);
    this.layout.spanOf.set(spanOf);
  }

  #endTrace(number: number): void {
    const { traces, layout } = this;
    const at = traces.length++;
    traces.number[at] = number;
    traces.root[at] = this.#findRoot(traces.firstSpan[at]);
    traces.firstSpan[at + 1] = layout.length;
  }

  #measureStarts(from: number, to: number): void {
    const { traces } = this;
    const { seconds, nanos, differs, rows } = this.#trace;
    if (from === 0) {
      const origin = this.#starts.findOrigin();
      traces.originSeconds[traces.length] = origin.seconds;
      traces.originNanos[traces.length] = origin.nanos;
    }
    const originSeconds = traces.originSeconds[traces.length];
    const originNanos = traces.originNanos[traces.length];
    const hasEvents = this.#rows.events.length > 0;
    for (let place = from; place < to; place++) {
      const start = (seconds[place] - originSeconds) * 1e9 + (nanos[place] - originNanos);
      this.#start[place] = start;
      this.#order[place] = place;
      this.#firstChild[place] = -1;
      if (!isExact(start) || (hasEvents && !hasExactEvents(this.#rows, rows[place], originSeconds)))
        differs[place] = 1;
    }
  }

  /** Strings the sorted places `from .. to`, counted from the last one back, into lists of siblings. */
  #linkLast(from: number, to: number): void {
    const { count, parent } = this.#trace;
    const firstChild = this.#firstChild;
    const nextSibling = this.#nextSibling;
    const order = this.#order;
    let firstRoot = from === 0 ? -1 : this.#firstRoot;
    for (let at = count - 1 - from; at >= count - to; at--) {
      const place = order[at];
      const above = parent[place];
      if (above < 0) {
        nextSibling[place] = firstRoot;
        firstRoot = place;
      } else {
        nextSibling[place] = firstChild[above];
        firstChild[above] = place;
      }
    }
    this.#firstRoot = firstRoot;
  }

  /**
   * Writes the trace's spans `from .. to` in pre-order, roots and siblings by start, ties by input order. A subtree ends
   * where the siblings of its children do.
   */
  #writePreOrder({ ranks }: UnitedRows, from: number, to: number): void {
    const { spanOf, rank, parent, depth, subtreeEnd, flags, start } = this.layout;
    const { rows, count, differs, flags: flagsOf } = this.#trace;
    const starts = this.#start;
    const firstChild = this.#firstChild;
    const nextSibling = this.#nextSibling;
    const stack = this.#stack;
    const open = this.#open;
    let { length: span, deepest } = this.layout;
    if (from === 0) stack[(this.#level = 0)] = this.#firstRoot;
    let level = this.#level;
    for (const end = span + to - from; span < end;) {
      const place = stack[level];
      if (place < 0) {
        subtreeEnd[open[--level]] = span;
        continue;
      }
      stack[level] = nextSibling[place];
      spanOf[rows[place]] = span;
      const told = differs[place] === 1 ? -1 : ranks === null ? place : ranks[place];
      if (told >= 0) this.toldCount++;
      rank[span] = told;
      parent[span] = level === 0 ? -1 : open[level - 1];
      depth[span] = level;
      flags[span] = flagsOf[place];
      start[span] = starts[place];
      open[level] = span++;
      subtreeEnd[span - 1] = span;
      if (level > deepest) deepest = level;
      if (firstChild[place] >= 0) stack[++level] = firstChild[place];
    }
    if (to === count) while (level > 0) subtreeEnd[open[--level]] = span;
    this.#level = level;
    this.layout.length = span;
    this.layout.deepest = deepest;
  }

  /** The earliest root; the earliest orphan where there is none; impossible times last of all. */
  #findRoot(firstSpan: number): number {
    const { spanOf, flags, subtreeEnd, length } = this.layout;
    let root = -1;
    let rootCount = 0;
    for (let span = firstSpan; span < length; span = subtreeEnd[span]!) {
      const isReal = (flags[span] & (SpanFlag.ORPHAN | SpanFlag.CYCLE_CUT)) === 0;
      if (isReal) rootCount++;
      if (root < 0 || standInRank(flags[span]) < standInRank(flags[root])) root = span;
    }
    const describe = () => this.#facts.describe(this.#trace.rows.find((row) => spanOf[row] === root)!);
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
