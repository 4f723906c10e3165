import { withRoom } from './growable.ts';
import type { JoinedStrings } from './joined-strings.ts';
import { isUtf8 } from './utf8.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many strings the front cache holds before it is emptied: enough for every name and hot value of a system. */
const CACHE_SIZE = 1 << 16;

/** Most strings are shorter than this and ASCII: a loop then costs less than a call of the encoder. */
const SHORT = 64;

/** Words of a slot: the hash, and the id plus one; 0 in a free one. */
const SLOT_WORDS = 2;
const FEWEST_SLOTS = 512;

/**
 * Strings stored once each, as UTF-8 in one buffer, opened by a number. A million distinct values cost their bytes and
 * 4 more each, not a JavaScript string and a map entry each. Ids run from 0 in order of first appearance.
 *
 * Look-up is open addressing over the bytes; a bounded cache answers for strings that come again soon. What only look-up
 * needs is given back by `shrink` and made again when more is added. A slot holds the whole hash, so that a string that is
 * new touches memory in one place only, beside the end of what is written one behind the other.
 *
 *     slots    │ hash, id │  free  │ hash, id │  free  │          a quarter of them stays free
 *                      └──────────┐
 *     offsets                 │ 0 │ 3 │ 7 │                        by id
 *                                   ▼
 *     bytes                   │ G E T P O S T │
 */
export class StringPool {
  #bytes = new Uint8Array(1 << 12);
  /** `#offsets[i] .. #offsets[i + 1]` are the bytes of string `i`. */
  #offsets = new Uint32Array(1 << 8);
  /** Empty after `shrink`. */
  #slots = new Int32Array(SLOT_WORDS * FEWEST_SLOTS);
  #length = 0;
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
    const end = this.#write(text);
    const count = this.#length;
    const id = this.#internAt(this.#bytes, this.#offsets[count], end, true);
    if (this.#length === count) {
      // Worth remembering only now: most strings that are seen once are never seen again.
      if (this.#cache.size === CACHE_SIZE) this.#cache.clear();
      this.#cache.set(text, id);
    }
    return id;
  }

  /** The id of the string whose UTF-8 is `bytes[from .. to]`, a new one if it was never seen; what is not UTF-8 is replaced. */
  internBytes(bytes: Uint8Array, from: number, to: number): number {
    const id = this.#internAt(bytes, from, to, false);
    return id >= 0 ? id : this.intern(decoder.decode(bytes.subarray(from, to)));
  }

  /** The id of `text`, or -1 if it was never interned. */
  find(text: string): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const end = this.#write(text);
    const start = this.#offsets[this.#length];
    if (this.#slots.length === 0) return this.#findOneByOne(start, end);
    return this.#slots[this.#findSlot(hashOf(this.#bytes, start, end), this.#bytes, start, end) + 1] - 1;
  }

  /** Gives back all memory but that of the strings. `find` is slower until the next is added. */
  shrink(): void {
    this.#bytes = this.#bytes.slice(0, this.#offsets[this.#length]);
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

  /**
   * The id of the string at `bytes[from .. to]`, which may stand behind the last one already. Where `isText` does not say
   * that it is UTF-8, that is looked at, and -1 of what is not: only of a new one, as those that are known all are.
   */
  #internAt(bytes: Uint8Array, from: number, to: number, isText: boolean): number {
    if (this.#slots.length === 0) this.#makeSlots();
    const hash = hashOf(bytes, from, to);
    const slot = this.#findSlot(hash, bytes, from, to);
    const known = this.#slots[slot + 1];
    if (known > 0) return known - 1;
    if (!isText && !isUtf8(bytes, from, to)) return -1;
    const start = this.#offsets[this.#length];
    if (bytes !== this.#bytes) {
      this.#bytes = withRoom(this.#bytes, start + to - from);
      const own = this.#bytes;
      for (let i = from, at = start; i < to; i++) own[at++] = bytes[i];
    }
    const id = this.#length++;
    this.#offsets = withRoom(this.#offsets, this.#length + 1);
    this.#offsets[this.#length] = start + to - from;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = this.#length;
    if (this.#length * 4 > slotCount(this.#slots) * 3) this.#growSlots();
    return id;
  }

  /** Writes `text` behind the last string, not yet counted, and returns where it ends. */
  #write(text: string): number {
    const start = this.#offsets[this.#length];
    this.#bytes = withRoom(this.#bytes, start + text.length * 3);
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

  /** The slot that holds the string at `bytes[from .. to]`, or the free one where it belongs. */
  #findSlot(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const slots = this.#slots;
    let slot = firstSlot(slots, hash);
    for (; slots[slot + 1] > 0; slot = nextSlot(slots, slot))
      if (slots[slot] === hash && this.#equals(slots[slot + 1] - 1, bytes, from, to)) return slot;
    return slot;
  }

  #findOneByOne(start: number, end: number): number {
    for (let id = 0; id < this.#length; id++) if (this.#equals(id, this.#bytes, start, end)) return id;
    return -1;
  }

  #equals(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes;
    let at = this.#offsets[id];
    if (this.#offsets[id + 1] - at !== to - from) return false;
    for (let i = from; i < to; i++, at++) if (own[at] !== bytes[i]) return false;
    return true;
  }

  #makeSlots(): void {
    let count = FEWEST_SLOTS;
    while (this.#length * 4 > count * 3) count *= 2;
    const slots = new Int32Array(SLOT_WORDS * count);
    for (let id = 0; id < this.#length; id++)
      fillSlot(slots, hashOf(this.#bytes, this.#offsets[id], this.#offsets[id + 1]), id + 1);
    this.#slots = slots;
  }

  #growSlots(): void {
    const slots = new Int32Array(2 * this.#slots.length);
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

/** Four bytes a step, mixed as FNV mixes one and folded at the end. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Whether `wanted`, in lower case, stands at `at` in upper or lower case; ASCII. */
function startsWith(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) {
    const byte = bytes[at + i];
    const isUpper = byte >= 0x41 && byte <= 0x5a;
    if ((isUpper ? byte + 0x20 : byte) !== wanted[i]) return false;
  }
  return true;
}
