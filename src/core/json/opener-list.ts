import { withRoom } from '../lib/growable.ts';

/** Lists and objects further in than this are not noted: the deepest container of any format lies at 11. */
const DEEPEST = 12;

/**
 * Where lists and objects begin inside values, in the order of the text. JSON.parse gives values without their places:
 * counted off against this, each gets its own back.
 *
 *     text      {"data":[{"spans":[{…},{…}]}]}
 *     depth     0       1 2        3 4   4
 */
export class OpenerList {
  length = 0;
  #at = new Int32Array(256);
  #depth = new Uint8Array(256);

  /** `at` is in bytes from the value's first; `depth` counts the lists and objects around it in the value. */
  add(at: number, depth: number): void {
    if (depth > DEEPEST) return;
    if (this.length === this.#at.length) this.#grow();
    this.#at[this.length] = at;
    this.#depth[this.length++] = depth;
  }

  /** Drops the first `count`. */
  drop(count: number): void {
    if (count === 0) return;
    this.#at.copyWithin(0, count, this.length);
    this.#depth.copyWithin(0, count, this.length);
    this.length -= count;
  }

  /** The first opener from `from` on that lies at `depth`; -1 where one further out comes first. */
  find(from: number, depth: number): number {
    for (let opener = from; opener < this.length && this.#depth[opener] >= depth; opener++)
      if (this.#depth[opener] === depth) return opener;
    return -1;
  }

  /** Bytes from the first of its value to this opener. */
  placeOf(opener: number): number {
    return this.#at[opener];
  }

  #grow(): void {
    this.#at = withRoom(this.#at, this.length + 1);
    this.#depth = withRoom(this.#depth, this.length + 1);
  }
}
