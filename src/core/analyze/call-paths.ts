import { withRoom } from '../lib/growable.ts';
import { orderByLargest } from '../lib/radix-order.ts';
import { addUp, listByRow, type Flame } from './flame.ts';
import { SiblingLists } from './pre-order.ts';

/** Spans that came by a path: how many, how many of them errors, and one of them, which lasted `duration`. */
interface Arrival {
  readonly count: number;
  readonly errorCount: number;
  readonly span: number;
  readonly duration: number;
}

/**
 * Chains of operations, each known by its last: path `p` is path `parent[p]` with `operation[p]` after it. A path stands
 * after its parent.
 */
export class CallPaths {
  length = 0;
  #parent = new Int32Array(64);
  #operation = new Int32Array(64);
  #own = new Float64Array(64);
  #count = new Int32Array(64);
  #errorCount = new Int32Array(64);
  /** The longest span, the first of equals. */
  #span = new Int32Array(64);
  #duration = new Float64Array(64);
  /** Hash table with open addressing: paths by parent and operation, -1 in a free slot; at most half full. */
  #slots = new Int32Array(128).fill(-1);

  /** The path that leads from `parent` (-1: from nowhere) on to `operation`. */
  find(parent: number, operation: number): number {
    const slot = this.#slotOf(parent, operation);
    if (this.#slots[slot] >= 0) return this.#slots[slot];
    const path = this.length++;
    this.#makeRoom();
    this.#parent[path] = parent;
    this.#operation[path] = operation;
    this.#duration[path] = -1;
    this.#slots[slot] = path;
    if (2 * this.length > this.#slots.length) this.#rehash();
    return path;
  }

  add(path: number, { count, errorCount, span, duration }: Arrival): void {
    this.#count[path] += count;
    this.#errorCount[path] += errorCount;
    if (duration <= this.#duration[path]) return;
    this.#duration[path] = duration;
    this.#span[path] = span;
  }

  /** Adds to what is measured of the path alone. */
  addOwn(path: number, own: number): void {
    this.#own[path] += own;
  }

  /** A box for every path, of siblings the heaviest first. Also returns by path its box. */
  layOut(): { flame: Omit<Flame, 'boxOf'>; boxOfPath: Int32Array } {
    const { length } = this;
    const own = this.#own.subarray(0, length);
    const total = addUp(this.#parent.subarray(0, length), own);
    const heaviest = orderByLargest(total);
    const lists = new SiblingLists(length);
    for (let at = length - 1; at >= 0; at--) lists.prepend(heaviest[at], this.#parent[heaviest[at]]);
    const { node, parent, depth, end } = lists.write();
    const rowCount = depth.reduce((most, row) => Math.max(most, row + 1), 0);
    const width = pick(total, node);
    const { left, sum } = placeSideBySide(parent, width);
    const boxOfPath = new Int32Array(length);
    for (let box = 0; box < length; box++) boxOfPath[node[box]] = box;
    const flame = {
      length,
      row: depth,
      rowCount,
      from: 0,
      to: sum,
      left,
      width,
      end,
      parent,
      operation: pick(this.#operation, node),
      span: pick(this.#span, node),
      count: pick(this.#count, node),
      errorCount: pick(this.#errorCount, node),
      own: pick(own, node),
      total: width.slice(),
      ...listByRow(depth, rowCount),
    };
    return { flame, boxOfPath };
  }

  /** The slot of the path, or the free one where it belongs. */
  #slotOf(parent: number, operation: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(parent, operation) & mask;
    for (let path = this.#slots[slot]; path >= 0; path = this.#slots[slot]) {
      if (this.#parent[path] === parent && this.#operation[path] === operation) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #makeRoom(): void {
    const { length } = this;
    if (length <= this.#parent.length) return;
    this.#parent = withRoom(this.#parent, length);
    this.#operation = withRoom(this.#operation, length);
    this.#own = withRoom(this.#own, length);
    this.#count = withRoom(this.#count, length);
    this.#errorCount = withRoom(this.#errorCount, length);
    this.#span = withRoom(this.#span, length);
    this.#duration = withRoom(this.#duration, length);
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let path = 0; path < this.length; path++)
      this.#slots[this.#slotOf(this.#parent[path], this.#operation[path])] = path;
  }
}

function hashOf(parent: number, operation: number): number {
  const hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(operation, 0x85ebca6b);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8;
}

/** Where each box begins: the first child where its parent does, the next where that ends. Roots likewise, up to `sum`. */
function placeSideBySide(parent: Int32Array, width: Float64Array): { left: Float64Array; sum: number } {
  const left = new Float64Array(width.length);
  const filled = new Float64Array(width.length);
  let sum = 0;
  for (let box = 0; box < width.length; box++) {
    const above = parent[box];
    left[box] = above < 0 ? sum : filled[above];
    filled[box] = left[box];
    if (above < 0) sum += width[box];
    else filled[above] += width[box];
  }
  return { left, sum };
}

function pick<A extends Int32Array | Float64Array>(column: A, places: Int32Array): A {
  const picked = new (column.constructor as new (length: number) => A)(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = column[places[at]];
  return picked;
}
