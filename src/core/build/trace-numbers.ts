import { withRoom } from '../lib/growable.ts';
import { TRACE_ID_WORDS } from '../model/packed-id.ts';

/** Trace ids numbered from 0 in order of first appearance: open addressing over four words each. */
export class TraceNumbers {
  /** Four words each. */
  words = new Uint32Array(16 * TRACE_ID_WORDS);
  length = 0;
  #slots = new Int32Array(32).fill(-1);

  /** The number of the id at `words[at ..]`, a new one if it was never seen. */
  of(words: Uint32Array, at: number): number {
    const slot = this.#findSlot(words, at);
    if (this.#slots[slot] >= 0) return this.#slots[slot];
    const number = this.length++;
    this.words = withRoom(this.words, this.length * TRACE_ID_WORDS);
    for (let word = 0; word < TRACE_ID_WORDS; word++)
      this.words[number * TRACE_ID_WORDS + word] = words[at + word]!;
    this.#slots[slot] = number;
    if (this.length * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return number;
  }

  /** The number of the id at `words[at ..]`, -1 if it was never seen. */
  find(words: Uint32Array, at: number): number {
    return this.#slots[this.#findSlot(words, at)];
  }

  /** Forgets the numbers from `length` on. */
  truncate(length: number): void {
    if (length === this.length) return;
    this.length = length;
    this.#rehash(this.#slots.length);
  }

  #findSlot(words: Uint32Array, at: number): number {
    const mask = this.#slots.length - 1;
    const last = words[at + 3];
    const hash = Math.imul(last ^ Math.imul(words[at + 2], 0x9e3779b1), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let known = this.#slots[slot]; known >= 0; slot = (slot + 1) & mask, known = this.#slots[slot]!) {
      const own = known * TRACE_ID_WORDS;
      if (this.words[own + 3] === last && this.words[own + 2] === words[at + 2])
        if (this.words[own + 1] === words[at + 1] && this.words[own] === words[at]) return slot;
    }
    return slot;
  }

  #rehash(size: number): void {
    this.#slots = new Int32Array(size).fill(-1);
    for (let at = 0; at < this.length; at++)
      this.#slots[this.#findSlot(this.words, at * TRACE_ID_WORDS)] = at;
  }
}
