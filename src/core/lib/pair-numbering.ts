import { withRoom } from './growable.ts';

/** Pairs of whole numbers (32 bits each) numbered from 0 in order of first appearance: open addressing over two columns. */
export class PairNumbering {
  /** By number. */
  first = new Int32Array(32);
  second = new Int32Array(32);
  length = 0;
  #slots = new Int32Array(64).fill(-1);

  /** The number of the pair, a new one if it was never seen. */
  of(first: number, second: number): number {
    const slot = this.#findSlot(first, second);
    if (this.#slots[slot] >= 0) return this.#slots[slot];
    const number = this.length++;
    this.first = withRoom(this.first, this.length);
    this.second = withRoom(this.second, this.length);
    this.first[number] = first;
    this.second[number] = second;
    this.#slots[slot] = number;
    if (this.length * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return number;
  }

  /** Forgets the numbers from `length` on. */
  truncate(length: number): void {
    if (length === this.length) return;
    this.length = length;
    this.#rehash(this.#slots.length);
  }

  #findSlot(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let at = this.#slots[slot]; at >= 0; slot = (slot + 1) & mask, at = this.#slots[slot]!)
      if (this.second[at] === second && this.first[at] === first) return slot;
    return slot;
  }

  #rehash(size: number): void {
    this.#slots = new Int32Array(size).fill(-1);
    for (let at = 0; at < this.length; at++)
      this.#slots[this.#findSlot(this.first[at], this.second[at])] = at;
  }
}
