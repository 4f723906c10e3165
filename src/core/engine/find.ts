import { findTraceById, NO_TRACE, type Dataset } from '../model/dataset.ts';
import type { TraceIndex } from '../model/units.ts';
import { EngineFailure } from './protocol.ts';

/** The trace whose id is `traceId`; fails with `no-such-trace`. */
export function getTrace(dataset: Dataset, traceId: string): TraceIndex {
  const trace = findTraceById(dataset, traceId);
  if (trace !== NO_TRACE) return trace;
  throw new EngineFailure({
    code: 'no-such-trace',
    message: `There is no trace ${traceId} in the open files.`,
  });
}
