import { inputOrder, sortByKey } from '../lib/stable-order.ts';
import { spanColumn } from '../model/columns.ts';
import { NO_SPAN } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
import { addNanos, type SpanIndex, type TimeWindow } from '../model/units.ts';
import type { ClockPair } from './clock-pairs.ts';
import { type PreOrder, SiblingLists } from './pre-order.ts';
import type { TraceClocks } from './trace-clocks.ts';
import { treeOf, type SliceColumns, type TraceSlice } from './trace-slice.ts';

/**
 * `slice` as one clock would have timed it: that of its root. Siblings stand in order of their new starts; where the trace
 * begins at another moment, its origin moves. The slice itself where clocks agree.
 *
 *     web                |-----------|          |-----------|
 *       orders     |-------|             →          |-------|
 *         stock       |--|                             |--|
 */
export function alignClocks(slice: TraceSlice, clocks: TraceClocks, pairs: readonly ClockPair[]): TraceSlice {
  if (pairs.every(({ offset }) => offset === 0)) return slice;
  const shiftOf = setClocks(slice, clocks, pairs);
  const shift = new Float64Array(clocks.clockOf.length);
  for (let span = 0; span < shift.length; span++) shift[span] = shiftOf[clocks.clockOf[span]];
  return moveSpans(slice, shift);
}

/**
 * By clock: nanoseconds to add to its times. Clocks are set in the order in which the root's tree meets them, each as near
 * to the one that called it as its calls from and to all clocks set before allow: who is called by a shifted caller moves
 * with it, unless another caller holds it back.
 */
function setClocks(
  { spans, root }: TraceSlice,
  { clockOf, places }: TraceClocks,
  pairs: readonly ClockPair[],
): Float64Array {
  const shift = new Float64Array(places.length).fill(NaN);
  const pairsOf = Array.from(places, (): ClockPair[] => []);
  for (const pair of pairs) {
    pairsOf[pair.caller].push(pair);
    pairsOf[pair.callee].push(pair);
  }
  const setBetween = (from: SpanIndex, to: SpanIndex): void => {
    for (let span = from; span < to; span++) {
      const clock = clockOf[span];
      if (!Number.isNaN(shift[clock])) continue;
      const parent = spans.parent[span];
      const wanted = parent === NO_SPAN ? 0 : shift[clockOf[parent]];
      shift[clock] = nearestFit(clock, wanted, pairsOf[clock], shift);
    }
  };
  setBetween(root, spans.subtreeEnd[root]);
  setBetween(0 as SpanIndex, spans.length as SpanIndex);
  return shift;
}

/** The shift nearest to `wanted` that fits the calls between `clock` and the clocks that are set, most calls first. */
function nearestFit(clock: number, wanted: number, pairs: readonly ClockPair[], shift: Float64Array): number {
  let [low, high] = [-Infinity, Infinity];
  for (const pair of pairs) {
    const isCallee = pair.callee === clock;
    const other = shift[isCallee ? pair.caller : pair.callee];
    if (Number.isNaN(other)) continue;
    const { least, most } = boundsOf(pair);
    const [from, to] = isCallee ? [other + least, other + most] : [other - most, other - least];
    if (from > high || to < low) continue; // it contradicts pairs that say more
    low = Math.max(low, from);
    high = Math.min(high, to);
  }
  return Math.min(Math.max(wanted, low), high);
}

/** The shifts of the callee's clock that leave the pair as well off as it seems to be. */
function boundsOf({ offset, least, most }: ClockPair): { readonly least: number; readonly most: number } {
  if (offset !== 0) return { least: Math.min(least, offset), most: Math.max(most, offset) };
  if (least > most) return { least: -Infinity, most: Infinity };
  return { least: Math.min(least, 0), most: Math.max(most, 0) };
}

/** `slice` with every span moved by its `shift`, in the order of the new starts. */
function moveSpans(slice: TraceSlice, shift: Float64Array): TraceSlice {
  const { columns, spanOf } = slice;
  const start = columns.start.slice();
  for (let span = 0; span < start.length; span++) start[span] += shift[span];
  const { from, to } = findExtent(columns, start);
  const { node, parent, depth, end: subtreeEnd } = orderByStart(columns.parent, start);
  const moved: SliceColumns = {
    parent,
    depth,
    subtreeEnd,
    start: new Float64Array(node.length),
    duration: new Float64Array(node.length),
    operation: new Int32Array(node.length),
    kind: new Uint8Array(node.length),
    status: new Uint8Array(node.length),
    flags: new Uint16Array(node.length),
  };
  const movedSpanOf = new Int32Array(node.length);
  const movedShift = new Float64Array(node.length);
  for (let place = 0; place < node.length; place++) {
    const span = node[place];
    moved.start[place] = start[span] - from;
    moved.duration[place] = columns.duration[span];
    moved.operation[place] = columns.operation[span];
    moved.kind[place] = columns.kind[span];
    moved.status[place] = columns.status[span];
    moved.flags[place] = columns.flags[span];
    movedSpanOf[place] = spanOf[span as SpanIndex];
    movedShift[place] = shift[span];
  }
  return {
    trace: slice.trace,
    origin: addNanos(slice.origin, from),
    duration: to - from,
    resolution: slice.resolution,
    root: node.indexOf(slice.root) as SpanIndex,
    columns: moved,
    spans: treeOf(moved),
    spanOf: spanColumn(movedSpanOf),
    shift: movedShift,
  };
}

/** The earliest start and the latest end, spans with impossible times left out: never all are. */
function findExtent({ duration, flags }: SliceColumns, start: Float64Array): TimeWindow {
  let from = Infinity;
  let to = -Infinity;
  for (let span = 0; span < start.length; span++) {
    if (flags[span] & SpanFlag.IMPOSSIBLE_TIME) continue;
    from = Math.min(from, start[span]);
    to = Math.max(to, start[span] + duration[span]);
  }
  return { from, to };
}

/** The forest with siblings by `start`, ties in the order they had. */
function orderByStart(parent: Int32Array, start: Float64Array): PreOrder {
  const order = inputOrder(parent.length);
  sortByKey(order, start, order.length, new Int32Array(order.length));
  const lists = new SiblingLists(order.length);
  for (let at = order.length - 1; at >= 0; at--) lists.prepend(order[at], parent[order[at]]);
  return lists.write();
}
