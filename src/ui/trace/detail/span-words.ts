import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import {
  SPAN_KIND_NAMES,
  SpanFlag,
  STATUS_CODE_NAMES,
  type SpanKind,
  type StatusCode,
} from '../../../core/model/span-enums.ts';
import { formatCount, formatShare } from '../../parts/format.ts';

const REPAIRS: readonly (readonly [flag: number, words: string])[] = [
  [SpanFlag.ORPHAN, 'The parent it names is not in the opened files: it stands as a root.'],
  [SpanFlag.CYCLE_CUT, 'It closed a circle of parents: the circle was cut here.'],
  [SpanFlag.SELF_PARENT, 'It names itself as its parent: that was ignored.'],
  [SpanFlag.NEGATIVE_DURATION, 'It ends before it starts: its duration counts as 0.'],
  [SpanFlag.UNFINISHED, 'It has no end: it is drawn to the end of its trace.'],
  [SpanFlag.START_UNKNOWN, 'It has no start: it was taken from its events, its parent or its trace.'],
  [SpanFlag.IMPOSSIBLE_TIME, 'Its time lies far from the rest of its trace and does not stretch it.'],
  [SpanFlag.MERGED, 'Partial copies of it were united.'],
  [SpanFlag.CONFLICTING, 'Another span has the same id and says otherwise: both were kept.'],
  [SpanFlag.SHARED_SERVER, 'It shares its id with the client span it stands below.'],
  [SpanFlag.ASYNC, 'Its parent does not wait for it: it is never on the critical path.'],
];

/** What was found or mended on a span with these `SpanFlag` bits, a sentence each. */
export function describeRepairs(flags: number): string[] {
  return REPAIRS.filter(([flag]) => flags & flag).map(([, words]) => words);
}

/** "client"; '' for the unspecified kind. */
export function kindWord(kind: SpanKind): string {
  return kind === 0 ? '' : SPAN_KIND_NAMES[kind]!.toLowerCase();
}

/** "error", "ok"; '' for the unset status. */
export function statusWord(status: StatusCode): string {
  return status === 0 ? '' : STATUS_CODE_NAMES[status]!.toLowerCase();
}

/** "slower than 96 % of 611 other such spans": where a span stands among the loaded spans of its operation. */
export function describeRank({ faster, count }: SpanDetail['rank']): string {
  if (count <= 1) return 'the only one loaded of its operation';
  if (faster === 0) return `the fastest of ${formatCount(count)} such spans`;
  if (faster === count - 1) return `the slowest of ${formatCount(count)} such spans`;
  return `slower than ${formatShare(faster / (count - 1))} of ${formatCount(count - 1)} other such spans`;
}

/** "12 of 611 such spans failed": how often the operation of a span fails. */
export function describeErrors({ errorCount, count }: SpanDetail['rank']): string {
  return `${formatCount(errorCount)} of ${formatCount(count)} such spans failed (${formatShare(errorCount / count)})`;
}
