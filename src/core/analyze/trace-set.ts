import { indexList } from '../model/columns.ts';
import type { Dataset } from '../model/dataset.ts';
import type { SpanIndex, TraceIndex } from '../model/units.ts';

/** Some traces of a data set, none twice: what every statistic is computed over. An `Int32Array` underneath. */
export type TraceSet = ArrayLike<TraceIndex>;

/** Every trace of `dataset`, in order of first appearance. */
export function allTraces({ traces }: Dataset): TraceSet {
  return traceRange(0, traces.length);
}

/** The traces `from .. to`, in order. */
export function traceRange(from: number, to: number): TraceSet {
  const traces = new Int32Array(to - from);
  for (let at = 0; at < traces.length; at++) traces[at] = from + at;
  return toTraceSet(traces);
}

/** Trace indices in a column, as the set they are. */
export function toTraceSet(column: Int32Array): TraceSet {
  return indexList(column);
}

/** Calls `visit` for each span of `set`, trace by trace, in the order of the span table. */
export function forEachSpan(
  { traces }: Dataset,
  set: TraceSet,
  visit: (span: SpanIndex, trace: TraceIndex) => void,
): void {
  for (let i = 0; i < set.length; i++) {
    const trace = set[i];
    const end = traces.firstSpan[(trace + 1) as TraceIndex];
    for (let span = traces.firstSpan[trace]; span < end; span++) visit(span, trace);
  }
}

/** Calls `visit` for the spans of `set`, as few ranges of the span table as there are: of traces side by side, one. */
export function forEachRange(
  { traces }: Dataset,
  set: TraceSet,
  visit: (from: SpanIndex, to: SpanIndex) => void,
): void {
  for (let i = 0; i < set.length;) {
    const first = i++;
    while (i < set.length && set[i] === set[i - 1] + 1) i++;
    visit(traces.firstSpan[set[first]], traces.firstSpan[(set[i - 1] + 1) as TraceIndex]);
  }
}

/** How many spans the traces of `set` have. */
export function countSpans({ traces }: Dataset, set: TraceSet): number {
  let count = 0;
  for (let i = 0; i < set.length; i++)
    count += traces.firstSpan[(set[i] + 1) as TraceIndex] - traces.firstSpan[set[i]];
  return count;
}
