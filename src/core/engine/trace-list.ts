import { countSpans, type TraceSet } from '../analyze/trace-set.ts';
import { findTraceById, originOf, serviceOf, traceIdOf, type Dataset } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { ServiceIndex, TraceIndex } from '../model/units.ts';
import type { TraceList, TraceRow } from './protocol.ts';

/** One page of `set`: at most `limit` rows from `offset` on. */
export function listTraces(dataset: Dataset, set: TraceSet, offset: number, limit: number): TraceList {
  const rows: TraceRow[] = [];
  for (let at = offset; at < Math.min(offset + limit, set.length); at++) rows.push(viewRow(dataset, set[at]));
  return {
    traceCount: set.length,
    spanCount: countSpans(dataset, set),
    totalTraceCount: dataset.traces.length,
    longestDuration: findLongest(dataset, set),
    offset,
    rows,
  };
}

/** The row of `set` where the trace stands. */
export function locateTrace(dataset: Dataset, set: TraceSet, traceId: string): { row: number | null } {
  const trace = findTraceById(dataset, traceId);
  for (let row = 0; row < set.length; row++) if (set[row] === trace) return { row };
  return { row: null };
}

function findLongest({ traces }: Dataset, set: TraceSet): number {
  let longest = 0;
  for (let i = 0; i < set.length; i++) longest = Math.max(longest, traces.duration[set[i]]);
  return longest;
}

function viewRow(dataset: Dataset, trace: TraceIndex): TraceRow {
  const { spans, traces, operations, services } = dataset;
  const root = traces.root[trace];
  const { service, name } = operations[spans.operation[root]];
  return {
    traceId: traceIdOf(dataset, trace),
    rootService: services[service],
    rootOperation: name,
    hasRoot: (spans.flags[root] & SpanFlag.ORPHAN) === 0,
    start: originOf(dataset, trace),
    duration: traces.duration[trace],
    spanCount: traces.firstSpan[(trace + 1) as TraceIndex] - traces.firstSpan[trace],
    errorCount: traces.errorCount[trace],
    services: countByService(dataset, trace),
  };
}

/** By number of spans, most first; ties in order of appearance. */
function countByService(dataset: Dataset, trace: TraceIndex): TraceRow['services'] {
  const { firstSpan } = dataset.traces;
  const counts = new Map<ServiceIndex, number>();
  for (let span = firstSpan[trace]; span < firstSpan[(trace + 1) as TraceIndex]; span++) {
    const service = serviceOf(dataset, span);
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return Array.from(counts, ([service, spanCount]) => ({ name: dataset.services[service], spanCount })).sort(
    (a, b) => b.spanCount - a.spanCount,
  );
}
