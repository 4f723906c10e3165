import { withRoom } from '../lib/growable.ts';
import { orderByLargest } from '../lib/radix-order.ts';
import { sortByKey } from '../lib/stable-order.ts';

/** Up to so many siblings, inserting them one by one is quickest … */
const FEW = 24;
/** … and from so many on, a sort by digits. */
const MANY = 1000;

/** Sorts siblings by their end, one list after the other; its buffers are kept. */
export class EndOrder {
  #spare = new Int32Array(0);

  /**
   * Sorts `list[0 .. count)` by ascending `end[entry]`; of equal ends the first comes last, so that from the back on it is
   * the first to be met.
   */
  sort(list: Int32Array, count: number, end: Float64Array): void {
    if (count <= FEW) insertAll(list, count, end);
    else if (count < MANY) {
      this.#spare = withRoom(this.#spare, count);
      const lastFirst = list.subarray(0, count).toReversed();
      sortByKey(lastFirst, end, count, this.#spare);
      list.set(lastFirst);
    } else sortByDigits(list, count, end);
  }
}

function insertAll(list: Int32Array, count: number, end: Float64Array): void {
  for (let next = 1; next < count; next++) {
    const entry = list[next];
    let at = next;
    for (; at > 0 && end[list[at - 1]] >= end[entry]; at--) list[at] = list[at - 1]!;
    list[at] = entry;
  }
}

function sortByDigits(list: Int32Array, count: number, end: Float64Array): void {
  const entries = list.slice(0, count);
  let earliest = Infinity;
  for (const entry of entries) earliest = Math.min(earliest, end[entry]);
  const keys = new Float64Array(count);
  for (let at = 0; at < count; at++) keys[at] = end[entries[at]] - earliest;
  const latestFirst = orderByLargest(keys);
  for (let at = 0; at < count; at++) list[count - 1 - at] = entries[latestFirst[at]]!;
}
