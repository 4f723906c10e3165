import { NO_SPAN, NO_STRING, NO_TRACE, type Dataset } from '../model/dataset.ts';
import type { TraceIndex } from '../model/units.ts';
import { EngineFailure } from './protocol.ts';

/** The trace whose id is `traceId`, or `NO_TRACE`. One pass over a column of the trace table. */
export function findTrace({ traces, strings }: Dataset, traceId: string): TraceIndex {
  const id = strings.find(traceId);
  if (id === NO_STRING) return NO_TRACE;
  for (let trace = 0 as TraceIndex; trace < traces.length; trace++) if (traces.id[trace] === id) return trace;
  return NO_TRACE;
}

/** The trace whose id is `traceId`; fails with `no-such-trace`. */
export function getTrace(dataset: Dataset, traceId: string): TraceIndex {
  const trace = findTrace(dataset, traceId);
  if (trace !== NO_TRACE) return trace;
  throw new EngineFailure({
    code: 'no-such-trace',
    message: `There is no trace ${traceId} in the open files.`,
  });
}

/** The first span of `trace` whose id is `spanId`, counted from the trace's first; -1 where there is none. */
export function findSpan({ spans, traces, strings }: Dataset, trace: TraceIndex, spanId: string): number {
  const id = strings.find(spanId);
  const first = traces.firstSpan[trace];
  if (id === NO_STRING) return NO_SPAN;
  for (let span = first; span < traces.firstSpan[(trace + 1) as TraceIndex]; span++)
    if (spans.id[span] === id) return span - first;
  return NO_SPAN;
}
