import { formatCount, formatCountOf, formatDuration } from '../../parts/format.ts';
import type { GroupFacts, HiddenFacts, RowFacts, SpanFacts } from './row-facts.ts';

/** Why a group looks like a query per row, for those who never met one. */
export const REPEATED_HINT =
  'The same call again and again, one after the other, as for each row of a list (N+1). One call for all of them may do.';

/** What a row shows, for those who cannot see it. */
export function rowName(row: RowFacts): string {
  switch (row.kind) {
    case 'span':
      return spanName(row);
    case 'group':
      return groupName(row);
    case 'hidden':
      return hiddenName(row);
  }
}

/** "payments, POST /charge, 612 ms, starts at 220 ms, 480 ms on the critical path, error, level 4, 3 of 5, …" */
function spanName(row: SpanFacts): string {
  const parts = [row.service, row.operation];
  if (!row.isUnfinished) parts.push(spoken(row.duration, row.resolution));
  parts.push(`starts at ${spoken(row.offset)}`, ...pathParts(row));
  if (row.isError) parts.push('error');
  if (row.isUnfinished) parts.push('unfinished');
  if (row.isOrphan) parts.push('parent missing');
  if (row.shift !== 0) parts.push(`clock moved by ${spoken(row.shift)}`);
  if (row.eventCount > 0) parts.push(formatCountOf(row.eventCount, 'event'));
  if (row.isMatch) parts.push('match');
  parts.push(...placeParts(row));
  if (row.descendantCount > 0) {
    parts.push(row.isCollapsed ? 'collapsed' : 'expanded', formatCountOf(row.descendantCount, 'descendant'));
    if (row.isCollapsed) parts.push(...hiddenParts(row));
  }
  return parts.join(', ');
}

function hiddenParts({ hiddenErrorCount, overhang }: SpanFacts): string[] {
  const parts: string[] = [];
  if (hiddenErrorCount > 0) parts.push(`${formatCountOf(hiddenErrorCount, 'error')} hidden`);
  if (overhang.before > 0) parts.push(`descendants begin ${spoken(overhang.before)} before it`);
  if (overhang.after > 0) parts.push(`descendants end ${spoken(overhang.after)} after it`);
  return parts;
}

/** "37 × orders, SELECT, 3 at a time, sum 1.9 s, wall 700 ms, 12 ms to 90 ms, median 40 ms, …" */
function groupName(row: GroupFacts): string {
  const time = (nanos: number) => spoken(nanos, row.resolution);
  const parts = [
    `${formatCount(row.count)} × ${row.service}`,
    row.operation,
    concurrencyText(row.concurrency),
    `sum ${time(row.sum)}`,
    `wall ${time(row.wall)}`,
    `${time(row.min)} to ${time(row.max)}`,
    `median ${time(row.median)}`,
    `starts at ${spoken(row.offset)}`,
    ...pathParts(row),
  ];
  if (row.errorCount > 0) parts.push(formatCountOf(row.errorCount, 'error'));
  if (row.matchCount > 0) parts.push(formatCountOf(row.matchCount, 'match', 'matches'));
  if (row.isRepeated) parts.push(`looks like N+1: ${REPEATED_HINT}`);
  parts.push(...placeParts(row), row.isCollapsed ? 'collapsed' : 'expanded');
  return parts.join(', ');
}

/** "12 spans hidden, 2 errors, 80 ms on the critical path, level 3, 2 of 4" */
function hiddenName(row: HiddenFacts): string {
  return [...hiddenWords(row), ...placeParts(row), 'collapsed'].join(', ').replaceAll('\u202f', ' ');
}

/** What a run of spans left out says of itself: "12 spans hidden", "2 errors", "80 ms on the critical path". */
export function hiddenWords({ spanCount, errorCount, pathTime, pathName }: HiddenFacts): string[] {
  const words = [`${formatCountOf(spanCount, 'span')} hidden`];
  if (errorCount > 0) words.push(formatCountOf(errorCount, 'error'));
  if (pathName && pathTime > 0) words.push(`${formatDuration(pathTime)} on the ${pathName}`);
  return words;
}

/** "3 at a time", or "one at a time". */
export function concurrencyText(concurrency: number): string {
  return concurrency > 1 ? `${formatCount(concurrency)} at a time` : 'one at a time';
}

function pathParts({ pathTime, pathName }: Pick<RowFacts, 'pathTime' | 'pathName'>): string[] {
  return pathName && pathTime > 0 ? [`${spoken(pathTime)} on the ${pathName}`] : [];
}

function placeParts({ level, position, siblingCount }: RowFacts): string[] {
  return [`level ${level}`, `${position} of ${siblingCount}`];
}

/** As written, with a space every voice reads as one. */
function spoken(nanos: number, resolution = 1): string {
  return formatDuration(nanos, resolution).replaceAll('\u202f', ' ');
}
