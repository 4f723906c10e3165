import type { LooseTrace } from './loose-trace.ts';
import type { Repairs } from '../model/repairs.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { UnixTime } from '../model/units.ts';

/** Spans farther than this from the middle of their trace are suspect: 24 hours in seconds. */
const FAR_SECONDS = 86_400;
/** … and impossible where the rest of the trace fits into this: one hour in seconds. */
const CLOSE_SECONDS = 3600;

/** Gives spans without a start that of their first event: they began then at the latest. */
export function takeStartsFromEvents(trace: LooseTrace): void {
  for (let place = 0; place < trace.count; place++)
    if (Number.isNaN(trace.seconds[place])) takeStartFromEvents(trace, place);
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

/** Gives spans without a start that of the nearest ancestor that has one, else the trace's. */
export function findStarts(trace: LooseTrace): void {
  let earliest = -1;
  let unknown = 0;
  for (let place = 0; place < trace.count; place++) {
    if (Number.isNaN(trace.seconds[place])) unknown++;
    else if (earliest < 0 || trace.isEarlier(place, earliest)) earliest = place;
  }
  for (let begin = 0; begin < trace.count && unknown > 0; begin++) {
    let known = begin;
    while (known >= 0 && Number.isNaN(trace.seconds[known])) known = trace.parent[known];
    const seconds = trace.seconds[known] ?? trace.seconds[earliest] ?? 0;
    const nanos = trace.nanos[known] ?? trace.nanos[earliest] ?? 0;
    // All ancestors on the way get it too, so that no step is taken twice.
    for (let place = begin; place !== known; place = trace.parent[place]) {
      trace.seconds[place] = seconds;
      trace.nanos[place] = nanos;
      trace.mark(place, SpanFlag.START_UNKNOWN, 'unknown-start');
      unknown--;
    }
  }
}

/** The earliest start. Spans with impossible times are left out and marked, unless that repair is off. */
export function findOrigin(trace: LooseTrace, { setImpossibleTimesAside }: Repairs): UnixTime {
  let origin = 0;
  let last = 0;
  for (let place = 1; place < trace.count; place++) {
    if (trace.isEarlier(place, origin)) origin = place;
    if (trace.seconds[place] > trace.seconds[last]) last = place;
  }
  if (setImpossibleTimesAside && trace.seconds[last] - trace.seconds[origin] > FAR_SECONDS)
    origin = markImpossible(trace) ?? origin;
  return { seconds: trace.seconds[origin], nanos: trace.nanos[origin] };
}

/** Marks spans more than a day from the median start if all others are within an hour; the earliest of the others. */
function markImpossible(trace: LooseTrace): number | null {
  const sorted = trace.seconds.slice(0, trace.count).sort();
  const median = sorted[trace.count >> 1];
  const isFar = (seconds: number): boolean => Math.abs(seconds - median) > FAR_SECONDS;
  const near = sorted.filter((seconds) => !isFar(seconds));
  if (near.length < 3 || near.length <= trace.count / 2 || near.at(-1)! - near[0] > CLOSE_SECONDS)
    return null;
  let earliest = -1;
  for (let place = 0; place < trace.count; place++) {
    if (isFar(trace.seconds[place])) trace.mark(place, SpanFlag.IMPOSSIBLE_TIME, 'impossible-time');
    else if (earliest < 0 || trace.isEarlier(place, earliest)) earliest = place;
  }
  return earliest;
}
