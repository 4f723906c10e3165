import { medianOf, percentileOf } from '../lib/quantile.ts';
import { type Dataset, originOf, serviceByOperation } from '../model/dataset.ts';
import { addNanos, compareTimes, type UnixTime } from '../model/units.ts';
import { forEachSpan, type TraceSet } from './trace-set.ts';

/** What there is, in numbers. Durations are of traces, in nanoseconds. */
export interface Summary {
  readonly traceCount: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Traces with at least one error. */
  readonly errorTraceCount: number;
  readonly serviceCount: number;
  /** Trace durations. p50 is the median; the others as `percentileOf` defines. */
  readonly meanDuration: number;
  readonly p50Duration: number;
  readonly p95Duration: number;
  readonly p99Duration: number;
  /** Earliest start and latest end of the traces; null without traces. */
  readonly start: UnixTime | null;
  readonly end: UnixTime | null;
}

/** The summary of the traces of `set`; without traces every number is 0. */
export function computeSummary(dataset: Dataset, set: TraceSet): Summary {
  const { traces } = dataset;
  let errorCount = 0;
  let errorTraceCount = 0;
  const durations = new Float64Array(set.length);
  for (let i = 0; i < set.length; i++) {
    const trace = set[i];
    durations[i] = traces.duration[trace];
    errorCount += traces.errorCount[trace];
    if (traces.errorCount[trace] > 0) errorTraceCount++;
  }
  return {
    traceCount: set.length,
    ...countSpansAndServices(dataset, set),
    errorCount,
    errorTraceCount,
    ...summarizeDurations(durations),
    ...findExtent(dataset, set),
  };
}

/** Mean and percentiles of trace durations, in the unit they come in; sorts `durations`. */
function summarizeDurations(
  durations: Float64Array,
): Pick<Summary, 'meanDuration' | 'p50Duration' | 'p95Duration' | 'p99Duration'> {
  durations.sort();
  let total = 0;
  for (let i = 0; i < durations.length; i++) total += durations[i];
  return {
    meanDuration: durations.length === 0 ? 0 : total / durations.length,
    p50Duration: medianOf(durations),
    p95Duration: percentileOf(durations, 95),
    p99Duration: percentileOf(durations, 99),
  };
}

function countSpansAndServices(dataset: Dataset, set: TraceSet): Pick<Summary, 'spanCount' | 'serviceCount'> {
  const service = serviceByOperation(dataset);
  const isSeen = new Uint8Array(dataset.services.length);
  let spanCount = 0;
  forEachSpan(dataset, set, (span) => {
    spanCount++;
    isSeen[service[dataset.spans.operation[span]]] = 1;
  });
  return { spanCount, serviceCount: isSeen.reduce((sum, seen) => sum + seen, 0) };
}

function findExtent(dataset: Dataset, set: TraceSet): Pick<Summary, 'start' | 'end'> {
  let start: UnixTime | null = null;
  let end: UnixTime | null = null;
  for (let i = 0; i < set.length; i++) {
    const origin = originOf(dataset, set[i]);
    const last = addNanos(origin, dataset.traces.duration[set[i]]);
    if (start === null || compareTimes(origin, start) < 0) start = origin;
    if (end === null || compareTimes(last, end) > 0) end = last;
  }
  return { start, end };
}
