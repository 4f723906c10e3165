import type { AttributeSpellings } from '../../model/span-batch.ts';

/** Attributes numbered at once, at most. */
const CAPACITY = 1 << 12;

/** Attributes on their way to a sink that is to number them. */
export class SpelledAttributes implements AttributeSpellings {
  length = 0;
  bytes: Uint8Array = new Uint8Array();
  readonly key = new Int32Array(CAPACITY);
  readonly type = new Uint8Array(CAPACITY);
  readonly from = new Uint32Array(CAPACITY);
  readonly to = new Uint32Array(CAPACITY);
  readonly attribute = new Uint32Array(CAPACITY);
  /** The kernel's number of each. */
  readonly pair = new Uint32Array(CAPACITY);

  get isFull(): boolean {
    return this.length === CAPACITY;
  }

  add(pair: number, key: number, type: number, from: number, to: number): void {
    const at = this.length++;
    this.pair[at] = pair;
    this.key[at] = key;
    this.type[at] = type;
    this.from[at] = from;
    this.to[at] = to;
  }
}
