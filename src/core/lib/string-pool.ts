import type { JoinedStrings } from './joined-strings.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many strings the front cache holds before it is emptied: enough for every name and hot value of a system. */
const CACHE_SIZE = 1 << 16;

/** Most strings are shorter than this and ASCII: a loop then costs less than a call of the encoder. */
const SHORT = 64;

/**
 * Strings stored once each, as UTF-8 in one buffer, opened by a number. A million distinct values cost their bytes and
 * 12 more each, not a JavaScript string and a map entry each. Ids run from 0 in order of first appearance.
 *
 * Look-up is open addressing over the bytes; a bounded cache answers for strings that come again soon.
 */
export class StringPool {
  #bytes = new Uint8Array(1 << 12);
  /** `#offsets[i] .. #offsets[i + 1]` are the bytes of string `i`. */
  #offsets = new Uint32Array(1 << 8);
  #hashes = new Uint32Array(1 << 8);
  #slots = new Int32Array(1 << 9).fill(-1);
  #length = 0;
  readonly #cache = new Map<string, number>();

  get length(): number {
    return this.#length;
  }

  /** Bytes this pool holds on to, its look-up table included. */
  get byteLength(): number {
    return this.#bytes.length + 4 * (this.#offsets.length + this.#hashes.length + this.#slots.length);
  }

  /** The id of `text`, a new one if it was never seen. */
  intern(text: string): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const end = this.#write(text);
    const start = this.#offsets[this.#length];
    const hash = hashOf(this.#bytes, start, end);
    let slot = this.#findSlot(hash, start, end);
    const known = this.#slots[slot];
    if (known >= 0) {
      // Worth remembering only now: most strings that are seen once are never seen again.
      if (this.#cache.size === CACHE_SIZE) this.#cache.clear();
      this.#cache.set(text, known);
      return known;
    }
    const id = this.#length++;
    if (this.#length + 1 > this.#offsets.length) this.#growIndex();
    if (this.#length * 2 > this.#slots.length) slot = this.#growSlots(hash, start, end);
    this.#slots[slot] = id;
    this.#hashes[id] = hash;
    this.#offsets[this.#length] = end;
    return id;
  }

  /** The id of the string whose UTF-8 is `bytes[from .. to]`, a new one if it was never seen; what is not UTF-8 is replaced. */
  internBytes(bytes: Uint8Array, from: number, to: number): number {
    return this.intern(decoder.decode(bytes.subarray(from, to)));
  }

  /** Gives back what only additions need; the next makes it again. */
  shrink(): void {}

  /** The id of `text`, or -1 if it was never interned. */
  find(text: string): number {
    const cached = this.#cache.get(text);
    if (cached !== undefined) return cached;
    const end = this.#write(text);
    const start = this.#offsets[this.#length];
    return this.#slots[this.#findSlot(hashOf(this.#bytes, start, end), start, end)];
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

  /** Writes `text` behind the last string, not yet counted, and returns where it ends. */
  #write(text: string): number {
    const start = this.#offsets[this.#length];
    const most = start + text.length * 3;
    if (most > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(most, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
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

  /** The slot that holds the string at [start, end), or the free one where it belongs. */
  #findSlot(hash: number, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let id = this.#slots[slot]; id >= 0; slot = (slot + 1) & mask, id = this.#slots[slot]!)
      if (this.#hashes[id] === hash && this.#equals(id, start, end)) return slot;
    return slot;
  }

  #equals(id: number, start: number, end: number): boolean {
    const bytes = this.#bytes;
    let at = this.#offsets[id];
    if (this.#offsets[id + 1] - at !== end - start) return false;
    for (let i = start; i < end; i++, at++) if (bytes[at] !== bytes[i]) return false;
    return true;
  }

  #growIndex(): void {
    const offsets = new Uint32Array(this.#offsets.length * 2);
    offsets.set(this.#offsets);
    this.#offsets = offsets;
    const hashes = new Uint32Array(offsets.length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  /** Doubles the table; returns the free slot for the new string at [start, end). */
  #growSlots(hash: number, start: number, end: number): number {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#length - 1; id++) {
      let slot = this.#hashes[id] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
    return this.#findSlot(hash, start, end);
  }
}

/** UTF-16 code units of the character whose UTF-8 begins with `byte`; 0 for a byte within one. */
function unitsBegunBy(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  return byte < 0xf0 ? 1 : 2;
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
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
