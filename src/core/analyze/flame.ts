import { listByGroup } from '../lib/counting-sort.ts';

/**
 * Boxes of a flame graph as columns of equal length, in pre-order: the descendants of box `b` are `b + 1 .. end[b]`. Every
 * box stands one row or more below its parent, and boxes of one row do not overlap.
 */
export interface Flame {
  readonly length: number;
  /** Int32; 0 next to the edge that all boxes grow from. */
  readonly row: Int32Array;
  readonly rowCount: number;
  /** Where the first box begins and the last ends, in the unit of `left`. */
  readonly from: number;
  readonly to: number;
  /** Float64; in time order nanoseconds after the trace's origin, else in the measure's unit, from 0. */
  readonly left: Float64Array;
  readonly width: Float64Array;
  readonly end: Int32Array;
  /** Int32; -1 at the top. */
  readonly parent: Int32Array;
  /** Int32; what all spans of the box are. */
  readonly operation: Int32Array;
  /** Int32; the only span of the box in time order, the longest where spans are merged. */
  readonly span: Int32Array;
  /** Int32; how many spans the box stands for, and how many of them are errors. */
  readonly count: Int32Array;
  readonly errorCount: Int32Array;
  /** Float64; the measure of the box's spans alone: of `total`, what is in none of its children's. */
  readonly own: Float64Array;
  /** Float64; the measure of the box's spans and all boxes below them. */
  readonly total: Float64Array;
  /** Int32; boxes by row, then from left to right: those of row `r` are `byRow[firstInRow[r]] .. byRow[firstInRow[r + 1]]`. */
  readonly byRow: Int32Array;
  readonly firstInRow: Int32Array;
  /** Int32; by span, its box, -1 where it has none. Empty where a span may be in several boxes: among callers. */
  readonly boxOf: Int32Array;
}

/** The part of a trace that a flame is made of: a span with all below it, or all spans. */
export interface FlameSpans {
  readonly from: number;
  readonly to: number;
}

/** Boxes by row, equal rows in the order of the column. */
export function listByRow(row: Int32Array, rowCount: number): Pick<Flame, 'byRow' | 'firstInRow'> {
  const { first: firstInRow, index: byRow } = listByGroup(row, rowCount);
  return { byRow, firstInRow };
}

/** `own` with everything below added, for nodes of which each stands after its parent (-1: none). */
export function addUp(parent: Int32Array, own: Float64Array): Float64Array {
  const total = own.slice();
  for (let node = parent.length - 1; node >= 0; node--)
    if (parent[node] >= 0) total[parent[node]] += total[node];
  return total;
}
