import type { Nanos } from '../../core/model/units.ts';
import { parseDurationText } from '../../core/model/duration-text.ts';
import type { Parsed } from './DraftField.tsx';

/** A duration as typed into the filter. */
export function readDuration(text: string): Parsed<Nanos> {
  const nanos = parseDurationText(text);
  return nanos === null
    ? { complaint: `“${text}” is no duration. Write 250ms, 1.5 s or 2 min.` }
    : { value: nanos };
}

/** A number of spans as typed into the filter: whole, from 1. */
export function readSpanCount(text: string): Parsed<number> {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return count >= 1 ? { value: count } : { complaint: `“${text}” is no number of spans. Write 1, 2, 3 …` };
}

/** One of `names`, typed or picked. Upper and lower case are equal; once finished, a part that only one name has is enough. */
export function readName(text: string, names: readonly string[], isFinished: boolean): Parsed<string> {
  if (names.includes(text)) return { value: text };
  const wanted = text.toLowerCase();
  const found = names.filter((name) => name.toLowerCase().includes(wanted));
  if (found.length === 0) return { complaint: `No name here contains “${text}”.` };
  if (!isFinished) return null;
  const whole = found.filter((name) => name.toLowerCase() === wanted);
  const [only, ...others] = whole.length > 0 ? whole : found;
  return others.length === 0
    ? { value: only! }
    : { complaint: `${found.length} names contain “${text}”. Pick one.` };
}
