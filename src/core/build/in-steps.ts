/** So many spans are worked on between two pauses: a few milliseconds of work. Rows from a multiple of it on are one run. */
export const SPANS_AT_ONCE = 1 << 14;

/** What costs many times what a span costs is done so often between two pauses. */
export const FEW_AT_ONCE = 1 << 8;

/** Does `work` for ranges of spans that cover 0 to `length`, with a pause between two. */
export function* inRanges(
  length: number,
  work: (from: number, to: number) => void,
): Generator<undefined, void> {
  for (let from = 0; from < length; from += SPANS_AT_ONCE) {
    if (from > 0) yield;
    work(from, Math.min(from + SPANS_AT_ONCE, length));
  }
}

/** Does all of `work` at once; returns what it comes to. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
