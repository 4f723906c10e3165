import type { PathView, TraceView } from '../../../core/engine/trace-answers.ts';
import { select } from '../../../core/lib/select.ts';

/** The steps of a path as columns of equal length, in order of time. */
export interface PathSteps {
  readonly span: Int32Array;
  /** Nanoseconds after the trace's origin. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

interface ChainOfTrace {
  readonly longestPath: Pick<TraceView['longestPath'], 'span'>;
  readonly spans: Pick<TraceView['spans'], 'start' | 'duration'>;
}

type SegmentsBySpan = Pick<PathView, 'firstSegment' | 'bySpan'>;

/** The spans of the longest path, from the root down, each whole. */
export function listChainSteps({ longestPath, spans }: ChainOfTrace): PathSteps {
  const { span } = longestPath;
  const start = Float64Array.from(span, (s) => spans.start[s]!);
  const end = Float64Array.from(span, (s) => spans.start[s]! + spans.duration[s]!);
  return { span, start, end };
}

/** The first step of the critical path that is the span's; -1 where it has none. */
export function firstStepOf({ firstSegment, bySpan }: SegmentsBySpan, span: number): number {
  return firstSegment[span]! < firstSegment[span + 1]! ? bySpan[firstSegment[span]!]! : -1;
}

/**
 * The duration (nanoseconds) under which a step counts as short: `share` of `whole`, but less where otherwise fewer than
 * `count` steps were left.
 */
export function shortStepLimit(
  { span, start, end }: PathSteps,
  whole: number,
  share: number,
  count: number,
): number {
  if (span.length === 0) return 0;
  const durations = new Float64Array(span.length);
  for (let step = 0; step < span.length; step++) durations[step] = end[step]! - start[step]!;
  return Math.min(whole * share, select(durations, Math.max(0, span.length - count)));
}

/** Lines of a list of steps, as columns of equal length: each stands for the steps `from .. to`. */
export interface StepLines {
  readonly length: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Each step a line of its own, but neighbours that each last less than `least` nanoseconds in one: what matters is seen
 * among thousands of steps that do not. Below the line of a run whose first step is in `opened`, its steps follow.
 */
export function foldShortSteps(
  { span, start, end }: PathSteps,
  least: number,
  opened: ReadonlySet<number>,
): StepLines {
  const isShort = (step: number) => step < span.length && end[step]! - start[step]! < least;
  const from = new Int32Array(2 * span.length);
  const to = new Int32Array(2 * span.length);
  let length = 0;
  const add = (first: number, past: number) => {
    from[length] = first;
    to[length++] = past;
  };
  for (let first = 0, past = 0; first < span.length; first = past) {
    past = first + 1;
    while (isShort(first) && isShort(past)) past++;
    add(first, past);
    if (past - first > 1 && opened.has(first))
      for (let step = first; step < past; step++) add(step, step + 1);
  }
  return { length, from: from.subarray(0, length), to: to.subarray(0, length) };
}

/** The line that shows `step`; of an opened run, the step's own. */
export function lineOf({ length, from, to }: StepLines, step: number): number {
  let low = 0;
  let high = length; // the first line that begins after the step
  while (low < high) {
    const middle = (low + high) >> 1;
    if (from[middle]! <= step) low = middle + 1;
    else high = middle;
  }
  const line = low - 1;
  return line >= 0 && step < to[line]! ? line : -1;
}
