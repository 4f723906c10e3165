import { spanColumn } from '../model/columns.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanForest } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';

/** What a reviewer says of single spans, against or beyond what their flags say. Spans of the forest, in any order. */
export interface Review {
  /** Their parent waited for them, asynchronous or not. One that begins after its parent's end stays off the path. */
  readonly blocking: readonly number[];
  /** Nobody waited for them; where both are said, this holds. */
  readonly nonBlocking: readonly number[];
}

/** `forest` with the flag `ASYNC` as the reviewer has it: the same where there is nothing to change. */
export function reviewWaiting(forest: SpanForest, { blocking, nonBlocking }: Review): SpanForest {
  if (blocking.length === 0 && nonBlocking.length === 0) return forest;
  const { spans } = forest;
  const flags = new Uint16Array(spans.length);
  for (let span = 0 as SpanIndex; span < spans.length; span++) flags[span] = spans.flags[span];
  for (const span of blocking) flags[span] &= ~SpanFlag.ASYNC;
  for (const span of nonBlocking) flags[span] |= SpanFlag.ASYNC;
  return { spans: { ...spans, flags: spanColumn(flags) } };
}
