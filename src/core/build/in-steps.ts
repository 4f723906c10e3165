/** So many spans are worked on between two pauses: a few milliseconds of work. Rows from a multiple of it on are one run. */
export const SPANS_AT_ONCE = 1 << 14;

/** What costs many times what a span costs is done so often between two pauses. */
export const FEW_AT_ONCE = 1 << 8;

/** So long is the first range: what is compiled for the others has seen all of the work by then, not only its loop. */
const FIRST_RANGE = 1 << 8;

/** Does `work` for ranges of spans that cover 0 to `length`, with a pause between two. */
export function* inRanges(
  length: number,
  work: (from: number, to: number) => void,
): Generator<undefined, void> {
  let from = 0;
  for (let end = FIRST_RANGE; from < length; end = (end & -SPANS_AT_ONCE) + SPANS_AT_ONCE) {
    if (from > 0) yield;
    work(from, Math.min(end, length));
    from = end;
  }
}

/** Does all of `work` at once; returns what it comes to. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
