import { formatCountOf, formatDuration } from '../../parts/format.ts';

/** What a waterfall row shows, for those who cannot see it. Times in nanoseconds, `offset` after the trace's start. */
export interface RowFacts {
  readonly service: string;
  readonly operation: string;
  readonly duration: number;
  readonly resolution: number;
  readonly offset: number;
  /** Time on the path that is marked, and its name; 0 or none where there is none. */
  readonly pathTime: number;
  readonly pathName: 'critical path' | 'longest path' | null;
  readonly isError: boolean;
  readonly isUnfinished: boolean;
  readonly isOrphan: boolean;
  readonly eventCount: number;
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly siblingCount: number;
  readonly descendantCount: number;
  readonly isCollapsed: boolean;
  /** Errors among the descendants a collapsed row hides. */
  readonly hiddenErrorCount: number;
}

/** "payments, POST /charge, 612 ms, starts at 220 ms, 480 ms on the critical path, error, level 4, 3 of 5, …" */
export function rowName(row: RowFacts): string {
  const parts = [row.service, row.operation];
  if (!row.isUnfinished) parts.push(spoken(row.duration, row.resolution));
  parts.push(`starts at ${spoken(row.offset)}`);
  if (row.pathName && row.pathTime > 0) parts.push(`${spoken(row.pathTime)} on the ${row.pathName}`);
  if (row.isError) parts.push('error');
  if (row.isUnfinished) parts.push('unfinished');
  if (row.isOrphan) parts.push('parent missing');
  if (row.eventCount > 0) parts.push(formatCountOf(row.eventCount, 'event'));
  parts.push(`level ${row.level}`, `${row.position} of ${row.siblingCount}`);
  if (row.descendantCount > 0) {
    parts.push(row.isCollapsed ? 'collapsed' : 'expanded', formatCountOf(row.descendantCount, 'descendant'));
    if (row.isCollapsed && row.hiddenErrorCount > 0)
      parts.push(`${formatCountOf(row.hiddenErrorCount, 'error')} hidden`);
  }
  return parts.join(', ');
}

/** As written, with a space every voice reads as one. */
function spoken(nanos: number, resolution = 1): string {
  return formatDuration(nanos, resolution).replaceAll('\u202f', ' ');
}
