import type { TraceList } from '../../core/engine/protocol.ts';

/** Where a reader is in a list of traces. */
export interface ListPlace {
  /** The active row. */
  readonly row: number;
  /** The trace there; null where it is not fetched, and at the top of a list that has not the focus: the top stays the top. */
  readonly traceId: string | null;
  /** px from the list's top edge down to the active row; null where that has not the focus. */
  readonly offset: number | null;
  readonly scrollTop: number;
}

/** Where a list begins. */
export const TOP: ListPlace = { row: 0, traceId: null, offset: null, scrollTop: 0 };

/** For as long as an answer is kept: going to a trace and back loses no place. */
const places = new WeakMap<TraceList, ListPlace>();

/** Notes where the reader is, for when the same list is drawn anew. */
export function keepPlace(list: TraceList, place: ListPlace): void {
  places.set(list, place);
}

/** Where the reader was when the list was left. */
export function keptPlace(list: TraceList): ListPlace {
  return { ...(places.get(list) ?? TOP), offset: null };
}
