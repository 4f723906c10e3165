import { computeCriticalPath } from '../analyze/critical-path.ts';
import { computeLongestPath } from '../analyze/longest-path.ts';
import { type Dataset, serviceOf, traceOf } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanIndex, TraceIndex } from '../model/units.ts';
import { secondsAt, startInSeconds } from '../model/seconds.ts';
import { type Span, spanAt } from './span.ts';
import { SpanStore } from './span-store.ts';

/** A stretch of time for which `span` itself held the trace up; seconds since the Unix epoch. */
export interface CriticalPathSegment {
  readonly span: Span;
  readonly start: number;
  readonly end: number;
}

/**
 * One trace: a view of the spans that are known of it now. One that an aggregator handed out shares its spans and sees
 * those that are ingested later; one made with `new Trace(traceId)` stands alone. Times are seconds since the Unix
 * epoch, durations seconds.
 */
export class Trace {
  readonly traceId: string;
  readonly #store: SpanStore;

  constructor(traceId: string, store = new SpanStore()) {
    this.traceId = traceId;
    this.#store = store;
  }

  /** @throws Error if the span belongs to another trace. */
  addSpan(span: Span): void {
    if (span.traceId !== this.traceId)
      throw new Error(`Span "${span.spanId}" belongs to trace "${span.traceId}", not to "${this.traceId}"`);
    this.#store.add([span]);
  }

  /** Parents before their children, children by start. */
  get spans(): Span[] {
    const { dataset, first, end } = this.#range();
    return Array.from({ length: end - first }, (_, i) => spanAt(dataset, (first + i) as SpanIndex));
  }

  /** Earliest start of a span, impossible times left out; null without spans. */
  get startTime(): number | null {
    const { dataset, first, end } = this.#range();
    let earliest = Infinity;
    for (let span = first; span < end; span++)
      if (!(dataset.spans.flags[span] & SpanFlag.IMPOSSIBLE_TIME))
        earliest = Math.min(earliest, startInSeconds(dataset, span));
    return first === end ? null : earliest;
  }

  /** Latest end of a span minus earliest start, likewise; 0 without spans. */
  get duration(): number {
    const trace = this.#find();
    return trace === undefined ? 0 : this.#store.datasetInSeconds.traces.duration[trace];
  }

  get spanCount(): number {
    const { first, end } = this.#range();
    return end - first;
  }

  get errorCount(): number {
    const trace = this.#find();
    return trace === undefined ? 0 : this.#store.dataset.traces.errorCount[trace];
  }

  get serviceCount(): number {
    return this.services.size;
  }

  /** In the order of `spans`. */
  get services(): ReadonlySet<string> {
    const { dataset, first, end } = this.#range();
    const services = new Set<string>();
    for (let span = first; span < end; span++) services.add(dataset.services[serviceOf(dataset, span)]);
    return services;
  }

  /** The earliest span without a parent, or the earliest whose parent is absent where there is none; null without spans. */
  getRootSpan(): Span | null {
    const { dataset, root } = this.#range();
    return root === undefined ? null : spanAt(dataset, root);
  }

  /**
   * The longest-duration path: from the root, at each step the child whose chain has the largest sum of durations. A
   * chain of whole spans; for the time that spans really held the trace up see `getCriticalPathSegments`.
   */
  getCriticalPath(): Span[] {
    const { dataset, root } = this.#range();
    if (root === undefined) return [];
    const { span } = computeLongestPath(this.#store.datasetInSeconds, root);
    return Array.from(span, (index) => spanAt(dataset, index as SpanIndex));
  }

  /** The critical path: stretches of time, in order, that tile the interval of the root span. */
  getCriticalPathSegments(): CriticalPathSegment[] {
    const { dataset, root } = this.#range();
    if (root === undefined) return [];
    const path = computeCriticalPath(dataset, root);
    const secondsOf = (time: number): number => secondsAt(dataset, traceOf(dataset, root), time);
    return Array.from(path.span, (span, at) => ({
      span: spanAt(dataset, span as SpanIndex),
      start: secondsOf(path.start[at]),
      end: secondsOf(path.end[at]),
    }));
  }

  #find(): TraceIndex | undefined {
    return this.#store.findTrace(this.traceId);
  }

  #range(): { dataset: Dataset; first: SpanIndex; end: SpanIndex; root: SpanIndex | undefined } {
    const { dataset } = this.#store;
    const trace = this.#find();
    if (trace === undefined) return { dataset, first: 0 as SpanIndex, end: 0 as SpanIndex, root: undefined };
    const { firstSpan, root } = dataset.traces;
    return { dataset, first: firstSpan[trace], end: firstSpan[(trace + 1) as TraceIndex], root: root[trace] };
  }
}
