import type { PathView, TraceView } from '../../../core/engine/trace-answers.ts';
import { formatCountOf, formatDuration } from '../../parts/format.ts';

/** The steps of a path as columns of equal length, in order of time. */
export interface PathSteps {
  readonly length: number;
  readonly span: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

interface ChainOfTrace {
  readonly longestPath: Pick<TraceView['longestPath'], 'span'>;
  readonly spans: Pick<TraceView['spans'], 'start' | 'duration'>;
}

interface PathOfTrace {
  readonly trace: Pick<TraceView, 'duration' | 'resolution'>;
  readonly path: Pick<PathView, 'clipped' | 'async' | 'window'>;
}

/** A root that spans this much of its trace is taken for all of it. */
const NEARLY_ALL = 0.95;

/** The critical path told step by step: touching segments of one span are one step, segments of no length none. */
export function listPathSteps(path: Pick<PathView, 'span' | 'start' | 'end'>): PathSteps {
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

/** Something the critical path took for granted, in words. */
export interface Assumption {
  /** What it is about, and what was done. */
  readonly subject: string;
  readonly consequence: string;
  /** The spans it is about, in waterfall order; none where it is about the root. */
  readonly spans: Int32Array;
}

const NO_SPANS = new Int32Array(0);

/** What the critical path took for granted and leaves out; nothing where it is all of a simple trace. */
export function listAssumptions({
  trace: { duration, resolution },
  path: { clipped, async, window },
}: PathOfTrace): Assumption[] {
  const rootDuration = window.to - window.from;
  const found: Assumption[] = [];
  if (clipped.length > 0)
    found.push({
      subject: `${formatCountOf(clipped.length, 'child ends', 'children end')} after ${clipped.length === 1 ? 'its' : 'their'} parent`,
      consequence: 'cut at its end',
      spans: clipped,
    });
  if (async.length > 0)
    found.push({
      subject: `${formatCountOf(async.length, 'span')} taken as asynchronous`,
      consequence: 'off the path',
      spans: async,
    });
  if (rootDuration < duration * NEARLY_ALL)
    found.push({
      subject: 'The path covers the root',
      consequence: `${formatDuration(rootDuration, resolution)} of the trace's ${formatDuration(duration, resolution)}`,
      spans: NO_SPANS,
    });
  return found;
}

/** The spans of the longest path, from the root down, each whole. */
export function listChainSteps({ longestPath, spans }: ChainOfTrace): PathSteps {
  const { span } = longestPath;
  const start = Float64Array.from(span, (s) => spans.start[s]!);
  const end = Float64Array.from(span, (s) => spans.start[s]! + spans.duration[s]!);
  return { length: span.length, span, start, end };
}

/**
 * The duration (nanoseconds) under which a step counts as short: `share` of `whole`, but less where otherwise fewer than
 * `count` steps were left.
 */
export function shortStepLimit(
  { length, start, end }: PathSteps,
  whole: number,
  share: number,
  count: number,
): number {
  const durations = new Float64Array(length).map((_, step) => end[step]! - start[step]!).sort();
  const countFromEnd = durations[Math.max(0, length - count)] ?? 0;
  return Math.min(whole * share, countFromEnd);
}

/** Steps `from .. to` as one line of a list. */
export interface StepRun {
  readonly from: number;
  readonly to: number;
}

/**
 * Each step a run of its own, but neighbours that each last less than `least` nanoseconds in one: what matters is seen
 * among hundreds of steps that do not.
 */
export function foldShortSteps({ length, start, end }: PathSteps, least: number): StepRun[] {
  const runs: StepRun[] = [];
  for (let from = 0, to = 0; from < length; from = to) {
    const isShort = (step: number) => step < length && end[step]! - start[step]! < least;
    to = from + 1;
    while (isShort(from) && isShort(to)) to++;
    runs.push({ from, to });
  }
  return runs;
}
