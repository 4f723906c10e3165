import { withRoom } from '../lib/growable.ts';
import { SEGMENT_BITS, SEGMENT_MASK } from '../lib/segmented-column.ts';
import { NO_ID, SPAN_ID_WORDS } from '../model/packed-id.ts';
import type { UnitedRows } from './copy-uniter.ts';
import type { LooseTrace } from './loose-trace.ts';
import { SpanFlag, SpanKind } from '../model/span-enums.ts';

/** What `cutCycles` knows of a place. */
const SEEN = 1;
const DONE = 2;

/** Finds the parents of the spans of a trace, one trace after the other. */
export class ParentFinder {
  /** The rows of all traces so far that name parents who are not there. */
  readonly orphans: number[] = [];
  readonly #trace: LooseTrace;
  #colour = new Uint8Array(0);
  /** Rows that others stand below, and their places. */
  readonly #placeOfClient = new Map<number, number>();

  constructor(trace: LooseTrace) {
    this.#trace = trace;
  }

  /** Notes which of the places `from .. to` are those of clients that server rows stand below. */
  findClients({ rows, clientOf }: UnitedRows, from: number, to: number): void {
    if (clientOf.size === 0) return;
    const clients = this.#placeOfClient;
    if (from === 0) {
      clients.clear();
      for (const client of clientOf.values()) clients.set(client, -1);
    }
    for (let place = from; place < to; place++) if (clients.has(rows[place])) clients.set(rows[place], place);
  }

  /** Resolves the parents that the rows at places `from .. to` name to places; an absent one makes an orphan. */
  find(united: UnitedRows, from: number, to: number): void {
    const { rows, ids, clientOf } = united;
    const { parent } = this.#trace;
    const { segments } = this.#trace.spanRows.parentSpanId;
    for (let place = from; place < to; place++) {
      const word = SPAN_ID_WORDS * rows[place];
      const segment = segments[word >>> SEGMENT_BITS];
      const high = segment[word & SEGMENT_MASK];
      const low = segment[(word & SEGMENT_MASK) + 1];
      const client = clientOf.size === 0 ? undefined : clientOf.get(rows[place]);
      if (client !== undefined) parent[place] = this.#placeOfClient.get(client)!;
      else if (low === NO_ID && high === NO_ID) parent[place] = -1;
      else if (low === ids[2 * place + 1] && high === ids[2 * place]) {
        parent[place] = -1;
        this.#trace.mark(place, SpanFlag.SELF_PARENT, 'self-parent');
      } else parent[place] = this.#findPlace(high, low, place, united);
      if (parent[place] >= 0) markAsync(this.#trace, place);
    }
  }

  /** The place of the parent that `child` names. */
  #findPlace(high: number, low: number, child: number, united: UnitedRows): number {
    const first = united.places.first(high, low);
    if (first >= 0)
      return united.places.next(first) < 0 ? first : this.#choosePlace(first, united.rows[child], united);
    this.#trace.mark(child, SpanFlag.ORPHAN, 'orphan-span');
    this.orphans.push(united.rows[child]);
    return -1;
  }

  /** Of several spans with the wanted id: one of the child's own instance or service, else the server side, else the earliest. */
  #choosePlace(first: number, child: number, { places }: UnitedRows): number {
    const { serviceOf, resourceOf } = this.#trace.facts;
    const { kind } = this.#trace.spanRows;
    let best = first;
    let bestScore = -1;
    for (let place = first; place >= 0; place = places.next(place)) {
      const row = this.#trace.rows[place];
      const isOwnInstance = resourceOf(row) === resourceOf(child);
      const isOwnService = serviceOf(row) === serviceOf(child);
      const isServer = kind.at(row) === SpanKind.SERVER || kind.at(row) === SpanKind.CONSUMER;
      const score = (isOwnInstance ? 4 : 0) + (isOwnService ? 2 : 0) + (isServer ? 1 : 0);
      if (score > bestScore || (score === bestScore && this.#trace.isEarlier(place, best))) {
        best = place;
        bestScore = score;
      }
    }
    return best;
  }

  /** Makes the earliest span of each circle of parents a root, seen from the places `from .. to`. */
  cutCycles(from: number, to: number): void {
    const { parent, count } = this.#trace;
    this.#colour = withRoom(this.#colour, count);
    const colour = this.#colour;
    if (from === 0) colour.fill(0, 0, count);
    for (let begin = from; begin < to; begin++) {
      let place = begin;
      while (place >= 0 && colour[place] === 0) {
        colour[place] = SEEN;
        place = parent[place];
      }
      if (place >= 0 && colour[place] === SEEN) this.#cut(place);
      for (place = begin; place >= 0 && colour[place] === SEEN; place = parent[place]) colour[place] = DONE;
    }
  }

  /** Cuts the circle that `place` is part of. */
  #cut(place: number): void {
    const trace = this.#trace;
    const colour = this.#colour;
    let earliest = place;
    for (; colour[place] === SEEN; place = trace.parent[place]) {
      colour[place] = DONE;
      if (trace.isEarlier(place, earliest) || (!trace.isEarlier(earliest, place) && place < earliest))
        earliest = place;
    }
    trace.parent[earliest] = -1;
    trace.differs[earliest] = 1;
    trace.mark(earliest, SpanFlag.CYCLE_CUT, 'parent-cycle');
  }
}

/** A producer does not wait for its consumers. */
function markAsync(trace: LooseTrace, place: number): void {
  if (trace.kind[place] !== SpanKind.CONSUMER) return;
  if (trace.kind[trace.parent[place]] !== SpanKind.PRODUCER) return;
  if (trace.flags[place] & SpanFlag.ASYNC) trace.differs[place] = 1; // nobody could tell that the record says so too
  trace.flags[place] |= SpanFlag.ASYNC;
}
