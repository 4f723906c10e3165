import { formatCountOf, formatDuration } from '../../parts/format.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { beginsTooLate } from './use-review.ts';

/** Something the critical path took for granted, or was told, in words. */
export interface Assumption {
  readonly kind: 'clipped' | 'async' | 'late' | 'not-waited-for' | 'waited-for' | 'coverage';
  /** What it is about, and what was done. */
  readonly subject: string;
  readonly consequence: string;
  /** The spans it is about, in waterfall order; none where it is about the path as a whole. */
  readonly spans: Int32Array;
  /** What was done to one of them; '' where there is no more to say. */
  readonly tell: (span: number) => string;
}

/** A root that spans this much of its trace is taken for all of it. */
const NEARLY_ALL = 0.95;

const NO_SPANS = new Int32Array(0);
const NOTHING = () => '';

/** What the critical path took for granted and leaves out; nothing where it is all of a simple trace. */
export function listAssumptions(opened: Pick<OpenedTrace, 'trace' | 'path' | 'params'>): Assumption[] {
  const { path, params } = opened;
  const told = new Set(params.nonBlocking);
  const late = path.async.filter((span) => !told.has(span) && beginsTooLate(opened, span));
  const flagged = path.async.filter((span) => !told.has(span) && !beginsTooLate(opened, span));
  const listed: Assumption[] = [
    {
      kind: 'clipped',
      subject: `${formatCountOf(path.clipped.length, 'child ends', 'children end')} after ${path.clipped.length === 1 ? 'its' : 'their'} parent`,
      consequence: 'cut at its end',
      spans: path.clipped,
      tell: (span) => tellOverhang(opened, span),
    },
    {
      kind: 'async',
      subject: `${formatCountOf(flagged.length, 'span')} taken as asynchronous`,
      consequence: 'off the path',
      spans: flagged,
      tell: NOTHING,
    },
    {
      kind: 'late',
      subject: `${formatCountOf(late.length, 'child begins', 'children begin')} after ${late.length === 1 ? 'its' : 'their'} parent ended`,
      consequence: 'off the path',
      spans: late,
      tell: NOTHING,
    },
    {
      kind: 'not-waited-for',
      subject: `${formatCountOf(params.nonBlocking.length, 'span')} marked as not waited for`,
      consequence: 'off the path',
      spans: Int32Array.from(params.nonBlocking),
      tell: NOTHING,
    },
    {
      kind: 'waited-for',
      subject: `${formatCountOf(params.blocking.length, 'span')} marked as waited for`,
      consequence: 'on the path where it held up what followed',
      spans: Int32Array.from(params.blocking),
      tell: NOTHING,
    },
  ];
  return [...listed.filter(({ spans }) => spans.length > 0), ...tellCoverage(opened)];
}

/** By how much a child outlasts its parent. */
function tellOverhang({ trace }: Pick<OpenedTrace, 'trace'>, span: number): string {
  const { start, duration, parent } = trace.spans;
  const above = parent[span]!;
  const overhang = start[span]! + duration[span]! - start[above]! - duration[above]!;
  return `${formatDuration(overhang, trace.resolution)} cut off`;
}

/** That the trace goes on beyond its root, where it does and all of the root is shown. */
function tellCoverage({ trace, path }: Pick<OpenedTrace, 'trace' | 'path'>): Assumption[] {
  const rootDuration = trace.spans.duration[trace.root]!;
  const isWhole = path.of === trace.root && path.window.to - path.window.from === rootDuration;
  if (!isWhole || rootDuration >= trace.duration * NEARLY_ALL) return [];
  const { resolution, duration } = trace;
  return [
    {
      kind: 'coverage',
      subject: 'The path covers the root',
      consequence: `${formatDuration(rootDuration, resolution)} of the trace's ${formatDuration(duration, resolution)}`,
      spans: NO_SPANS,
      tell: NOTHING,
    },
  ];
}
