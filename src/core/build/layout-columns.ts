/**
 * Where the rows of every trace stand in their final order, with what only the whole trace can tell. Opens by final span
 * index, but for `spanOf`.
 */
export interface Layout {
  /** By row: the span that it is; -1 where it is none. */
  spanOf: Int32Array;
  /** Which row of its trace it is, in input order; -1 where the span does not tell its row exactly. */
  readonly rank: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly flags: Uint16Array;
  /** Nanoseconds after the trace's origin. */
  readonly start: Float64Array;
  length: number;
  deepest: number;
}

/** The traces laid out so far, as columns: where each begins on the time line, and who names it. */
export interface TraceRows {
  length: number;
  /** The builder's number of the trace. */
  readonly number: Int32Array;
  /** One entry more than traces. */
  readonly firstSpan: Int32Array;
  readonly root: Int32Array;
  readonly originSeconds: Float64Array;
  readonly originNanos: Float64Array;
}

/** The columns of a layout of nothing yet, with room for so many spans. */
export function createLayout(rowCount: number, spanCount: number): Layout {
  return {
    spanOf: new Int32Array(rowCount).fill(-1),
    rank: new Int32Array(spanCount),
    parent: new Int32Array(spanCount),
    depth: new Int32Array(spanCount),
    subtreeEnd: new Int32Array(spanCount),
    flags: new Uint16Array(spanCount),
    start: new Float64Array(spanCount),
    length: 0,
    deepest: 0,
  };
}

/** The columns of no traces yet, with room for so many. */
export function createTraceRows(traceCount: number): TraceRows {
  return {
    length: 0,
    number: new Int32Array(traceCount),
    firstSpan: new Int32Array(traceCount + 1),
    root: new Int32Array(traceCount),
    originSeconds: new Float64Array(traceCount),
    originNanos: new Float64Array(traceCount),
  };
}
