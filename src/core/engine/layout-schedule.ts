/** Milliseconds of reading before anything is shown of it: what is read by then needs no first look. */
const FIRST_LOOK = 1000;
/** Each look is at so many times the spans of the one before: all of them together cost a third of the last at most. */
const GROWTH = 4;
/** Spans beyond which nothing is laid out before the end: it would hold up the reading, and hold them twice. */
const MOST_SPANS = 1_000_000;

/** Says when what was read so far is worth laying out, while the rest is still being read. */
export class LayoutSchedule {
  readonly #now: () => number;
  #begun = 0;
  #laidOut = 0;

  /** `now` in milliseconds, from anywhere. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Reading begins, with so many spans laid out. */
  begin(spanCount: number): void {
    this.#begun = this.#now();
    this.#laidOut = spanCount;
  }

  isDue(spanCount: number): boolean {
    return (
      spanCount <= MOST_SPANS &&
      spanCount >= Math.max(1, GROWTH * this.#laidOut) &&
      this.#now() - this.#begun >= FIRST_LOOK
    );
  }

  /** So many spans have just been laid out. */
  note(spanCount: number): void {
    this.#laidOut = spanCount;
  }
}
