import type { CensusSink } from './census-sink.ts';
import { TRACE_ID_WORDS } from '../model/packed-id.ts';

/** At most this share of the room is for traces with errors, and this for the slowest of the others. */
const ERROR_ROOM = 0.8;
const SLOWEST_ROOM = 0.1;
/** More of the slowest than anybody looks through. */
const MOST_SLOWEST = 2000;

/** Why a trace of a sample is held. */
export const Held = {
  /** It is left out. */
  NOT: 0,
  FOR_ERRORS: 1,
  AS_SLOWEST: 2,
  /** By its id. */
  BY_SHARE: 3,
} as const;
export type Held = (typeof Held)[keyof typeof Held];

/**
 * Chooses traces for about `room` spans: those with errors, the slowest, and of the rest those whose ids fall into a share.
 * The same ids give the same choice. `known` tells what was decided of a trace before, null where nothing was: a trace of
 * several files is held whole or not at all. Gives `Held` by trace of the census.
 */
export function chooseTraces(
  census: CensusSink,
  room: number,
  known: (trace: number) => Held | null = () => null,
): Uint8Array {
  const { traces, spansOf, errorsOf } = census;
  const held = new Uint8Array(traces.length);
  const isOpen = new Uint8Array(traces.length).fill(1); // not yet decided
  for (let trace = 0; trace < traces.length; trace++) {
    const decided = known(trace);
    if (decided !== null) [held[trace], isOpen[trace]] = [decided, 0];
  }
  let left = room;
  const hold = (list: Iterable<number>, share: number, reason: Held): void => {
    for (const trace of list) {
      isOpen[trace] = 0;
      if (shareOf(traces.words, trace) >= share) continue;
      held[trace] = reason;
      left -= spansOf[trace];
    }
  };
  const listOpen = (isMeant: (trace: number) => boolean): number[] =>
    Array.from(isOpen.keys()).filter((trace) => isOpen[trace] === 1 && isMeant(trace));
  const countSpans = (list: readonly number[]): number =>
    list.reduce((sum, trace) => sum + spansOf[trace], 0);

  const failed = listOpen((trace) => errorsOf[trace] > 0);
  hold(failed, Math.min(1, (ERROR_ROOM * room) / countSpans(failed)), Held.FOR_ERRORS);
  const withoutErrors = listOpen(() => true);
  hold(takeSlowest(census, withoutErrors, SLOWEST_ROOM * room), 1, Held.AS_SLOWEST);
  const others = listOpen(() => true);
  hold(others, Math.max(0, Math.min(1, left / countSpans(others))), Held.BY_SHARE);
  return held;
}

/** The slowest of `list` that together have no more than `room` spans. */
function takeSlowest({ start, end, spansOf }: CensusSink, list: readonly number[], room: number): number[] {
  const durationOf = (trace: number): number => end[trace] - start[trace] || 0;
  const sorted = Float64Array.from(list, durationOf).sort();
  const threshold = sorted[Math.max(0, sorted.length - MOST_SLOWEST)] ?? 0;
  const slow = list.filter((trace) => durationOf(trace) >= threshold);
  slow.sort((a, b) => durationOf(b) - durationOf(a) || a - b);
  let left = room;
  let count = 0;
  while (count < Math.min(slow.length, MOST_SLOWEST) && left >= spansOf[slow[count]])
    left -= spansOf[slow[count++]];
  return slow.slice(0, count);
}

/** Where the id of `trace` falls, evenly from 0 to below 1: its words mixed as MurmurHash3 ends. */
function shareOf(words: Uint32Array, trace: number): number {
  let hash = 0;
  for (let word = 0; word < TRACE_ID_WORDS; word++) {
    hash ^= words[trace * TRACE_ID_WORDS + word];
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}
