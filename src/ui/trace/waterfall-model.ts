import type { TraceView } from '../../core/engine/protocol.ts';
import { lowerBound } from '../../core/model/dataset.ts';
import { SpanFlag, StatusCode } from '../../core/model/span-enums.ts';
import type { PathMode } from '../../state/view.ts';
import type { RowFacts } from './row-name.ts';

/** A trace with what its rows need to know at once, worked out in one pass when it is opened. */
export interface WaterfallModel {
  readonly trace: TraceView;
  /** Place of each span among its siblings, from 1. */
  readonly position: Int32Array;
  readonly childCount: Int32Array;
  readonly rootCount: number;
  /** One longer than the spans: errors among the spans before this one. */
  readonly errorsBefore: Int32Array;
  /** One longer than the spans: the critical segments of span `s` are `segments[segmentStart[s]] .. [segmentStart[s + 1]]`. */
  readonly segmentStart: Int32Array;
  /** Places in `trace.criticalPath`, sorted by span, then by time. */
  readonly segments: Int32Array;
  readonly isOnLongestPath: Uint8Array;
}

/** A stretch of time, nanoseconds after the origin. */
export type Stretch = readonly [start: number, end: number];

/** Costs O(spans + segments). */
export function buildWaterfallModel(trace: TraceView): WaterfallModel {
  const { parent, status } = trace.spans;
  const position = new Int32Array(trace.spanCount);
  const childCount = new Int32Array(trace.spanCount);
  const errorsBefore = new Int32Array(trace.spanCount + 1);
  let rootCount = 0;
  for (let span = 0; span < trace.spanCount; span++) {
    const above = parent[span]!;
    position[span] = above < 0 ? ++rootCount : ++childCount[above]!;
    errorsBefore[span + 1] = errorsBefore[span]! + (status[span] === StatusCode.ERROR ? 1 : 0);
  }
  const isOnLongestPath = new Uint8Array(trace.spanCount);
  for (const span of trace.longestPath.span) isOnLongestPath[span] = 1;
  const sorted = sortSegments(trace.criticalPath.span, trace.spanCount);
  return { trace, position, childCount, rootCount, errorsBefore, isOnLongestPath, ...sorted };
}

/** Counting sort by span; equal spans keep their order of time. */
function sortSegments(
  spanOf: Int32Array,
  spanCount: number,
): Pick<WaterfallModel, 'segmentStart' | 'segments'> {
  const segmentStart = new Int32Array(spanCount + 1);
  for (const span of spanOf) segmentStart[span + 1]!++;
  for (let span = 0; span < spanCount; span++) segmentStart[span + 1]! += segmentStart[span]!;
  const next = segmentStart.slice();
  const segments = new Int32Array(spanOf.length);
  for (let at = 0; at < spanOf.length; at++) segments[next[spanOf[at]!]!++] = at;
  return { segmentStart, segments };
}

/** The name of the span's service. */
export function serviceOf({ trace }: WaterfallModel, span: number): string {
  return trace.services[trace.operations[trace.spans.operation[span]!]!.service]!;
}

/** The span's name; never empty. */
export function operationOf({ trace }: WaterfallModel, span: number): string {
  return trace.operations[trace.spans.operation[span]!]!.name || 'unnamed';
}

/** Whether the span's status is ERROR. */
export function isError({ trace }: WaterfallModel, span: number): boolean {
  return trace.spans.status[span] === StatusCode.ERROR;
}

/** Whether the span has one of these `SpanFlag` bits. */
export function hasFlag({ trace }: WaterfallModel, span: number, flag: number): boolean {
  return (trace.spans.flags[span]! & flag) !== 0;
}

/** Spans below `span`, at any depth. */
export function descendantCount({ trace }: WaterfallModel, span: number): number {
  return trace.spans.subtreeEnd[span]! - span - 1;
}

/** Errors below `span`, its own left out. */
export function errorsBelow({ trace, errorsBefore }: WaterfallModel, span: number): number {
  return errorsBefore[trace.spans.subtreeEnd[span]!]! - errorsBefore[span + 1]!;
}

/** Times of the events of `span`, in the order of the file. */
export function eventTimes({ trace }: WaterfallModel, span: number): Float64Array {
  const { events } = trace;
  const from = lowerBound(events.span, events.span.length, span);
  const to = lowerBound(events.span, events.span.length, span + 1);
  return events.time.subarray(from, to);
}

/** Time of the marked path that `span` itself holds, or with all below it where they are hidden. */
function pathTime(model: WaterfallModel, span: number, isCollapsed: boolean, mode: PathMode): number {
  if (mode === 'critical') {
    if (!isCollapsed) return model.trace.spans.criticalTime[span]!;
    return listPathStretches(model, span, true, mode).reduce((sum, [start, end]) => sum + end - start, 0);
  }
  return mode === 'longest' && model.isOnLongestPath[span] ? model.trace.spans.duration[span]! : 0;
}

/**
 * Where the marked path runs on the row of `span`. Segments below a span tile one stretch, so the path of a collapsed
 * row is one stretch with the span's own.
 */
export function listPathStretches(
  model: WaterfallModel,
  span: number,
  isCollapsed: boolean,
  mode: PathMode,
): Stretch[] {
  const { trace, segmentStart, segments } = model;
  const { start, duration, subtreeEnd } = trace.spans;
  if (mode === 'off') return [];
  if (mode === 'longest')
    return model.isOnLongestPath[span] ? [[start[span]!, start[span]! + duration[span]!]] : [];
  const stretches: Stretch[] = [];
  const end = segmentStart[isCollapsed ? subtreeEnd[span]! : span + 1]!;
  for (let at = segmentStart[span]!; at < end; at++) {
    const segment = segments[at]!;
    stretches.push([trace.criticalPath.start[segment]!, trace.criticalPath.end[segment]!]);
  }
  return isCollapsed && stretches.length > 1 ? [hullOf(stretches)] : stretches;
}

function hullOf(stretches: readonly Stretch[]): Stretch {
  let from = Infinity;
  let to = -Infinity;
  for (const [start, end] of stretches) {
    from = Math.min(from, start);
    to = Math.max(to, end);
  }
  return [from, to];
}

/** Everything the row of `span` says. */
export function rowFacts(
  model: WaterfallModel,
  span: number,
  isCollapsed: boolean,
  mode: PathMode,
): RowFacts {
  const { trace } = model;
  const above = trace.spans.parent[span]!;
  return {
    service: serviceOf(model, span),
    operation: operationOf(model, span),
    duration: trace.spans.duration[span]!,
    resolution: trace.resolution,
    offset: trace.spans.start[span]!,
    pathTime: pathTime(model, span, isCollapsed, mode),
    pathName: mode === 'off' ? null : `${mode} path`,
    isError: isError(model, span),
    isUnfinished: hasFlag(model, span, SpanFlag.UNFINISHED),
    isOrphan: hasFlag(model, span, SpanFlag.ORPHAN),
    eventCount: eventTimes(model, span).length,
    level: trace.spans.depth[span]! + 1,
    position: model.position[span]!,
    siblingCount: above < 0 ? model.rootCount : model.childCount[above]!,
    descendantCount: descendantCount(model, span),
    isCollapsed,
    hiddenErrorCount: errorsBelow(model, span),
  };
}
