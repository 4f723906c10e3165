import { lowerBound } from '../../../core/model/dataset.ts';
import { SpanFlag } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import {
  descendantCount,
  errorsBelow,
  eventTimes,
  hasFlag,
  isError,
  operationOf,
  pathTime,
  serviceOf,
  type OpenedTrace,
} from '../opened/opened-trace.ts';
import { measureHidden, overhangOf, type HiddenSpans } from './hidden-spans.ts';
import { coverEnd, isClosed, levelOf, RowKind, type RowList } from './row-list.ts';
import { siblingPlaceOf } from './sibling-places.ts';

/** Where a row stands in the tree of rows. */
interface RowPlace {
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly siblingCount: number;
}

/** What the row of a span shows. Times in nanoseconds, `offset` after the trace's start. */
export interface SpanFacts extends RowPlace {
  readonly kind: 'span';
  readonly service: string;
  readonly operation: string;
  readonly duration: number;
  readonly resolution: number;
  readonly offset: number;
  readonly selfTime: number;
  /** Time on the path that is marked, and its name; 0 or none where there is none. */
  readonly pathTime: number;
  readonly pathName: PathName;
  /** As `PathView.slack`. */
  readonly slack: number;
  readonly isError: boolean;
  readonly isUnfinished: boolean;
  readonly isOrphan: boolean;
  readonly isMatch: boolean;
  /** Shown for what is below it, or by hand, while others are left out. */
  readonly isContext: boolean;
  /** Nanoseconds its clock was moved by. */
  readonly shift: number;
  readonly eventCount: number;
  readonly descendantCount: number;
  readonly isCollapsed: boolean;
  /** Errors among the descendants, and how far those reach beyond the span's own time. */
  readonly hiddenErrorCount: number;
  readonly overhang: { readonly before: number; readonly after: number };
}

/** What the row of a group shows. Nanoseconds. */
export interface GroupFacts extends RowPlace {
  readonly kind: 'group';
  readonly service: string;
  readonly operation: string;
  readonly count: number;
  /** Of its members with all below them. */
  readonly errorCount: number;
  readonly pathTime: number;
  readonly pathName: PathName;
  readonly offset: number;
  readonly sum: number;
  readonly wall: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly resolution: number;
  readonly concurrency: number;
  readonly isRepeated: boolean;
  readonly matchCount: number;
  readonly isCollapsed: boolean;
}

/** What the row of a run of spans left out shows. */
export interface HiddenFacts extends RowPlace, HiddenSpans {
  readonly kind: 'hidden';
  readonly pathName: PathName;
}

export type RowFacts = SpanFacts | GroupFacts | HiddenFacts;

type PathName = 'critical path' | 'longest path' | null;
const PATH_NAMES = { critical: 'critical path', longest: 'longest path', off: null } as const;

/** What a row's facts are taken from. */
export interface RowContext {
  readonly opened: OpenedTrace;
  readonly rows: RowList;
  readonly path: PathMode;
  /** By span; null where none is left out. */
  readonly wanted: Uint8Array | null;
}

/** Everything the row says. */
export function rowFacts(context: RowContext, row: number): RowFacts {
  switch (context.rows.kind[row] as RowKind) {
    case RowKind.SPAN:
      return spanFacts(context, row);
    case RowKind.GROUP:
      return groupFacts(context, row);
    case RowKind.HIDDEN:
      return hiddenFacts(context, row);
  }
}

function placeOf(rows: RowList, row: number): RowPlace {
  const level = levelOf(rows, row) + 1;
  const isTop = level === 1 && rows.from > 0; // its siblings are out of the picture
  const place = isTop ? { position: 1, siblingCount: 1 } : siblingPlaceOf(rows.nodes, rows.node[row]!);
  return { level, ...place };
}

function spanFacts({ opened, rows, path: mode, wanted }: RowContext, row: number): SpanFacts {
  const { trace, path, arrangement } = opened;
  const { spans } = trace;
  const span = arrangement.span[rows.node[row]!]!;
  const isCollapsed = isClosed(rows, row);
  return {
    kind: 'span',
    ...placeOf(rows, row),
    service: serviceOf(opened, span),
    operation: operationOf(opened, span),
    duration: spans.duration[span]!,
    resolution: trace.resolution,
    offset: spans.start[span]!,
    selfTime: spans.selfTime[span]!,
    pathTime: pathTime(opened, span, isCollapsed, mode),
    pathName: PATH_NAMES[mode],
    slack: path.slack[span]!,
    isError: isError(opened, span),
    isUnfinished: hasFlag(opened, span, SpanFlag.UNFINISHED),
    isOrphan: hasFlag(opened, span, SpanFlag.ORPHAN),
    isMatch: isMatch(opened, span),
    isContext: wanted !== null && !wanted[span],
    shift: spans.shift[span] ?? 0,
    eventCount: eventTimes(opened, span).length,
    descendantCount: descendantCount(opened, span),
    isCollapsed,
    hiddenErrorCount: errorsBelow(opened, span),
    overhang: isCollapsed ? overhangOf(opened, span) : { before: 0, after: 0 },
  };
}

/** Whether the span is one of those found. */
function isMatch({ found }: Pick<OpenedTrace, 'found'>, span: number): boolean {
  return found !== null && found.spans[lowerBound(found.spans, found.spans.length, span)] === span;
}

function groupFacts({ opened, rows, path: mode }: RowContext, row: number): GroupFacts {
  const { trace, arrangement } = opened;
  const node = rows.node[row]!;
  const group = arrangement.group[node]!;
  const { groups } = arrangement;
  const first = arrangement.span[node]!;
  const end = arrangement.end[node]!;
  const hidden = measureHidden(opened, node, end, mode);
  return {
    kind: 'group',
    ...placeOf(rows, row),
    service: serviceOf(opened, first),
    operation: operationOf(opened, first),
    count: groups.count[group]!,
    errorCount: hidden.errorCount,
    pathTime: hidden.pathTime,
    pathName: PATH_NAMES[mode],
    offset: groups.start[group]!,
    sum: groups.sum[group]!,
    wall: groups.wall[group]!,
    min: groups.min[group]!,
    median: groups.median[group]!,
    max: groups.max[group]!,
    resolution: trace.resolution,
    concurrency: groups.concurrency[group]!,
    isRepeated: groups.isRepeated[group] === 1,
    matchCount: countMatches(opened, node + 1, end),
    isCollapsed: isClosed(rows, row),
  };
}

/** Matches among the spans of the nodes `from .. to`, with all below them. */
function countMatches({ found, arrangement }: OpenedTrace, from: number, to: number): number {
  if (found === null || found.spans.length === 0) return 0;
  let count = 0;
  if (found.spans.length < to - from) {
    for (const span of found.spans) {
      const node = arrangement.nodeOf[span]!;
      if (node >= from && node < to) count++;
    }
    return count;
  }
  for (let node = from; node < to; node++)
    if (arrangement.group[node]! < 0 && isMatch({ found }, arrangement.span[node]!)) count++;
  return count;
}

function hiddenFacts({ opened, rows, path }: RowContext, row: number): HiddenFacts {
  return {
    kind: 'hidden',
    ...placeOf(rows, row),
    ...measureHidden(opened, rows.node[row]!, coverEnd(rows, row), path),
    pathName: PATH_NAMES[path],
  };
}
