/** How many small steps are about a millisecond of work. */
const STEPS = 1 << 15;

/** Spans laid out before a pause: a few milliseconds of work. */
export const SPANS_AT_ONCE = 1 << 13;

/** Does `step` for each number below `length`, and pauses every millisecond or so. */
export function* inSteps(length: number, step: (at: number) => void): Generator<undefined, void> {
  for (let from = 0; from < length; from += STEPS) {
    const to = Math.min(from + STEPS, length);
    for (let at = from; at < to; at++) step(at);
    yield;
  }
}

/** As `inSteps`, for work that is done for a range at once. */
export function* inRanges(
  length: number,
  work: (from: number, to: number) => void,
): Generator<undefined, void> {
  for (let from = 0; from < length; from += STEPS) {
    work(from, Math.min(from + STEPS, length));
    yield;
  }
}

/** Does all of `work` at once; returns what it comes to. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
