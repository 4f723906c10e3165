import { select } from '../lib/select.ts';
import type { LooseTrace } from './loose-trace.ts';
import type { Repairs } from '../model/repairs.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { UnixTime } from '../model/units.ts';

/** Spans farther than this from the middle of their trace are suspect: 24 hours in seconds. */
const FAR_SECONDS = 86_400;
/** … and impossible where the rest of the trace fits into this: one hour in seconds. */
const CLOSE_SECONDS = 3600;
/** Where some spans of a trace lie between these, the others are impossible: 1990 and 2100, in seconds. */
const FIRST_SECONDS = 631_152_000;
const END_SECONDS = 4_102_444_800;

/** Finds the starts of the spans of a trace that have none, and the moment from which its times count. */
export class StartFinder {
  readonly #trace: LooseTrace;
  readonly #repairs: Repairs;
  /** The places that start first and last; -1 where none has a start. */
  #earliest = -1;
  #latest = -1;
  #unknownCount = 0;

  constructor(trace: LooseTrace, repairs: Repairs) {
    this.#trace = trace;
    this.#repairs = repairs;
  }

  /**
   * Looks which of the spans at `from .. to` have a start, and when. One without has that of its first event: it began then
   * at the latest.
   */
  look(from: number, to: number): void {
    const trace = this.#trace;
    const { seconds } = trace;
    if (from === 0) {
      this.#earliest = this.#latest = -1;
      this.#unknownCount = 0;
    }
    for (let place = from; place < to; place++) {
      if (Number.isNaN(seconds[place])) takeStartFromEvents(trace, place);
      if (Number.isNaN(seconds[place])) this.#unknownCount++;
      else if (this.#earliest < 0) this.#earliest = this.#latest = place;
      else {
        if (trace.isEarlier(place, this.#earliest)) this.#earliest = place;
        if (seconds[place] > seconds[this.#latest]) this.#latest = place;
      }
    }
  }

  /** Gives spans at `from .. to` without a start that of the nearest ancestor that has one, else the trace's. */
  inherit(from: number, to: number): void {
    const trace = this.#trace;
    for (let begin = from; begin < to && this.#unknownCount > 0; begin++) {
      let known = begin;
      while (known >= 0 && Number.isNaN(trace.seconds[known])) known = trace.parent[known];
      const seconds = trace.seconds[known] ?? trace.seconds[this.#earliest] ?? 0;
      const nanos = trace.nanos[known] ?? trace.nanos[this.#earliest] ?? 0;
      // All ancestors on the way get it too, so that no step is taken twice.
      for (let place = begin; place !== known; place = trace.parent[place]) {
        trace.seconds[place] = seconds;
        trace.nanos[place] = nanos;
        trace.mark(place, SpanFlag.START_UNKNOWN, 'unknown-start');
        this.#unknownCount--;
      }
    }
  }

  /** The earliest start. Spans with impossible times are left out and marked, unless that repair is off. */
  findOrigin(): UnixTime {
    const trace = this.#trace;
    let origin = Math.max(0, this.#earliest);
    const span = trace.seconds[this.#latest] - trace.seconds[origin];
    if (this.#repairs.setImpossibleTimesAside && span > FAR_SECONDS) origin = markImpossible(trace) ?? origin;
    return { seconds: trace.seconds[origin], nanos: trace.nanos[origin] };
  }
}

function takeStartFromEvents(trace: LooseTrace, place: number): void {
  const row = trace.rows[place];
  const { events, firstEvent } = trace.spanRows;
  for (const event of events.entriesFrom(firstEvent.at(row))) {
    const seconds = events.columns.seconds.at(event);
    const nanos = events.columns.nanos.at(event);
    if (Number.isNaN(seconds)) continue;
    if (seconds > trace.seconds[place] || (seconds === trace.seconds[place] && nanos >= trace.nanos[place]))
      continue;
    trace.seconds[place] = seconds;
    trace.nanos[place] = nanos;
  }
  if (!Number.isNaN(trace.seconds[place])) trace.mark(place, SpanFlag.START_UNKNOWN, 'unknown-start');
}

/**
 * Marks spans more than a day from the median start if all others are within an hour. Where no such majority tells what is
 * right, the calendar does. The earliest of the others; null where none is marked.
 */
function markImpossible(trace: LooseTrace): number | null {
  const { count, seconds } = trace;
  const median = select(seconds.slice(0, count), count >> 1);
  const isFar = (place: number): boolean => Math.abs(seconds[place] - median) > FAR_SECONDS;
  const rest = measureRest(trace, isFar);
  if (rest.count >= 3 && rest.count > count / 2 && rest.seconds <= CLOSE_SECONDS)
    return markAll(trace, isFar, rest.earliest);
  const isOutside = (place: number): boolean =>
    !(seconds[place] >= FIRST_SECONDS && seconds[place] < END_SECONDS);
  const datable = measureRest(trace, isOutside);
  if (datable.count === 0 || datable.count === count) return null;
  return markAll(trace, isOutside, datable.earliest);
}

/** How many spans are not set aside, which of them is the earliest (-1: none), and how far their starts lie apart. */
function measureRest(trace: LooseTrace, isAside: (place: number) => boolean) {
  let count = 0;
  let earliest = -1;
  let latest = -1;
  for (let place = 0; place < trace.count; place++) {
    if (isAside(place)) continue;
    count++;
    if (earliest < 0 || trace.isEarlier(place, earliest)) earliest = place;
    if (latest < 0 || trace.isEarlier(latest, place)) latest = place;
  }
  return { count, earliest, seconds: trace.seconds[latest] - trace.seconds[earliest] };
}

function markAll(trace: LooseTrace, isAside: (place: number) => boolean, earliest: number): number {
  for (let place = 0; place < trace.count; place++)
    if (isAside(place)) trace.mark(place, SpanFlag.IMPOSSIBLE_TIME, 'impossible-time');
  return earliest;
}
