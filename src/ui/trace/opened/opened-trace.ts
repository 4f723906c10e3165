import type {
  Arrangement,
  FoundSpans,
  PathParams,
  PathView,
  TraceView,
} from '../../../core/engine/trace-answers.ts';
import { lowerBound } from '../../../core/model/dataset.ts';
import { StatusCode } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';

/** The opened trace as the page holds it: the engine's answers about it, all to the same question and data set. */
export interface OpenedTrace {
  readonly trace: TraceView;
  readonly path: PathView;
  readonly arrangement: Arrangement;
  /** What is found; null where nothing is looked for, or the answer is not there yet. */
  readonly found: FoundSpans | null;
  /** What was asked to get these: further questions about the same begin with it. */
  readonly params: PathParams;
}

/** What a function about the spans of the trace needs. */
type WithTrace = Pick<OpenedTrace, 'trace'>;
type WithPath = Pick<OpenedTrace, 'trace' | 'path'>;

/** A stretch of time, nanoseconds after the origin. */
export type Stretch = readonly [start: number, end: number];

/** The name of the span's service. */
export function serviceOf({ trace }: WithTrace, span: number): string {
  return trace.services[trace.operations[trace.spans.operation[span]!]!.service]!;
}

/** The span's name; never empty. */
export function operationOf({ trace }: WithTrace, span: number): string {
  return trace.operations[trace.spans.operation[span]!]!.name || 'unnamed';
}

/** Whether the span's status is ERROR. */
export function isError({ trace }: WithTrace, span: number): boolean {
  return trace.spans.status[span] === StatusCode.ERROR;
}

/** Whether the span has one of these `SpanFlag` bits. */
export function hasFlag({ trace }: WithTrace, span: number, flag: number): boolean {
  return (trace.spans.flags[span]! & flag) !== 0;
}

/** Spans below `span`, at any depth. */
export function descendantCount({ trace }: WithTrace, span: number): number {
  return trace.spans.subtreeEnd[span]! - span - 1;
}

/** Errors below `span`, its own left out. */
export function errorsBelow({ trace }: WithTrace, span: number): number {
  const { errorsBefore, spans } = trace;
  return errorsBefore[spans.subtreeEnd[span]!]! - errorsBefore[span + 1]!;
}

/** Times of the events of `span`, in the order of the file. */
export function eventTimes({ trace }: WithTrace, span: number): Float64Array {
  const { events } = trace;
  const from = lowerBound(events.span, events.span.length, span);
  const to = lowerBound(events.span, events.span.length, span + 1);
  return events.time.subarray(from, to);
}

/** Whether the span is one of the chain of whole spans with the largest sum of durations. */
export function isOnLongestPath({ trace }: WithTrace, span: number): boolean {
  const chain = trace.longestPath.span; // from the root down: ascending
  return chain[lowerBound(chain, chain.length, span)] === span;
}

/** Time of the marked path that `span` itself holds, or with all below it where they are hidden. */
export function pathTime(opened: WithPath, span: number, isCollapsed: boolean, mode: PathMode): number {
  if (mode === 'critical')
    return isCollapsed
      ? pathTimeWithin(opened.path, span, opened.trace.spans.subtreeEnd[span]!)
      : opened.path.time[span]!;
  return mode === 'longest' && isOnLongestPath(opened, span) ? opened.trace.spans.duration[span]! : 0;
}

/** By path: one longer than the spans, its time on the spans before this one. */
const pathTimes = new WeakMap<PathView, Float64Array>();

/** Time of the critical path on the spans `from .. to`. */
export function pathTimeWithin(path: PathView, from: number, to: number): number {
  let before = pathTimes.get(path);
  if (!before) {
    before = new Float64Array(path.time.length + 1);
    for (let span = 0; span < path.time.length; span++) before[span + 1] = before[span]! + path.time[span]!;
    pathTimes.set(path, before);
  }
  return before[to]! - before[from]!;
}

/**
 * Where the marked path runs on the row of `span`. Segments below a span tile one stretch, so the path of a collapsed
 * row is one stretch with the span's own.
 */
export function listPathStretches(
  opened: WithPath,
  span: number,
  isCollapsed: boolean,
  mode: PathMode,
): Stretch[] {
  const { trace, path } = opened;
  const { start, duration, subtreeEnd } = trace.spans;
  if (mode === 'off') return [];
  if (mode === 'longest')
    return isOnLongestPath(opened, span) ? [[start[span]!, start[span]! + duration[span]!]] : [];
  if (isCollapsed) return hullOfSegments(path, span, subtreeEnd[span]!);
  const stretches: Stretch[] = [];
  for (let at = path.firstSegment[span]!; at < path.firstSegment[span + 1]!; at++) {
    const segment = path.bySpan[at]!;
    stretches.push([path.start[segment]!, path.end[segment]!]);
  }
  return stretches;
}

/** From the first to the last moment of the segments of spans `from .. to`; nothing where there are none. */
function hullOfSegments(path: PathView, from: number, to: number): Stretch[] {
  let first = Infinity; // segments stand in order of time
  let last = -1;
  for (let at = path.firstSegment[from]!; at < path.firstSegment[to]!; at++) {
    const segment = path.bySpan[at]!;
    if (segment < first) first = segment;
    if (segment > last) last = segment;
  }
  return last < 0 ? [] : [[path.start[first]!, path.end[last]!]];
}
