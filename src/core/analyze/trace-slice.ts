import { spanColumn } from '../model/columns.ts';
import { NO_SPAN, originOf, type Dataset, type SpanColumn } from '../model/dataset.ts';
import type { SpanForest, SpanTree } from '../model/span-tree.ts';
import type { SpanIndex, TraceIndex, UnixTime } from '../model/units.ts';

/** One trace as a table of its own: its spans count from 0. Every analysis of a forest takes it as it takes a data set. */
export interface TraceSlice extends SpanForest {
  readonly trace: TraceIndex;
  /** From where its times count, in nanoseconds: the earliest start of a span without IMPOSSIBLE_TIME. */
  readonly origin: UnixTime;
  /** Latest end minus earliest start, spans with impossible times left out. */
  readonly duration: number;
  /** One tick of the coarsest clock among the files its spans came from, in nanoseconds. */
  readonly resolution: number;
  /** The span that names the trace, in the slice. */
  readonly root: SpanIndex;
  /** The same columns as `spans`, as typed arrays to be copied. */
  readonly columns: SliceColumns;
  /** Int32; the span's place in the data set, by its place here. */
  readonly spanOf: SpanColumn<SpanIndex>;
  /** Nanoseconds by which each span is moved against the stored times; null where none is. */
  readonly shift: Float64Array | null;
}

/** The columns of `SpanTree`. */
export interface SliceColumns {
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly start: Float64Array;
  readonly duration: Float64Array;
  readonly operation: Int32Array;
  readonly kind: Uint8Array;
  readonly status: Uint8Array;
  readonly flags: Uint16Array;
}

/** The spans of `trace`, as stored. Costs one copy of their columns. */
export function sliceTrace(dataset: Dataset, trace: TraceIndex): TraceSlice {
  const { spans, traces } = dataset;
  const first = traces.firstSpan[trace];
  const length = traces.firstSpan[(trace + 1) as TraceIndex] - first;
  const columns: SliceColumns = {
    parent: new Int32Array(length),
    depth: new Int32Array(length),
    subtreeEnd: new Int32Array(length),
    start: new Float64Array(length),
    duration: new Float64Array(length),
    operation: new Int32Array(length),
    kind: new Uint8Array(length),
    status: new Uint8Array(length),
    flags: new Uint16Array(length),
  };
  const spanOf = new Int32Array(length);
  for (let at = 0; at < length; at++) {
    const span = (first + at) as SpanIndex;
    const parent = spans.parent[span];
    spanOf[at] = span;
    columns.parent[at] = parent === NO_SPAN ? NO_SPAN : parent - first;
    columns.depth[at] = spans.depth[span];
    columns.subtreeEnd[at] = spans.subtreeEnd[span] - first;
    columns.start[at] = spans.start[span];
    columns.duration[at] = spans.duration[span];
    columns.operation[at] = spans.operation[span];
    columns.kind[at] = spans.kind[span];
    columns.status[at] = spans.status[span];
    columns.flags[at] = spans.flags[span];
  }
  return {
    trace,
    origin: originOf(dataset, trace),
    duration: traces.duration[trace],
    resolution: findResolution(dataset, spanOf),
    root: (traces.root[trace] - first) as SpanIndex,
    columns,
    spans: treeOf(columns),
    spanOf: spanColumn(spanOf),
    shift: null,
  };
}

/** The columns as an analysis reads them. */
export function treeOf(columns: SliceColumns): SpanTree {
  return {
    length: columns.parent.length,
    parent: spanColumn(columns.parent),
    depth: spanColumn(columns.depth),
    subtreeEnd: spanColumn(columns.subtreeEnd),
    start: spanColumn(columns.start),
    duration: spanColumn(columns.duration),
    operation: spanColumn(columns.operation),
    kind: spanColumn(columns.kind),
    status: spanColumn(columns.status),
    flags: spanColumn(columns.flags),
  };
}

function findResolution({ spans, provenances, sources }: Dataset, spanOf: Int32Array): number {
  let coarsest = 1;
  let last = -1;
  for (let at = 0; at < spanOf.length; at++) {
    const provenance = spans.provenance[spanOf[at] as SpanIndex];
    if (provenance === last) continue;
    last = provenance;
    coarsest = Math.max(coarsest, sources[provenances[provenance].source].resolution);
  }
  return coarsest;
}
