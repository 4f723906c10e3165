import { withRoom } from '../lib/growable.ts';
import type { StringPool } from '../lib/string-pool.ts';
import { indexList } from '../model/columns.ts';
import type { AttributeTable } from '../model/dataset.ts';
import type { AttributeSpellings } from '../model/span-batch.ts';
import type { AttributeType } from '../model/span-enums.ts';
import type { AttributeIndex } from '../model/units.ts';

/** No attribute. */
const NONE = -1;
const FEWEST_SLOTS = 64;

/**
 * Distinct (key, type, value) triples by number. Ids run from 0.
 *
 * Most values are new (ids, addresses) or have but one key, so a value knows its first attribute itself; only further ones
 * are in a hash table (open addressing).
 */
export class AttributePool {
  readonly #strings: StringPool;
  #key = new Int32Array(256);
  #value = new Int32Array(256);
  #type = new Uint8Array(256);
  #length = 0;
  /** By string that is a value; empty after `shrink`, as are the slots. */
  #firstOf = new Int32Array(0);
  /** Attributes that are not the first of their value. */
  #slots = new Int32Array(0);
  #furtherCount = 0;
  /** Strings of the attributes that are being numbered. */
  #values = new Int32Array(0);

  /** Bytes of the table and of what finds in it. */
  get byteLength(): number {
    return (
      this.#key.byteLength +
      this.#value.byteLength +
      this.#type.byteLength +
      this.#firstOf.byteLength +
      this.#slots.byteLength
    );
  }

  constructor(strings: StringPool) {
    this.#strings = strings;
  }

  intern(keyText: string, type: AttributeType, valueText: string): AttributeIndex {
    return this.#internOf(this.#strings.intern(keyText), type, this.#strings.intern(valueText));
  }

  /** As `intern`, for each of `spelled`. */
  internAll(spelled: AttributeSpellings): void {
    const { length, key, type, attribute } = spelled;
    this.#values = withRoom(this.#values, length);
    const values = this.#values;
    this.#strings.internAll(spelled, values);
    for (let at = 0; at < length; at++)
      attribute[at] = this.#internOf(key[at], type[at] as AttributeType, values[at]);
  }

  /** As `intern`, of strings by number. */
  #internOf(key: number, type: AttributeType, value: number): AttributeIndex {
    if (this.#slots.length === 0) this.#makeIndex();
    if (value >= this.#firstOf.length) this.#growFirsts(value + 1);
    const first = this.#firstOf[value];
    if (first === NONE) return (this.#firstOf[value] = this.#add(key, type, value));
    if (this.#key[first] === key && this.#type[first] === type) return first as AttributeIndex;
    const slot = this.#findSlot(key, type, value);
    if (this.#slots[slot] !== NONE) return this.#slots[slot] as AttributeIndex;
    const id = this.#add(key, type, value);
    this.#slots[slot] = id;
    if (++this.#furtherCount * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  /** Gives back what only additions need; the next makes it again. */
  shrink(): void {
    this.#key = this.#key.slice(0, this.#length);
    this.#value = this.#value.slice(0, this.#length);
    this.#type = this.#type.slice(0, this.#length);
    this.#firstOf = new Int32Array(0);
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

  #add(key: number, type: AttributeType, value: number): AttributeIndex {
    const id = this.#length++;
    if (id === this.#key.length) {
      this.#key = withRoom(this.#key, this.#length);
      this.#value = withRoom(this.#value, this.#length);
      this.#type = withRoom(this.#type, this.#length);
    }
    this.#key[id] = key;
    this.#value[id] = value;
    this.#type[id] = type;
    return id as AttributeIndex;
  }

  #findSlot(key: number, type: number, value: number): number {
    const mask = this.#slots.length - 1;
    const hash = Math.imul(Math.imul(key, 0x9e3779b1) ^ value ^ (type << 28), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let id = this.#slots[slot]; id !== NONE; slot = (slot + 1) & mask, id = this.#slots[slot]!)
      if (this.#value[id] === value && this.#key[id] === key && this.#type[id] === type) return slot;
    return slot;
  }

  #growFirsts(need: number): void {
    const before = this.#firstOf.length;
    this.#firstOf = withRoom(this.#firstOf, need).fill(NONE, before);
  }

  #growSlots(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(4 * before.length).fill(NONE);
    for (const id of before) if (id !== NONE) this.#slots[this.#slotOf(id)] = id;
  }

  /** Where the attribute `id` is to be found, or belongs. */
  #slotOf(id: number): number {
    return this.#findSlot(this.#key[id], this.#type[id], this.#value[id]);
  }

  /** Finds all attributes, and has room for as many further ones again. */
  #makeIndex(): void {
    let size = FEWEST_SLOTS;
    while (size < this.#furtherCount * 4) size *= 2;
    this.#slots = new Int32Array(size).fill(NONE);
    this.#firstOf.fill(NONE);
    if (this.#firstOf.length < this.#strings.length) this.#growFirsts(this.#strings.length);
    for (let id = 0; id < this.#length; id++) {
      const value = this.#value[id];
      if (this.#firstOf[value] === NONE) this.#firstOf[value] = id;
      else this.#slots[this.#slotOf(id)] = id;
    }
  }
}
