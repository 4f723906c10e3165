import { copyBytes, hashOf, isSame, startsWith } from './bytes.ts';
import { withRoom } from './growable.ts';
import type { JoinedStrings } from './joined-strings.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many strings the front cache holds before it is emptied: enough for every name and hot value of a system. */
const CACHE_SIZE = 1 << 16;

/** Most strings are shorter than this and ASCII: a loop then costs less than a call of the encoder. */
const SHORT = 64;

/** Words of a slot: the hash, and the id plus one; 0 in a free one. */
const SLOT_WORDS = 2;
const FEWEST_SLOTS = 512;
/** Below this many slots they become four times as many when they are full, then twice: moving them costs most. */
const MANY_SLOTS = 1 << 20;

/** Strings in UTF-8, to be numbered: one is `bytes[from .. to]`. */
export interface Spellings {
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * Strings stored once each, as UTF-8 in one buffer, opened by a number. A million distinct values cost their bytes and
 * 4 more each, not a JavaScript string and a map entry each. Ids run from 0 in order of first appearance.
 *
 * A string is written behind the last one, then looked up there: it stays if it is new. Look-up is open addressing over
 * the bytes; a bounded cache answers for texts that come again soon. What only look-up needs is given back by `shrink` and
 * made again when more is added. A slot holds the whole hash, so that a string that is new touches memory in one place
 * only, beside the end of what is written one behind the other.
 *
 *     slots    │ hash, id │  free  │ hash, id │  free  │          a quarter of them stays free
 *                      └──────────┐
 *     offsets                 │ 0 │ 3 │ 7 │                        by id
 *                                   ▼
 *     bytes                   │ G E T P O S T │
 */
export class StringPool {
  #bytes = new Uint8Array(1 << 12);
  /** Of `#bytes`. */
  #view = new DataView(this.#bytes.buffer);
  /** `#offsets[i] .. #offsets[i + 1]` are the bytes of string `i`. */
  #offsets = new Uint32Array(1 << 8);
  /** Empty after `shrink`. */
  #slots = new Int32Array(SLOT_WORDS * FEWEST_SLOTS);
  #length = 0;
  /** Of the strings that are numbered at once. */
  #hashes = new Int32Array(0);
  readonly #cache = new Map<string, number>();

  get length(): number {
    return this.#length;
  }

  /** Bytes this pool holds on to, its look-up table included. */
  get byteLength(): number {
    return this.#bytes.length + 4 * (this.#offsets.length + this.#slots.length);
  }

  /** The id of `text`, a new one if it was never seen. */
  intern(text: string): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const count = this.#length;
    const id = this.#keep(this.#write(text));
    if (this.#length === count) {
      // Worth remembering only now: most strings that are seen once are never seen again.
      if (this.#cache.size === CACHE_SIZE) this.#cache.clear();
      this.#cache.set(text, id);
    }
    return id;
  }

  /** As `intern`, of the string whose UTF-8 is `bytes[from .. to]`. */
  internBytes(bytes: Uint8Array, from: number, to: number): number {
    const end = this.#room(to - from);
    for (let at = from, own = end - (to - from); at < to; at++) this.#bytes[own++] = bytes[at];
    return this.#keep(end);
  }

  /** As `internBytes`, of each of `spellings`: writes their ids to `ids`. */
  internAll({ length, bytes, from, to }: Spellings, ids: Int32Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#hashes = withRoom(this.#hashes, length);
    const hashes = this.#hashes;
    for (let i = 0; i < length; i++) hashes[i] = hashOf(view, from[i], to[i]);
    this.#guess(hashes, length, ids);
    for (let i = 0; i < length; i++) {
      if (ids[i] >= 0 && this.#equals(ids[i], view, from[i], to[i])) continue;
      const end = this.#room(to[i] - from[i]);
      copyBytes(view, from[i], this.#view, end - (to[i] - from[i]), end);
      ids[i] = this.#keep(end, hashes[i]);
    }
  }

  /** The id of `text`, or -1 if it was never interned. */
  find(text: string): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const end = this.#write(text);
    if (this.#slots.length === 0) return this.#findOneByOne(end);
    return this.#slots[this.#findSlot(this.#hashOfLast(end), end) + 1] - 1;
  }

  /** Gives back all memory but that of the strings. `find` is slower until the next is added. */
  shrink(): void {
    this.#setBytes(this.#bytes.slice(0, this.#offsets[this.#length]));
    this.#offsets = this.#offsets.slice(0, this.#length + 1);
    this.#slots = new Int32Array(0);
    this.#cache.clear();
  }

  get(id: number): string {
    return decoder.decode(this.#bytes.subarray(this.#offsets[id], this.#offsets[id + 1]));
  }

  /** The strings of `ids`, '' for ids below 0: decoded at once, which is many times as fast as one by one. */
  join(ids: Int32Array): JoinedStrings {
    const offsets = this.#offsets;
    let length = 0;
    for (const id of ids) if (id >= 0) length += offsets[id + 1] - offsets[id];
    const bytes = new Uint8Array(length);
    const end = new Uint32Array(ids.length);
    let at = 0;
    let textEnd = 0;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i];
      if (id >= 0)
        for (let from = offsets[id]; from < offsets[id + 1]; from++) {
          const byte = (bytes[at++] = this.#bytes[from]);
          textEnd += unitsBegunBy(byte);
        }
      end[i] = textEnd;
    }
    return { text: decoder.decode(bytes), end };
  }

  /**
   * Tells of an id whether `word`, which is in lower case, stands in its string; upper and lower case are equal there.
   * Only for ids that were there when it was made.
   */
  matcher(word: string): (id: number) => boolean {
    const wanted = encoder.encode(word);
    const isAscii = wanted.length === word.length;
    if (!isAscii) return (id) => this.get(id).toLowerCase().includes(word);
    const bytes = this.#bytes;
    const offsets = this.#offsets;
    return (id) => {
      const last = offsets[id + 1] - wanted.length;
      for (let at = offsets[id]; at <= last; at++) if (startsWith(bytes, at, wanted)) return true;
      return false;
    };
  }

  /** By id: 1 where `word` stands in the string, as `matcher` tells. One pass over the bytes of all. */
  matchAll(word: string): Uint8Array {
    const found = new Uint8Array(this.#length);
    const wanted = encoder.encode(word);
    if (wanted.length !== word.length || word === '') {
      const matches = this.matcher(word);
      return found.map((_, id) => Number(matches(id)));
    }
    const bytes = this.#bytes;
    const offsets = this.#offsets;
    const [lower] = wanted;
    const upper = lower >= 0x61 && lower <= 0x7a ? lower - 0x20 : lower;
    const last = offsets[this.#length] - wanted.length;
    let id = 0;
    for (let at = 0; at <= last; at++) {
      if ((bytes[at] !== lower && bytes[at] !== upper) || !startsWith(bytes, at, wanted)) continue;
      while (offsets[id + 1] <= at) id++;
      if (at + wanted.length <= offsets[id + 1]) found[id] = 1;
    }
    return found;
  }

  /** The id of the string that was written behind the last one, up to `end`. */
  #keep(end: number, hash = this.#hashOfLast(end)): number {
    if (this.#slots.length === 0) this.#makeSlots();
    const slots = this.#slots;
    const slot = this.#findSlot(hash, end);
    const known = slots[slot + 1];
    if (known > 0) return known - 1;
    const id = this.#length++;
    if (id + 2 > this.#offsets.length) this.#offsets = withRoom(this.#offsets, id + 2);
    this.#offsets[id + 1] = end;
    slots[slot] = hash;
    slots[slot + 1] = id + 1;
    if ((id + 1) * 4 > slotCount(slots) * 3) this.#growSlots();
    return id;
  }

  /**
   * Writes to `ids` which string each of `hashes` is probably that of; -1 where none. Nothing in this loop waits for what
   * was found before, so the processor fetches the slots side by side: one by one, that is most of what interning costs.
   */
  #guess(hashes: Int32Array, length: number, ids: Int32Array): void {
    if (this.#slots.length === 0) this.#makeSlots();
    const slots = this.#slots;
    for (let i = 0; i < length; i++) {
      const slot = firstSlot(slots, hashes[i]);
      ids[i] = slots[slot] === hashes[i] ? slots[slot + 1] - 1 : -1;
    }
  }

  /** Makes room for `length` bytes behind the last string; where they end. */
  #room(length: number): number {
    const end = this.#offsets[this.#length] + length;
    if (end > this.#bytes.length) this.#setBytes(withRoom(this.#bytes, end));
    return end;
  }

  #setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  /** Writes `text` behind the last string and returns where it ends. */
  #write(text: string): number {
    const most = this.#room(text.length * 3);
    const start = most - text.length * 3;
    if (text.length <= SHORT) {
      let at = start;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 0x80) break;
        this.#bytes[at++] = code;
      }
      if (at - start === text.length) return at;
    }
    return start + encoder.encodeInto(text, this.#bytes.subarray(start)).written;
  }

  /** Of what was written behind the last string, up to `end`. */
  #hashOfLast(end: number): number {
    return hashOf(this.#view, this.#offsets[this.#length], end);
  }

  /** The slot of the string that was written behind the last one, up to `end`, or the free one where it belongs. */
  #findSlot(hash: number, end: number): number {
    const slots = this.#slots;
    let slot = firstSlot(slots, hash);
    for (; slots[slot + 1] > 0; slot = nextSlot(slots, slot))
      if (slots[slot] === hash && this.#isLast(slots[slot + 1] - 1, end)) return slot;
    return slot;
  }

  #findOneByOne(end: number): number {
    for (let id = 0; id < this.#length; id++) if (this.#isLast(id, end)) return id;
    return -1;
  }

  /** Whether the string `id` is what was written behind the last one, up to `end`. */
  #isLast(id: number, end: number): boolean {
    return this.#equals(id, this.#view, this.#offsets[this.#length], end);
  }

  /** Whether the string `id` stands at `from .. to` of `bytes`. */
  #equals(id: number, bytes: DataView, from: number, to: number): boolean {
    const own = this.#offsets[id];
    return this.#offsets[id + 1] - own === to - from && isSame(this.#view, own, bytes, from, to);
  }

  #makeSlots(): void {
    let count = FEWEST_SLOTS;
    while (this.#length * 4 > count * 3) count *= 2;
    const slots = new Int32Array(SLOT_WORDS * count);
    for (let id = 0; id < this.#length; id++)
      fillSlot(slots, hashOf(this.#view, this.#offsets[id], this.#offsets[id + 1]), id + 1);
    this.#slots = slots;
  }

  #growSlots(): void {
    const growth = slotCount(this.#slots) < MANY_SLOTS ? 4 : 2;
    const slots = new Int32Array(growth * this.#slots.length);
    for (let slot = 0; slot < this.#slots.length; slot += SLOT_WORDS)
      if (this.#slots[slot + 1] > 0) fillSlot(slots, this.#slots[slot], this.#slots[slot + 1]);
    this.#slots = slots;
  }
}

function slotCount(slots: Int32Array): number {
  return slots.length / SLOT_WORDS;
}

/** Where the string of this hash is if it is not displaced. */
function firstSlot(slots: Int32Array, hash: number): number {
  return (hash & (slots.length / SLOT_WORDS - 1)) * SLOT_WORDS;
}

function nextSlot(slots: Int32Array, slot: number): number {
  return (slot + SLOT_WORDS) & (slots.length - 1);
}

function fillSlot(slots: Int32Array, hash: number, word: number): void {
  let slot = firstSlot(slots, hash);
  while (slots[slot + 1] > 0) slot = nextSlot(slots, slot);
  slots[slot] = hash;
  slots[slot + 1] = word;
}

/** UTF-16 code units of the character whose UTF-8 begins with `byte`; 0 for a byte within one. */
function unitsBegunBy(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  return byte < 0xf0 ? 1 : 2;
}
