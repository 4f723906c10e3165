import type { Dataset } from '../model/dataset.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanIndex } from '../model/units.ts';

/** Where a span stands among the finished spans of its operation. */
export interface SpanRank {
  /** How many took less time. */
  readonly faster: number;
  /** Of how many, itself among them. */
  readonly count: number;
}

/** The rank of `span` by duration among all spans of the data set that have its operation. One pass over two columns. */
export function rankSpan({ spans }: Dataset, span: SpanIndex): SpanRank {
  const { operation, duration, flags } = spans;
  let faster = 0;
  let count = 0;
  for (let other = 0 as SpanIndex; other < spans.length; other++) {
    if (operation[other] !== operation[span] || flags[other] & SpanFlag.UNFINISHED) continue;
    count++;
    if (duration[other] < duration[span]) faster++;
  }
  return { faster, count };
}
