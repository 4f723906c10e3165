import { withRoom } from '../lib/growable.ts';
import { PlacesById } from '../lib/places-by-id.ts';
import { SEGMENT_BITS, SEGMENT_MASK } from '../lib/segmented-column.ts';
import type { DiagnosticCounter } from '../model/diagnostics.ts';
import { NO_ID, SPAN_ID_WORDS } from '../model/packed-id.ts';
import type { Repairs } from '../model/repairs.ts';
import { SpanFlag, SpanKind } from '../model/span-enums.ts';
import { atOnce, FEW_AT_ONCE, inRanges } from './in-steps.ts';
import type { SpanRows } from './span-rows.ts';

/** What is left of the rows of one trace when copies of spans have been united. It lasts until the next trace. */
export interface UnitedRows {
  readonly count: number;
  /** By place, as all here: the rows that stand, in input order. */
  readonly rows: Int32Array;
  /** Which row of the trace each is, -1 of a union; null where every row stands, each at its place. */
  readonly ranks: Int32Array | null;
  /** The span id of each, two words. */
  readonly ids: Uint32Array;
  readonly places: PlacesById;
  /** Server rows that stand below a client row of the same span id: server row → client row. */
  readonly clientOf: ReadonlyMap<number, number>;
  /** Rows that contradict another of the same id. */
  readonly conflicting: ReadonlySet<number>;
}

/** What a row's numbers stand for, as far as uniting must know. */
export interface RowFacts {
  readonly serviceOf: (row: number) => string;
  readonly resourceOf: (row: number) => number;
  readonly isNameless: (row: number) => boolean;
  /** One tick of the clock of the source, in ns. */
  readonly resolutionOf: (row: number) => number;
  /** The row in words, for a diagnostic's example. */
  readonly describe: (row: number) => string;
}

/** Two clocks may differ by this much and mean the same moment: one microsecond of rounding on each side, in ns. */
const TOLERANCE = 2000;

/** More different spans than this under one id are an id used again, not parts of one span. */
const MOST_PARTS = 256;

const NO_CLIENTS: ReadonlyMap<number, number> = new Map();
const NO_CONFLICTS: ReadonlySet<number> = new Set();

/**
 * Finds rows of one trace with the same span id and makes of them what they are:
 *
 *     equal in every respect               one span (or all, kept)    the same file dropped twice
 *     client side and server side          two, server below client   Zipkin's shared spans, in any format
 *     parts of one side that agree         one, their union           Zipkin's late reports, two exports of a trace
 *     anything else                        all kept, marked           ids used again
 *
 * Jaeger's and Tempo's first-wins and Zipkin's last-wins lose spans in the last two cases; this never does.
 */
export class CopyUniter implements UnitedRows {
  readonly #rows: SpanRows;
  readonly #facts: RowFacts;
  readonly #repairs: Repairs;
  readonly #diagnostics: DiagnosticCounter;
  count = 0;
  rows = new Int32Array(0);
  ranks: Int32Array | null = null;
  ids = new Uint32Array(0);
  readonly places = new PlacesById();
  clientOf = NO_CLIENTS;
  conflicting = NO_CONFLICTS;

  constructor(rows: SpanRows, facts: RowFacts, repairs: Repairs, diagnostics: DiagnosticCounter) {
    this.#rows = rows;
    this.#facts = facts;
    this.#repairs = repairs;
    this.#diagnostics = diagnostics;
  }

  /** Takes the rows `list[from .. to]` of the next trace. Unions are appended as new rows and stand where the first of their parts stood. */
  unite(list: Int32Array, from: number, to: number): UnitedRows {
    this.#begin(list, from, to);
    this.#findPlaces(0, this.count);
    if (this.places.isAnyTwice) atOnce(this.#uniteCopies());
    return this;
  }

  /** As `unite`, of very many rows. */
  *uniteInSteps(list: Int32Array, from: number, to: number): Generator<undefined, UnitedRows> {
    this.#begin(list, from, to);
    yield;
    yield* inRanges(this.count, (first, end) => this.#findPlaces(first, end));
    if (this.places.isAnyTwice) yield* this.#uniteCopies();
    return this;
  }

  #begin(list: Int32Array, from: number, to: number): void {
    const count = to - from;
    this.count = count;
    this.ranks = null;
    this.clientOf = NO_CLIENTS;
    this.conflicting = NO_CONFLICTS;
    this.rows = withRoom(this.rows, count);
    this.ids = withRoom(this.ids, SPAN_ID_WORDS * count);
    for (let place = 0; place < count; place++) this.rows[place] = list[from + place];
    this.places.begin(this.ids, count, NO_ID);
  }

  /** Finds the ids of the places `from .. to`, counted from the last one back. */
  #findPlaces(from: number, to: number): void {
    const { rows, ids, count } = this;
    const { segments } = this.#rows.spanId;
    for (let place = count - to; place < count - from; place++) {
      const word = SPAN_ID_WORDS * rows[place];
      const segment = segments[word >>> SEGMENT_BITS];
      ids[2 * place] = segment[word & SEGMENT_MASK];
      ids[2 * place + 1] = segment[(word & SEGMENT_MASK) + 1];
    }
    this.places.addLast(from, to);
  }

  *#uniteCopies(): Generator<undefined, void> {
    const rows = this.rows.slice(0, this.count);
    const replaced = new Map<number, number>(); // row → the row that stands for it
    const clientOf = new Map<number, number>();
    const conflicting = new Set<number>();
    let seen = 0;
    for (const group of this.#groups(rows)) {
      const copies: number[] = [];
      const distinct = this.#dropEqual(group, replaced, copies);
      const sides = this.#uniteSides(distinct, replaced);
      const client = this.#findEarliest(sides.filter((row) => this.#isClientSide(row)));
      const all = [...sides, ...copies];
      if (client !== null) for (const row of all) if (this.#isServerSide(row)) clientOf.set(row, client);
      const isRival = (row: number): boolean => !clientOf.has(row);
      if (sides.filter(isRival).length > 1) for (const row of all.filter(isRival)) conflicting.add(row);
      if (++seen % FEW_AT_ONCE === 0) yield;
    }
    for (const row of clientOf.keys()) this.#diagnostics.add('shared-span', () => this.#facts.describe(row));
    for (const row of conflicting) this.#diagnostics.add('conflicting-span', () => this.#facts.describe(row));
    const left = yield* standing(rows, replaced);
    this.#begin(left.rows, 0, left.rows.length);
    this.ranks = left.ranks;
    this.clientOf = clientOf;
    this.conflicting = conflicting;
    yield* inRanges(this.count, (from, to) => this.#findPlaces(from, to));
  }

  /** The rows of each id that several have. Rows without an id stay alone. */
  *#groups(rows: Int32Array): Iterable<number[]> {
    const isListed = new Uint8Array(rows.length);
    for (let first = 0; first < rows.length; first++) {
      if (isListed[first] === 1 || this.places.next(first) < 0) continue;
      const group: number[] = [];
      for (let place = first; place >= 0; place = this.places.next(place)) {
        isListed[place] = 1;
        group.push(rows[place]);
      }
      yield group;
    }
  }

  /** The rows that differ; of equal ones the first. The others are `replaced` or, without that repair, kept in `copies`. */
  #dropEqual(group: readonly number[], replaced: Map<number, number>, copies: number[]): number[] {
    const { resourceOf, describe } = this.#facts;
    const { startSeconds, startNanos, duration, name } = this.#rows;
    const distinct: number[] = [];
    const alike = new Map<string, number[]>(); // what differs first, so that a thousand copies cost a thousand steps
    for (const row of group) {
      const key = `${startSeconds.at(row)} ${startNanos.at(row)} ${duration.at(row)} ${name.at(row)} ${resourceOf(row)}`;
      const candidates = alike.get(key) ?? [];
      const same = candidates.find((other) => this.#rows.equals(row, other));
      if (same === undefined) {
        distinct.push(row);
        alike.set(key, [...candidates, row]);
      } else if (!this.#repairs.dropDuplicates) {
        copies.push(row);
        this.#diagnostics.add('kept-duplicate', () => describe(row));
      } else {
        replaced.set(row, same);
        this.#diagnostics.add('duplicate-span', () => describe(row));
      }
    }
    return distinct;
  }

  /** One row for each side of the span, parts united; parts that contradict each other stay apart. */
  #uniteSides(group: readonly number[], replaced: Map<number, number>): number[] {
    if (group.length === 1 || group.length > MOST_PARTS || !this.#repairs.mergePartials) return [...group];
    // Parts that say their side come first, so that a part without a kind finds the side it belongs to.
    const ordered = group.toSorted(
      (a, b) => Number(this.#isOneSided(b)) - Number(this.#isOneSided(a)) || a - b,
    );
    const sides: number[][] = [];
    for (const row of ordered) {
      const side = sides.find((parts) => parts.every((part) => this.#belongTogether(part, row)));
      if (side) side.push(row);
      else sides.push([row]);
    }
    return sides.map((parts) => this.#uniteParts(parts, replaced)).sort((a, b) => a - b);
  }

  #uniteParts(parts: readonly number[], replaced: Map<number, number>): number {
    if (parts.length === 1) return parts[0];
    const united = this.#rows.addUnion(parts.toSorted((a, b) => this.#compareCompleteness(a, b)));
    for (const part of parts) replaced.set(part, united);
    this.#diagnostics.add('merged-span', () => this.#facts.describe(parts[0]), parts.length - 1);
    return united;
  }

  /**
   * Whether two rows can be parts of one side of one span: same service (or one that a
   * cut file did not get to name) and side, names and times that agree. Reports
   * still without an end may give different starts if one instance sent them: Zipkin's consumers do.
   */
  #belongTogether(a: number, b: number): boolean {
    const { serviceOf, resourceOf, isNameless } = this.#facts;
    const { name, duration } = this.#rows;
    if (serviceOf(a) !== serviceOf(b) && serviceOf(a) !== '' && serviceOf(b) !== '') return false;
    if (this.#isOneSided(a) && this.#isOneSided(b) && this.#isServerSide(a) !== this.#isServerSide(b))
      return false;
    if (name.at(a) !== name.at(b) && !isNameless(a) && !isNameless(b)) return false;
    const durationsDiffer = duration.at(a) - duration.at(b); // NaN where one is not known
    if (Number.isNaN(durationsDiffer) && resourceOf(a) === resourceOf(b)) return true;
    return !(Math.abs(durationsDiffer) > TOLERANCE) && !(Math.abs(this.#startDifference(a, b)) > TOLERANCE);
  }

  /** The row that knows more comes first: its service, an end, a start; then the earlier one, then more attributes. */
  #compareCompleteness(a: number, b: number): number {
    const { duration, startSeconds, attributeCount } = this.#rows;
    const isUnnamed = (row: number): number => Number(this.#facts.serviceOf(row) === '');
    return (
      isUnnamed(a) - isUnnamed(b) ||
      Number(Number.isNaN(duration.at(a))) - Number(Number.isNaN(duration.at(b))) ||
      Number(Number.isNaN(startSeconds.at(a))) - Number(Number.isNaN(startSeconds.at(b))) ||
      this.#startDifference(a, b) ||
      attributeCount.at(b) - attributeCount.at(a) ||
      a - b
    );
  }

  /** The row that starts first, one without a start last; null of none. */
  #findEarliest(rows: readonly number[]): number | null {
    const isLater = (a: number, b: number): boolean =>
      Number.isNaN(this.#rows.startSeconds.at(a)) || this.#startDifference(a, b) > 0;
    return rows.reduce<number | null>(
      (earliest, row) => (earliest === null || isLater(earliest, row) ? row : earliest),
      null,
    );
  }

  /** Nanoseconds; NaN where a start is not known. */
  #startDifference(a: number, b: number): number {
    const { startSeconds, startNanos } = this.#rows;
    return (startSeconds.at(a) - startSeconds.at(b)) * 1e9 + startNanos.at(a) - startNanos.at(b);
  }

  #isOneSided(row: number): boolean {
    return this.#isServerSide(row) || this.#isClientSide(row);
  }

  #isServerSide(row: number): boolean {
    const kind = this.#rows.kind.at(row);
    return (
      kind === SpanKind.SERVER ||
      kind === SpanKind.CONSUMER ||
      (this.#rows.flags.at(row) & SpanFlag.SHARED_SERVER) !== 0
    );
  }

  #isClientSide(row: number): boolean {
    const kind = this.#rows.kind.at(row);
    return !this.#isServerSide(row) && (kind === SpanKind.CLIENT || kind === SpanKind.PRODUCER);
  }
}

/** `rows` with each replaced row's stand-in at its place, once; and which of `rows` each is, -1 where it is none of them. */
function* standing(
  rows: Int32Array,
  replaced: ReadonlyMap<number, number>,
): Generator<undefined, { rows: Int32Array; ranks: Int32Array }> {
  const seen = new Set<number>();
  const left = new Int32Array(rows.length);
  const ranks = new Int32Array(rows.length);
  let count = 0;
  yield* inRanges(rows.length, (from, to) => {
    for (let place = from; place < to; place++) {
      let stands = rows[place];
      for (let next = replaced.get(stands); next !== undefined; next = replaced.get(next)) stands = next;
      if (seen.has(stands)) continue;
      seen.add(stands);
      ranks[count] = stands === rows[place] ? place : -1;
      left[count++] = stands;
    }
  });
  return { rows: left.subarray(0, count), ranks };
}
