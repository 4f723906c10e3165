import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { parseDurationText } from '../../../core/model/duration-text.ts';
import { formatDuration } from '../../parts/format.ts';
import { lengthOf, type ZoomLimits } from './zoom-window.ts';

/**
 * A time as it is typed where `shown` stands, in nanoseconds; a number alone is of the unit that is shown. null where it
 * is not understood, or no one unit is shown.
 */
export function parseEdge(text: string, shown: string): number | null {
  if (/[^\d.,\s]/.test(text) || Number(text) === 0) return parseDurationText(text);
  const units = shown.match(/[^\d.,\s]+/g) ?? [];
  return units.length === 1 ? parseDurationText(`${text} ${units[0]}`) : null;
}

/**
 * The window with one of its edges at `time`, as exactly as times are shown; a sentence where that cannot be: `time` is not
 * known, beyond the limits, or beyond the other edge.
 */
export function windowWith(
  window: TimeWindow,
  edge: keyof TimeWindow,
  time: number | null,
  { bounds }: ZoomLimits,
): TimeWindow | string {
  if (time === null) return 'Not a time. Write 250 ms or 1.5 s.';
  const kept = Math.max(bounds.from, Math.min(time, bounds.to));
  if (Math.abs(time - kept) > lengthOf(bounds) / 1000)
    return bounds.from === 0
      ? `The trace is ${formatDuration(bounds.to)} long.`
      : `What is shown goes from ${formatDuration(bounds.from)} to ${formatDuration(bounds.to)}.`;
  const wanted = { ...window, [edge]: kept };
  return wanted.from < wanted.to ? wanted : 'Ends before it begins.';
}
