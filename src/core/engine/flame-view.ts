import type { Flame, FlameSpans } from '../analyze/flame.ts';
import { mergeCalls } from '../analyze/flame-left-heavy.ts';
import { findOccurrences, mergeCallers } from '../analyze/flame-sandwich.ts';
import { orderByTime } from '../analyze/flame-time-order.ts';
import type { SpanIndex } from '../model/units.ts';
import type { OpenTrace } from './open-trace.ts';
import type { FlameParams, Sandwich, SandwichParams } from './trace-answers.ts';

/** The trace, or the part below one span, as a flame graph. */
export function viewFlame(open: OpenTrace, params: FlameParams): Flame {
  const part = partOf(open, params.top);
  const measure = measureSpans(open, params);
  const flame =
    params.order === 'time'
      ? orderByTime(open.slice, part, measure)
      : mergeCalls(open.slice, listTops(open, part), measure);
  return numberOperations(open, flame);
}

/** One operation with its callers and its callees; both empty where no span is of it. */
export function viewSandwich(open: OpenTrace, params: SandwichParams): Sandwich {
  const { dataset, slice } = open;
  const part = partOf(open, params.top);
  const measure = measureSpans(open, params);
  const operation = dataset.operations.findIndex(
    ({ service, name }) => name === params.operation && dataset.services[service] === params.service,
  );
  const { outermost: tops, nestedCount } = findOccurrences(slice, part, operation);
  const { flame: callers, isCut } = mergeCallers(slice, { tops, part, measure });
  return {
    callers: numberOperations(open, callers),
    callees: numberOperations(open, mergeCalls(slice, tops, measure)),
    nestedCount,
    isCut,
  };
}

/** Fails with `no-such-span`. */
function partOf(open: OpenTrace, top: number | null): FlameSpans {
  const { spans } = open.slice;
  return top === null ? { from: 0, to: spans.length } : { from: top, to: spans.subtreeEnd[open.spanAt(top)] };
}

/** The spans of `part` that have no parent in it. */
function listTops({ slice }: OpenTrace, { from, to }: FlameSpans): Int32Array {
  const { subtreeEnd } = slice.spans;
  const tops: number[] = [];
  for (let span = from as SpanIndex; span < to; span = subtreeEnd[span]) tops.push(span);
  return Int32Array.from(tops);
}

/** What each span adds to the width of its box. */
function measureSpans(open: OpenTrace, params: FlameParams | SandwichParams): Float64Array {
  switch (params.measure) {
    case 'self':
      return open.selfTime;
    case 'critical':
      return open.criticalTime(params);
    case 'count':
      return new Float64Array(open.slice.spans.length).fill(1);
  }
}

/** The flame with operations as the trace's view counts them. */
function numberOperations({ operations }: OpenTrace, flame: Flame): Flame {
  return { ...flame, operation: flame.operation.map((operation) => operations.numberOf[operation]) };
}
