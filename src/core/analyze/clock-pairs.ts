import { NO_SPAN } from '../model/dataset.ts';
import { SpanFlag, SpanKind } from '../model/span-enums.ts';
import type { SpanTree } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import type { TraceClocks } from './trace-clocks.ts';
import type { TraceSlice } from './trace-slice.ts';

/** How far one clock of a trace seems to be from another, and what says so. */
export interface ClockEvidence {
  /** Nanoseconds to add to the callee's times: the smallest shift that fits every call; 0 where the clocks seem to agree. */
  readonly offset: number;
  /** The shifts that fit every call, to within a tick; -Infinity or Infinity where nothing bounds them. */
  readonly least: number;
  readonly most: number;
  /** Calls looked at, and how many of them do not fit as stored. */
  readonly callCount: number;
  readonly misfitCount: number;
}

/** Two clocks between which there are calls. */
export interface ClockPair extends ClockEvidence {
  /** Open `TraceClocks.places`. */
  readonly caller: number;
  readonly callee: number;
  /** The called span of the first call, in waterfall order. */
  readonly firstCall: SpanIndex;
}

const NO_START = SpanFlag.START_UNKNOWN | SpanFlag.IMPOSSIBLE_TIME;
const NO_END = SpanFlag.UNFINISHED | SpanFlag.NEGATIVE_DURATION;

/**
 * The pairs of clocks and how far they seem to differ, most calls first. Looked at are calls that cross from clock to
 * clock: a client span and the server span below it, a producer and its consumer. Each says by which shifts the callee
 * would have begun after its caller and, where that waited, ended before it:
 *
 *     caller             |------------|
 *     callee       |--------|
 *       least       ---->|--------|
 *       most        -------->|--------|
 *
 * What fits all calls between two clocks, in either direction, is the intersection of these. Where it is empty, no shift
 * explains the times, and the clocks are left alone. What is off by no more than a tick of the coarser clock fits. (Jaeger
 * looks at one call at a time, and centres the callee in its caller.)
 */
export function findClockPairs({ spans }: TraceSlice, { clockOf, places, ticks }: TraceClocks): ClockPair[] {
  if (places.length === 1) return [];
  const pairs = new Map<number, PairOfClocks>();
  for (let span = 0 as SpanIndex; span < spans.length; span++) {
    const parent = spans.parent[span];
    if (parent === NO_SPAN || clockOf[parent] === clockOf[span] || !isCall(spans, parent, span)) continue;
    const [caller, callee] = [clockOf[parent], clockOf[span]];
    const key = Math.min(caller, callee) * places.length + Math.max(caller, callee);
    let pair = pairs.get(key);
    const tick = Math.max(ticks[caller], ticks[callee]);
    if (!pair) pairs.set(key, (pair = new PairOfClocks(caller, callee, span, tick)));
    const least = spans.start[parent] - spans.start[span];
    const most = latestShift(spans, parent, span, tick);
    pair.add(caller, least, most);
  }
  return Array.from(pairs.values()).sort((a, b) => b.callCount - a.callCount);
}

function isCall({ kind, flags }: SpanTree, parent: SpanIndex, span: SpanIndex): boolean {
  if ((flags[parent] | flags[span]) & NO_START) return false;
  return (
    (kind[parent] === SpanKind.CLIENT && kind[span] === SpanKind.SERVER) ||
    (kind[parent] === SpanKind.PRODUCER && kind[span] === SpanKind.CONSUMER)
  );
}

/** By how much `span` can be moved until it ends after its caller; Infinity where that did not wait for it. */
function latestShift(
  { start, duration, flags }: SpanTree,
  parent: SpanIndex,
  span: SpanIndex,
  tick: number,
): number {
  const isAwaited = !(flags[span] & SpanFlag.ASYNC) && !((flags[parent] | flags[span]) & NO_END);
  // Longer than its caller: that gave up, or did not care.
  if (!isAwaited || duration[span] > duration[parent] + tick) return Infinity;
  return start[parent] + duration[parent] - (start[span] + duration[span]);
}

/** What the calls between two clocks say. */
class PairOfClocks implements ClockPair {
  readonly caller: number;
  readonly callee: number;
  readonly firstCall: SpanIndex;
  readonly #tick: number;
  least = -Infinity;
  most = Infinity;
  callCount = 0;
  misfitCount = 0;
  /** A callee that begins before its caller proves that clocks differ. */
  #isProven = false;

  constructor(caller: number, callee: number, firstCall: SpanIndex, tick: number) {
    this.caller = caller;
    this.callee = callee;
    this.firstCall = firstCall;
    this.#tick = tick;
  }

  /** A call from the clock `caller` of the two to the other, and which shifts of the other fit it. */
  add(caller: number, least: number, most: number): void {
    this.callCount++;
    if (least > this.#tick || most < -this.#tick) this.misfitCount++;
    if (least > this.#tick) this.#isProven = true;
    const isForward = caller === this.caller;
    this.least = Math.max(this.least, isForward ? least : -most);
    this.most = Math.min(this.most, isForward ? most : -least);
  }

  get offset(): number {
    if (this.least > this.most + this.#tick) return 0;
    // One that ends after its caller does so only where it is the rule: servers may go on when they have answered.
    if (!this.#isProven && this.misfitCount * 2 < this.callCount) return 0;
    return this.least > this.#tick ? this.least : this.most;
  }
}
