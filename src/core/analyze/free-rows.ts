import { withRoom } from '../lib/growable.ts';

/**
 * Rows 0, 1, … of which runs are taken and given back: each time the first run that is long enough, in logarithmic time.
 *
 * A binary tree over the rows in one array (children of node n: 2n and 2n + 1). Each node knows the longest run of free
 * rows under it, and those at its two ends. A node that is all free or all taken says so for its children, which are
 * brought up to date when they are next visited: so beginning anew costs nothing.
 *
 *     rows        . . # # . . . #        longest 3, at the front 2, at the back 0
 *     halves      . . # #|. . . #        longest 2, 2, 0     longest 3, 3, 0
 */
export class FreeRows {
  #longest = new Int32Array(0);
  #front = new Int32Array(0);
  #back = new Int32Array(0);
  /** Rows of the tree so far, a power of two; all beyond are free. */
  #size = 0;

  /** Begins anew: all rows are free. From `rowCount` rows on, growing costs time. */
  reset(rowCount: number): void {
    this.#size = 1;
    while (this.#size < rowCount) this.#size *= 2;
    this.#makeRoom(2 * this.#size);
    this.#set(1, this.#size);
  }

  /** Takes the first `count` free rows that follow one another, and returns the first of them. */
  take(count: number): number {
    while (this.#longest[1] < count) this.#grow();
    let node = 1;
    let first = 0;
    for (let size = this.#size; this.#longest[node] < size;) {
      size /= 2;
      this.#refreshChildren(node, size);
      const left = 2 * node;
      const right = left + 1;
      if (this.#longest[left] >= count) {
        node = left;
      } else if (this.#back[left] + this.#front[right] >= count) {
        first += size - this.#back[left];
        break;
      } else {
        node = right;
        first += size;
      }
    }
    this.#mark(first, first + count, false);
    return first;
  }

  giveBack(first: number, count: number): void {
    this.#mark(first, first + count, true);
  }

  #mark(from: number, to: number, isFree: boolean, node = 1, first = 0, size = this.#size): void {
    if (from <= first && first + size <= to) {
      this.#set(node, isFree ? size : 0);
      return;
    }
    const half = size / 2;
    const middle = first + half;
    this.#refreshChildren(node, half);
    if (from < middle) this.#mark(from, to, isFree, 2 * node, first, half);
    if (to > middle) this.#mark(from, to, isFree, 2 * node + 1, middle, half);
    this.#join(node, half);
  }

  /** Works out a node from its children, each over `half` rows. */
  #join(node: number, half: number): void {
    const left = 2 * node;
    const right = left + 1;
    const across = this.#back[left] + this.#front[right];
    this.#longest[node] = Math.max(this.#longest[left], this.#longest[right], across);
    this.#front[node] = this.#front[left] + (this.#front[left] === half ? this.#front[right] : 0);
    this.#back[node] = this.#back[right] + (this.#back[right] === half ? this.#back[left] : 0);
  }

  /** Twice as many rows: what was the tree becomes the left half, level by level from the leaves up. */
  #grow(): void {
    const size = this.#size;
    for (const column of this.#makeRoom(4 * size))
      for (let level = size; level >= 1; level /= 2) column.copyWithin(2 * level, level, 2 * level);
    this.#set(3, size);
    this.#join(1, size);
    this.#size = 2 * size;
  }

  #makeRoom(nodes: number): readonly Int32Array[] {
    this.#longest = withRoom(this.#longest, nodes);
    this.#front = withRoom(this.#front, nodes);
    this.#back = withRoom(this.#back, nodes);
    return [this.#longest, this.#front, this.#back];
  }

  /** Hands down to the children, each over `half` rows, what is true of all rows of `node`. */
  #refreshChildren(node: number, half: number): void {
    const longest = this.#longest[node];
    if (longest !== 0 && longest !== 2 * half) return;
    this.#set(2 * node, longest / 2);
    this.#set(2 * node + 1, longest / 2);
  }

  /** All rows of the node are free (`free`: how many it has) or taken (0). */
  #set(node: number, free: number): void {
    this.#longest[node] = free;
    this.#front[node] = free;
    this.#back[node] = free;
  }
}
