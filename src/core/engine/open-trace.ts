import { alignClocks } from '../analyze/align-clocks.ts';
import { findClockPairs, type ClockPair } from '../analyze/clock-pairs.ts';
import { computePathWithSlack, type PathWithSlack } from '../analyze/critical-path.ts';
import { reviewWaiting } from '../analyze/review-waiting.ts';
import { computeSelfTime } from '../analyze/self-time.ts';
import { findClocks, type TraceClocks } from '../analyze/trace-clocks.ts';
import { sliceTrace, type TraceSlice } from '../analyze/trace-slice.ts';
import { serviceOf, type Dataset, type Operation } from '../model/dataset.ts';
import type { OperationIndex, SpanIndex } from '../model/units.ts';
import { getTrace } from './find.ts';
import { EngineFailure } from './protocol.ts';
import type { ClockOffset, PathParams, TraceParams } from './trace-answers.ts';

/** A critical path, and whose it is. */
interface PathOfSpan extends PathWithSlack {
  readonly of: SpanIndex;
}

/** The operations of a trace, numbered in order of appearance. */
interface TraceOperations {
  readonly list: readonly Operation[];
  /** By operation of the data set: its number; -1 where the trace has no span of it. */
  readonly numberOf: Int32Array;
}

/** One trace of a data set, and what several answers about it share: each is computed when it is first needed. */
export class OpenTrace {
  readonly dataset: Dataset;
  readonly traceId: string;
  /** Its spans: as stored, or with their clocks aligned. */
  readonly slice: TraceSlice;
  /** Pairs of clocks that seem to differ by the stored times; most calls first. */
  readonly clocks: readonly ClockOffset[];
  #selfTime: Float64Array | null = null;
  #operations: TraceOperations | null = null;
  #path: { readonly question: string; readonly path: PathOfSpan } | null = null;

  constructor(dataset: Dataset, params: TraceParams) {
    const stored = sliceTrace(dataset, getTrace(dataset, params.traceId));
    const clocks = findClocks(dataset, stored);
    const pairs = findClockPairs(stored, clocks);
    this.dataset = dataset;
    this.traceId = params.traceId;
    this.slice = params.alignClocks ? alignClocks(stored, clocks, pairs) : stored;
    this.clocks = pairs
      .filter(({ offset }) => offset !== 0)
      .map((pair) => describePair(dataset, stored, clocks, pair));
  }

  /** `at`, where the slice has a span there; else fails with `no-such-span`. */
  spanAt(at: number): SpanIndex {
    if (at >= 0 && at < this.slice.spans.length) return at as SpanIndex;
    throw new EngineFailure({ code: 'no-such-span', message: `The trace has no span at place ${at}.` });
  }

  /** By span of the slice, in nanoseconds. */
  get selfTime(): Float64Array {
    this.#selfTime ??= computeSelfTime(this.slice, 0 as SpanIndex, this.slice.spans.length as SpanIndex);
    return this.#selfTime;
  }

  /** The trace's operations, as its view counts them. */
  get operations(): TraceOperations {
    this.#operations ??= listOperations(this.dataset, this.slice);
    return this.#operations;
  }

  /** The critical path asked for; the last one is kept. Fails with `no-such-span`. */
  path(params: PathParams): PathOfSpan {
    const { of, window, blocking, nonBlocking } = params;
    const question = JSON.stringify([of, window, blocking, nonBlocking]);
    if (this.#path?.question !== question) {
      const top = of === null ? this.slice.root : this.spanAt(of);
      const forest = reviewWaiting(this.slice, params);
      const path = computePathWithSlack(forest, top, window ?? undefined);
      this.#path = { question, path: { of: top, ...path } };
    }
    return this.#path.path;
  }

  /** By span of the slice: nanoseconds on the critical path asked for. A fresh column. */
  criticalTime(params: PathParams): Float64Array {
    const time = new Float64Array(this.slice.spans.length);
    const { span, start, end } = this.path(params);
    for (let at = 0; at < span.length; at++) time[span[at]] += end[at] - start[at];
    return time;
  }
}

function listOperations({ operations }: Dataset, { columns }: TraceSlice): TraceOperations {
  const list: Operation[] = [];
  const numberOf = new Int32Array(operations.length).fill(-1);
  for (const own of columns.operation)
    if (numberOf[own] < 0) numberOf[own] = list.push(operations[own as OperationIndex]) - 1;
  return { list, numberOf };
}

/** A pair of clocks by the services of the first call between them. */
function describePair(
  dataset: Dataset,
  { spans, spanOf }: TraceSlice,
  { places }: TraceClocks,
  { caller, callee, firstCall, offset, least, most, callCount, misfitCount }: ClockPair,
): ClockOffset {
  const nameOf = (span: SpanIndex, clock: number) => ({
    service: dataset.services[serviceOf(dataset, spanOf[span])],
    place: places[clock],
  });
  return {
    caller: nameOf(spans.parent[firstCall], caller),
    callee: nameOf(firstCall, callee),
    offset,
    least,
    most,
    callCount,
    misfitCount,
  };
}

/** Opens the traces of a data set, and keeps the one asked about last: the next question is nearly always about it. */
export class TraceOpener {
  readonly #dataset: Dataset;
  #last: { readonly trace: OpenTrace; readonly alignClocks: boolean } | null = null;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  /** Fails with `no-such-trace`. */
  open(params: TraceParams): OpenTrace {
    const last = this.#last;
    if (last?.trace.traceId === params.traceId && last.alignClocks === params.alignClocks) return last.trace;
    const trace = new OpenTrace(this.#dataset, params);
    this.#last = { trace, alignClocks: params.alignClocks };
    return trace;
  }
}
