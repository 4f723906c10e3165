import type { TraceView } from '../../core/engine/protocol.ts';
import { formatCountOf } from '../parts/format.ts';

/** The steps of a path as columns of equal length, in order of time. */
export interface PathSteps {
  readonly length: number;
  readonly span: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** The critical path told step by step: touching segments of one span are one step, segments of no length none. */
export function listPathSteps(path: TraceView['criticalPath']): PathSteps {
  const span = new Int32Array(path.span.length);
  const start = new Float64Array(path.span.length);
  const end = new Float64Array(path.span.length);
  let length = 0;
  for (let at = 0; at < path.span.length; at++) {
    if (path.start[at] === path.end[at]) continue;
    if (length > 0 && span[length - 1] === path.span[at]) {
      end[length - 1] = path.end[at]!;
      continue;
    }
    span[length] = path.span[at]!;
    start[length] = path.start[at]!;
    end[length] = path.end[at]!;
    length++;
  }
  return {
    length,
    span: span.subarray(0, length),
    start: start.subarray(0, length),
    end: end.subarray(0, length),
  };
}

/** What the critical path took for granted, in words; '' where there was nothing to assume. */
export function describeAssumptions({ clippedCount, asyncCount }: TraceView['criticalPath']): string {
  const parts: string[] = [];
  if (clippedCount > 0)
    parts.push(
      `${formatCountOf(clippedCount, 'child ends', 'children end')} after ${clippedCount === 1 ? 'its' : 'their'} parent: cut at its end`,
    );
  if (asyncCount > 0) parts.push(`${formatCountOf(asyncCount, 'span')} taken as asynchronous: off the path`);
  return parts.join('; ');
}

/** The spans of the longest path, from the root down, each whole. */
export function listChainSteps({ longestPath, spans }: Pick<TraceView, 'longestPath' | 'spans'>): PathSteps {
  const { span } = longestPath;
  const start = Float64Array.from(span, (s) => spans.start[s]!);
  const end = Float64Array.from(span, (s) => spans.start[s]! + spans.duration[s]!);
  return { length: span.length, span, start, end };
}
