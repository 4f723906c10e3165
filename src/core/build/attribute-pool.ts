import { withRoom } from '../lib/growable.ts';
import type { StringPool } from '../lib/string-pool.ts';
import { indexList } from '../model/columns.ts';
import type { AttributeTable } from '../model/dataset.ts';
import type { AttributeType } from '../model/span-enums.ts';
import type { AttributeIndex } from '../model/units.ts';

/** Distinct (key, type, value) triples by number: open addressing over three columns. Ids run from 0. */
export class AttributePool {
  readonly #strings: StringPool;
  #key = new Int32Array(256);
  #value = new Int32Array(256);
  #type = new Uint8Array(256);
  #slots = new Int32Array(512).fill(-1);
  #length = 0;

  /** Bytes of the table and of what finds in it. */
  get byteLength(): number {
    return this.#key.byteLength + this.#value.byteLength + this.#type.byteLength + this.#slots.byteLength;
  }

  constructor(strings: StringPool) {
    this.#strings = strings;
  }

  intern(keyText: string, type: AttributeType, valueText: string): AttributeIndex {
    return this.internOf(this.#strings.intern(keyText), type, this.#strings.intern(valueText));
  }

  /** As `intern`, of strings by number. */
  internOf(key: number, type: AttributeType, value: number): AttributeIndex {
    if (this.#slots.length === 0) this.#rehash(roomFor(this.#length));
    const slot = this.#findSlot(key, type, value);
    if (this.#slots[slot] >= 0) return this.#slots[slot] as AttributeIndex;
    const id = this.#length++;
    this.#key = withRoom(this.#key, this.#length);
    this.#value = withRoom(this.#value, this.#length);
    this.#type = withRoom(this.#type, this.#length);
    this.#key[id] = key;
    this.#value[id] = value;
    this.#type[id] = type;
    this.#slots[slot] = id;
    if (this.#length * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return id as AttributeIndex;
  }

  /** Gives back what only additions need; the next makes it again. */
  shrink(): void {
    this.#key = this.#key.slice(0, this.#length);
    this.#value = this.#value.slice(0, this.#length);
    this.#type = this.#type.slice(0, this.#length);
    this.#slots = new Int32Array(0);
  }

  /** The table as it is now; later additions do not change what it shows. */
  table(): AttributeTable {
    return {
      length: this.#length,
      key: indexList(this.#key),
      type: indexList(this.#type),
      value: indexList(this.#value),
    };
  }

  #findSlot(key: number, type: number, value: number): number {
    const mask = this.#slots.length - 1;
    const hash = Math.imul(Math.imul(key, 0x9e3779b1) ^ value ^ (type << 28), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let id = this.#slots[slot]; id >= 0; slot = (slot + 1) & mask, id = this.#slots[slot]!)
      if (this.#value[id] === value && this.#key[id] === key && this.#type[id] === type) return slot;
    return slot;
  }

  #rehash(size: number): void {
    this.#slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.#length; id++)
      this.#slots[this.#findSlot(this.#key[id], this.#type[id], this.#value[id])] = id;
  }
}

/** How many slots so many entries need. */
function roomFor(count: number): number {
  let size = 512;
  while (size < count * 2) size *= 2;
  return size;
}
