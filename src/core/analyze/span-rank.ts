import type { Dataset } from '../model/dataset.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { SpanIndex } from '../model/units.ts';

/** Where a span stands among the finished spans of its operation. */
export interface SpanRank {
  /** How many took less time. */
  readonly faster: number;
  /** Of how many, itself among them. */
  readonly count: number;
  /** How many of those failed. */
  readonly errorCount: number;
}

/** The rank of `span` by duration among all spans of the data set that have its operation. One pass over a few columns. */
export function rankSpan({ spans }: Dataset, span: SpanIndex): SpanRank {
  const { operation, duration, flags, status } = spans;
  let faster = 0;
  let count = 0;
  let errorCount = 0;
  for (let other = 0 as SpanIndex; other < spans.length; other++) {
    if (operation[other] !== operation[span] || flags[other] & SpanFlag.UNFINISHED) continue;
    count++;
    if (duration[other] < duration[span]) faster++;
    if (status[other] === StatusCode.ERROR) errorCount++;
  }
  return { faster, count, errorCount };
}
