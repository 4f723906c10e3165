import { withRoom } from '../lib/growable.ts';
import { sortByKey } from '../lib/stable-order.ts';
import type { DiagnosticCounter } from '../model/diagnostics.ts';
import type { RowFacts, UnitedRows } from './copy-uniter.ts';
import type { SpanBuffer } from './span-buffer.ts';
import { ParentFinder } from './find-parents.ts';
import { findOrigin, findStarts, takeStartsFromEvents } from './find-starts.ts';
import { LooseTrace } from './loose-trace.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { UnixTime } from '../model/units.ts';

/**
 * The rows of every trace in their final order, with what only the whole trace can tell. All columns open by final span
 * index; `row` leads back to the buffer.
 */
export interface Layout {
  readonly row: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly flags: Uint16Array;
  /** Nanoseconds after the trace's origin. */
  readonly start: Float64Array;
  length: number;
}

/** One trace laid out: where it begins on the time line, and who names it. */
export interface LaidOutTrace {
  readonly firstSpan: number;
  readonly root: number;
  readonly originSeconds: number;
  readonly originNanos: number;
}

/** Lays out traces one after the other, with scratch arrays that grow to the largest. */
export class TraceLayout {
  readonly layout: Layout;
  readonly #facts: RowFacts;
  readonly #diagnostics: DiagnosticCounter;
  readonly #trace: LooseTrace;
  readonly #parents: ParentFinder;
  // Scratch, by place in the trace.
  #firstChild = new Int32Array(0);
  #nextSibling = new Int32Array(0);
  #stack = new Int32Array(0);
  #order = new Int32Array(0);
  /** Nanoseconds after the origin. */
  #start = new Float64Array(0);

  /** `capacity`: how many spans there are to lay out in all, at most. */
  constructor(buffer: SpanBuffer, facts: RowFacts, diagnostics: DiagnosticCounter, capacity: number) {
    this.#facts = facts;
    this.#diagnostics = diagnostics;
    this.#trace = new LooseTrace(buffer, facts, diagnostics);
    this.#parents = new ParentFinder(this.#trace);
    this.layout = {
      row: new Int32Array(capacity),
      parent: new Int32Array(capacity),
      depth: new Int32Array(capacity),
      subtreeEnd: new Int32Array(capacity),
      flags: new Uint16Array(capacity),
      start: new Float64Array(capacity),
      length: 0,
    };
  }

  /** Appends one trace to the layout. */
  add(united: UnitedRows): LaidOutTrace {
    const trace = this.#trace;
    trace.take(united);
    takeStartsFromEvents(trace);
    this.#parents.find(united);
    this.#parents.cutCycles();
    findStarts(trace);
    const origin = findOrigin(trace);
    const firstSpan = this.layout.length;
    this.#writePreOrder(origin);
    const root = this.#findRoot(firstSpan);
    return { firstSpan, root, originSeconds: origin.seconds, originNanos: origin.nanos };
  }

  /** Writes the trace's spans in pre-order, roots and siblings by start, ties by input order. */
  #writePreOrder(origin: UnixTime): void {
    const firstRoot = this.#linkChildren(origin);
    const { layout } = this;
    const { rows, parent: parents, flags } = this.#trace;
    const firstSpan = layout.length;
    const stack = this.#stack; // by level: the next sibling to write
    const spanOf = this.#order; // by place, once written
    stack[0] = firstRoot;
    for (let level = 0; level >= 0;) {
      const place = stack[level];
      if (place < 0) {
        level--;
        continue;
      }
      stack[level] = this.#nextSibling[place]!;
      const span = layout.length++;
      const parent = parents[place];
      layout.row[span] = rows[place]!;
      layout.parent[span] = parent < 0 ? -1 : spanOf[parent];
      layout.depth[span] = level;
      layout.subtreeEnd[span] = span + 1;
      layout.flags[span] = flags[place]!;
      layout.start[span] = this.#start[place]!;
      spanOf[place] = span;
      if (this.#firstChild[place] >= 0) stack[++level] = this.#firstChild[place]!;
    }
    // A parent stands before its children, so backwards every subtree is whole when its root is reached.
    for (let span = layout.length - 1; span >= firstSpan; span--) {
      const parent = layout.parent[span];
      if (parent >= 0 && layout.subtreeEnd[parent] < layout.subtreeEnd[span])
        layout.subtreeEnd[parent] = layout.subtreeEnd[span]!;
    }
  }

  /** Strings the places into lists of siblings by start; the first root. */
  #linkChildren(origin: UnixTime): number {
    const { count, parent: parents, seconds, nanos } = this.#trace;
    this.#makeRoom(count);
    for (let place = 0; place < count; place++) {
      this.#start[place] = (seconds[place] - origin.seconds) * 1e9 + (nanos[place] - origin.nanos);
      this.#order[place] = place;
      this.#firstChild[place] = -1;
    }
    sortByKey(this.#order, this.#start, count, this.#stack);
    let firstRoot = -1;
    for (let at = count - 1; at >= 0; at--) {
      const place = this.#order[at];
      const parent = parents[place];
      if (parent < 0) {
        this.#nextSibling[place] = firstRoot;
        firstRoot = place;
      } else {
        this.#nextSibling[place] = this.#firstChild[parent]!;
        this.#firstChild[parent] = place;
      }
    }
    return firstRoot;
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
