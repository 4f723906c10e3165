import { SegmentedColumn } from '../lib/segmented-column.ts';
import type { NumberArray } from '../lib/growable.ts';
import { inRanges } from './in-steps.ts';

/** Lists of attributes one behind the other: each is known by where it begins and how many it has. */
export class AttributeLists {
  readonly list = new SegmentedColumn(Uint32Array);
  #length = 0;
  #room = 0;

  get length(): number {
    return this.#length;
  }

  /** Appends a list and returns where it begins. */
  add(attributes: ArrayLike<number>): number {
    const from = this.#extend(attributes.length);
    for (let i = 0; i < attributes.length; i++) this.list.set(from + i, attributes[i]);
    return from;
  }

  /** Appends `count` attributes, which may be several lists, and returns where they begin. */
  addAll(attributes: NumberArray, count: number): number {
    const from = this.#extend(count);
    this.list.write(from, attributes, count);
    return from;
  }

  /** As `add`, of a list that may be very long. */
  *addInSteps(attributes: ArrayLike<number>): Generator<undefined, number> {
    const first = this.#extend(attributes.length);
    yield* inRanges(attributes.length, (from, to) => {
      for (let i = from; i < to; i++) this.list.set(first + i, attributes[i]);
    });
    return first;
  }

  /** Takes away again what lies behind `length`. */
  truncate(length: number): void {
    this.#length = length;
  }

  equals(a: number, b: number, count: number): boolean {
    for (let i = 0; i < count; i++) if (this.list.at(a + i) !== this.list.at(b + i)) return false;
    return true;
  }

  /** The `count` attributes from `from` on. */
  slice(from: number, count: number): number[] {
    return Array.from({ length: count }, (_, i) => this.list.at(from + i));
  }

  #extend(count: number): number {
    const from = this.#length;
    this.#length += count;
    if (this.#length > this.#room) {
      const room = Math.max(this.#length, Math.min(2 * from, from + (1 << 16)), 256);
      this.list.makeRoom(from, room);
      this.#room = room;
    }
    return from;
  }
}
