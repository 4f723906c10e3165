import { computeCriticalPath, type CriticalPath } from '../analyze/critical-path.ts';
import { computeSelfTime } from '../analyze/self-time.ts';
import { sliceTrace, type TraceSlice } from '../analyze/trace-slice.ts';
import type { Dataset } from '../model/dataset.ts';
import type { SpanIndex } from '../model/units.ts';
import { getTrace } from './find.ts';
import type { PathParams, TraceParams } from './trace-answers.ts';

/** One trace of a data set, and what several answers about it share: each is computed when it is first needed. */
export class OpenTrace {
  readonly dataset: Dataset;
  readonly traceId: string;
  readonly slice: TraceSlice;
  #selfTime: Float64Array | null = null;
  #path: { readonly question: string; readonly path: CriticalPath } | null = null;

  constructor(dataset: Dataset, { traceId }: TraceParams) {
    this.dataset = dataset;
    this.traceId = traceId;
    this.slice = sliceTrace(dataset, getTrace(dataset, traceId));
  }

  /** By span of the slice, in nanoseconds. */
  get selfTime(): Float64Array {
    this.#selfTime ??= computeSelfTime(this.slice, 0 as SpanIndex, this.slice.spans.length as SpanIndex);
    return this.#selfTime;
  }

  /** The critical path asked for; the last one is kept. */
  path({ of, window, blocking, nonBlocking }: PathParams): CriticalPath {
    const question = JSON.stringify([of, window, blocking, nonBlocking]);
    if (this.#path?.question !== question) {
      const top = (of ?? this.slice.root) as SpanIndex;
      this.#path = { question, path: computeCriticalPath(this.slice, top) };
    }
    return this.#path.path;
  }
}

/** Keeps the trace that was asked about last: the next question is nearly always about the same. */
export class TraceOpener {
  #last: { readonly trace: OpenTrace; readonly alignClocks: boolean } | null = null;

  /** Fails with `no-such-trace`. */
  open(dataset: Dataset, params: TraceParams): OpenTrace {
    const last = this.#last;
    if (
      last?.trace.dataset === dataset &&
      last.trace.traceId === params.traceId &&
      last.alignClocks === params.alignClocks
    )
      return last.trace;
    const trace = new OpenTrace(dataset, params);
    this.#last = { trace, alignClocks: params.alignClocks };
    return trace;
  }
}
