import { PlacesById } from '../lib/places-by-id.ts';
import { sortByKey } from '../lib/stable-order.ts';
import type { DiagnosticCode, DiagnosticCounter } from './diagnostics.ts';
import type { RowFacts, UnitedRows } from './copy-uniter.ts';
import type { SpanBuffer } from './span-buffer.ts';
import { SpanFlag, SpanKind } from './span-enums.ts';

/** Spans farther than this from the middle of their trace are suspect: 24 hours in seconds. */
const FAR_SECONDS = 86_400;
/** … and impossible where the rest of the trace fits into this: one hour in seconds. */
const CLOSE_SECONDS = 3600;

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
  readonly #buffer: SpanBuffer;
  readonly #facts: RowFacts;
  readonly #diagnostics: DiagnosticCounter;
  // Scratch, by place in the trace (0 .. count − 1), in input order.
  #rows = new Int32Array(0);
  #parent = new Int32Array(0);
  #flags = new Uint16Array(0);
  #seconds = new Float64Array(0);
  #nanos = new Float64Array(0);
  #firstChild = new Int32Array(0);
  #nextSibling = new Int32Array(0);
  #stack = new Int32Array(0);
  #order = new Int32Array(0);
  /** Nanoseconds after the origin. */
  #start = new Float64Array(0);
  readonly #placesById = new PlacesById();

  /** `capacity`: how many spans there are to lay out in all, at most. */
  constructor(buffer: SpanBuffer, facts: RowFacts, diagnostics: DiagnosticCounter, capacity: number) {
    this.#buffer = buffer;
    this.#facts = facts;
    this.#diagnostics = diagnostics;
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
    const count = united.rows.length;
    this.#takeRows(united);
    this.#findParents(united);
    this.#cutCycles(count);
    this.#findStarts(count);
    const origin = this.#findOrigin(count);
    const firstSpan = this.layout.length;
    this.#writePreOrder(count, origin);
    const root = this.#findRoot(firstSpan);
    return { firstSpan, root, originSeconds: origin.seconds, originNanos: origin.nanos };
  }

  #takeRows({ rows, clientOf, conflicting }: UnitedRows): void {
    const count = rows.length;
    if (count > this.#rows.length) {
      const room = Math.max(64, count);
      this.#rows = new Int32Array(room);
      this.#parent = new Int32Array(room);
      this.#flags = new Uint16Array(room);
      this.#seconds = new Float64Array(room);
      this.#nanos = new Float64Array(room);
      this.#firstChild = new Int32Array(room);
      this.#nextSibling = new Int32Array(room);
      this.#stack = new Int32Array(room);
      this.#order = new Int32Array(room);
      this.#start = new Float64Array(room);
    }
    const { flags, duration, startSeconds, startNanos } = this.#buffer;
    for (let place = 0; place < count; place++) {
      const row = rows[place];
      let flag = flags[row] & ~SpanFlag.SHARED_SERVER;
      if (clientOf.has(row)) flag |= SpanFlag.SHARED_SERVER;
      if (conflicting.has(row)) flag |= SpanFlag.CONFLICTING;
      this.#rows[place] = row;
      this.#flags[place] = flag;
      if (Number.isNaN(duration[row])) this.#mark(place, SpanFlag.UNFINISHED, 'unfinished-span');
      else if (duration[row] < -this.#facts.resolutionOf(row))
        this.#mark(place, SpanFlag.NEGATIVE_DURATION, 'negative-duration');
      this.#seconds[place] = startSeconds[row];
      this.#nanos[place] = startNanos[row];
      if (Number.isNaN(startSeconds[row])) this.#takeStartFromEvents(place);
    }
  }

  /** Resolves parents to places; an absent one makes an orphan. */
  #findParents({ rows, clientOf }: UnitedRows): void {
    const count = rows.length;
    const { spanId, parentSpanId } = this.#buffer;
    this.#placesById.fill(count, (place) => spanId[rows[place]]);
    const placeOfRow = clientOf.size === 0 ? null : new Map(Array.from(rows, (row, place) => [row, place]));
    for (let place = 0; place < count; place++) {
      const row = rows[place];
      const client = clientOf.get(row);
      const wanted = parentSpanId[row];
      this.#parent[place] = -1;
      if (client !== undefined) this.#parent[place] = placeOfRow!.get(client)!;
      else if (wanted >= 0 && wanted === spanId[row]) this.#mark(place, SpanFlag.SELF_PARENT, 'self-parent');
      else if (wanted >= 0) {
        const parent = this.#choosePlace(wanted, row);
        if (parent < 0) this.#mark(place, SpanFlag.ORPHAN, 'orphan-span');
        else this.#parent[place] = parent;
      }
      this.#markAsync(place);
    }
  }

  /** Of several spans with the wanted id: one of the child's own instance or service, else the server side, else the earliest. */
  #choosePlace(wanted: number, child: number): number {
    const first = this.#placesById.first(wanted);
    if (first < 0 || this.#placesById.next(first) < 0) return first;
    let best = first;
    let bestScore = -1;
    for (let place = first; place >= 0; place = this.#placesById.next(place)) {
      const row = this.#rows[place];
      const isOwnService = this.#facts.serviceOf(row) === this.#facts.serviceOf(child);
      const isServer =
        this.#buffer.kind[row] === SpanKind.SERVER || this.#buffer.kind[row] === SpanKind.CONSUMER;
      const isOwnInstance = this.#facts.resourceOf(row) === this.#facts.resourceOf(child);
      const score = (isOwnInstance ? 4 : 0) + (isOwnService ? 2 : 0) + (isServer ? 1 : 0);
      if (score > bestScore || (score === bestScore && this.#isEarlier(place, best))) {
        best = place;
        bestScore = score;
      }
    }
    return best;
  }

  #markAsync(place: number): void {
    const parent = this.#parent[place];
    if (parent < 0) return;
    const { kind } = this.#buffer;
    if (kind[this.#rows[place]] === SpanKind.CONSUMER && kind[this.#rows[parent]] === SpanKind.PRODUCER)
      this.#flags[place] = this.#flags[place] | SpanFlag.ASYNC;
  }

  /** Gives spans without a start that of the nearest ancestor that has one, else the trace's. */
  #findStarts(count: number): void {
    let earliest = -1;
    let unknown = 0;
    for (let place = 0; place < count; place++) {
      if (Number.isNaN(this.#seconds[place])) unknown++;
      else if (earliest < 0 || this.#isEarlier(place, earliest)) earliest = place;
    }
    for (let begin = 0; begin < count && unknown > 0; begin++) {
      let known = begin;
      while (known >= 0 && Number.isNaN(this.#seconds[known])) known = this.#parent[known];
      const seconds = this.#seconds[known] ?? this.#seconds[earliest] ?? 0;
      const nanos = this.#nanos[known] ?? this.#nanos[earliest] ?? 0;
      // All ancestors on the way get it too, so that no step is taken twice.
      for (let place = begin; place !== known; place = this.#parent[place]) {
        this.#seconds[place] = seconds;
        this.#nanos[place] = nanos;
        this.#mark(place, SpanFlag.START_UNKNOWN, 'unknown-start');
        unknown--;
      }
    }
  }

  /** A span without a start began with its first event at the latest. */
  #takeStartFromEvents(place: number): void {
    const row = this.#rows[place];
    const { start, columns } = this.#buffer.events;
    for (let event = start[row]; event < start[row + 1]; event++) {
      const seconds = columns.seconds[event];
      const nanos = columns.nanos[event];
      if (Number.isNaN(seconds)) continue;
      if (seconds > this.#seconds[place] || (seconds === this.#seconds[place] && nanos >= this.#nanos[place]))
        continue;
      this.#seconds[place] = seconds;
      this.#nanos[place] = nanos;
    }
    if (!Number.isNaN(this.#seconds[place])) this.#mark(place, SpanFlag.START_UNKNOWN, 'unknown-start');
  }

  /** Makes the earliest span of each circle of parents a root. */
  #cutCycles(count: number): void {
    const SEEN = 1;
    const DONE = 2;
    const colour = this.#stack.fill(0, 0, count);
    for (let begin = 0; begin < count; begin++) {
      let place = begin;
      while (place >= 0 && colour[place] === 0) {
        colour[place] = SEEN;
        place = this.#parent[place]!;
      }
      if (place >= 0 && colour[place] === SEEN) {
        let earliest = place;
        for (; colour[place] === SEEN; place = this.#parent[place]!) {
          colour[place] = DONE;
          if (this.#isEarlier(place, earliest) || (!this.#isEarlier(earliest, place) && place < earliest))
            earliest = place;
        }
        this.#parent[earliest] = -1;
        this.#mark(earliest, SpanFlag.CYCLE_CUT, 'parent-cycle');
      }
      for (place = begin; place >= 0 && colour[place] === SEEN; place = this.#parent[place]!)
        colour[place] = DONE;
    }
  }

  /** The earliest start, spans with impossible times left out; marks those. */
  #findOrigin(count: number): { seconds: number; nanos: number } {
    let origin = 0;
    let last = 0;
    for (let place = 1; place < count; place++) {
      if (this.#isEarlier(place, origin)) origin = place;
      if (this.#seconds[place] > this.#seconds[last]) last = place;
    }
    if (this.#seconds[last] - this.#seconds[origin] > FAR_SECONDS)
      origin = this.#markImpossible(count) ?? origin;
    return { seconds: this.#seconds[origin], nanos: this.#nanos[origin] };
  }

  /** Marks spans more than a day from the median start if all others are within an hour; the earliest of the others. */
  #markImpossible(count: number): number | null {
    const sorted = this.#seconds.slice(0, count).sort();
    const median = sorted[count >> 1];
    const isFar = (seconds: number): boolean => Math.abs(seconds - median) > FAR_SECONDS;
    const near = sorted.filter((seconds) => !isFar(seconds));
    if (near.length < 3 || near.length <= count / 2 || near.at(-1)! - near[0] > CLOSE_SECONDS) return null;
    let earliest = -1;
    for (let place = 0; place < count; place++) {
      if (isFar(this.#seconds[place])) this.#mark(place, SpanFlag.IMPOSSIBLE_TIME, 'impossible-time');
      else if (earliest < 0 || this.#isEarlier(place, earliest)) earliest = place;
    }
    return earliest;
  }

  /** Writes the trace's spans in pre-order, roots and siblings by start, ties by input order. */
  #writePreOrder(count: number, origin: { seconds: number; nanos: number }): void {
    const firstRoot = this.#linkChildren(count, origin);
    const { layout } = this;
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
      const parent = this.#parent[place];
      layout.row[span] = this.#rows[place]!;
      layout.parent[span] = parent < 0 ? -1 : spanOf[parent];
      layout.depth[span] = level;
      layout.subtreeEnd[span] = span + 1;
      layout.flags[span] = this.#flags[place]!;
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
  #linkChildren(count: number, origin: { seconds: number; nanos: number }): number {
    for (let place = 0; place < count; place++) {
      this.#start[place] =
        (this.#seconds[place] - origin.seconds) * 1e9 + (this.#nanos[place] - origin.nanos);
      this.#order[place] = place;
      this.#firstChild[place] = -1;
    }
    sortByKey(this.#order, this.#start, count, this.#stack);
    let firstRoot = -1;
    for (let at = count - 1; at >= 0; at--) {
      const place = this.#order[at];
      const parent = this.#parent[place];
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

  /** A start that is not known is later than all that are. */
  #isEarlier(a: number, b: number): boolean {
    if (Number.isNaN(this.#seconds[b])) return !Number.isNaN(this.#seconds[a]);
    return (
      this.#seconds[a] < this.#seconds[b] ||
      (this.#seconds[a] === this.#seconds[b] && this.#nanos[a] < this.#nanos[b])
    );
  }

  #mark(place: number, flag: number, code: DiagnosticCode): void {
    this.#flags[place] = this.#flags[place] | flag;
    this.#diagnostics.add(code, () => this.#facts.describe(this.#rows[place]));
  }
}

/** How unfit a top-level span is to name its trace: 0 for a root with a possible time. */
function standInRank(flags: number): number {
  return (
    (flags & SpanFlag.IMPOSSIBLE_TIME ? 2 : 0) + (flags & (SpanFlag.ORPHAN | SpanFlag.CYCLE_CUT) ? 1 : 0)
  );
}
