import { allocate, Growable, release } from './memory.ts';
import { fail, Failure, isEqual } from './text.ts';

/** What `intern` returns if there is no memory. */
export const NO_ENTRY: u32 = 0xffff_ffff;

/** Where the bytes begin, and the tag. */
const ENTRY_BYTES: u32 = 8;
/** The hash, and one more than the number; 0 in a free one. */
const SLOT_BYTES: u32 = 8;
const FIRST_SLOTS: u32 = 512;
/** Copying in vectors writes so far behind a spelling, and hashing reads. */
const SLACK: u32 = 16;

/**
 * Spellings by number. Two are the same if their bytes and their tags are.
 *
 *     slots     │ hash, 2+1 │  free  │ hash, 0+1 │  free  │ hash, 1+1 │    open addressing: half of them stay free
 *                        │
 *     entries   │ 0, tag │ 3, tag │ 7, tag │ 12 │                         where bytes begin, and so where those before end
 *                                     │
 *     bytes     │ G E T P O S T P A T C H │
 */
@unmanaged
export class Dictionary {
  count: u32;
  private slots: usize;
  /** How many slots there are, less one: all ones in binary. */
  private slotMask: u32;
  // Two Growables, each of three words.
  private entriesStart: usize;
  private entriesLength: u32;
  private entriesCapacity: u32;
  private bytesStart: usize;
  private bytesLength: u32;
  private bytesCapacity: u32;

  get entries(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Dictionary>('entriesStart'));
  }

  get bytes(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Dictionary>('bytesStart'));
  }

  bytesOf(id: u32): usize {
    return this.bytesStart + load<u32>(this.entriesStart + <usize>id * ENTRY_BYTES);
  }

  lengthOf(id: u32): u32 {
    const entry = this.entriesStart + <usize>id * ENTRY_BYTES;
    return load<u32>(entry, ENTRY_BYTES) - load<u32>(entry);
  }

  tagOf(id: u32): u32 {
    return load<u32>(this.entriesStart + <usize>id * ENTRY_BYTES, 4);
  }

  /** Forgets everything and gives the memory back; false if there is none for an empty dictionary. */
  reset(): bool {
    this.count = 0;
    this.entries.free();
    this.bytes.free();
    if (this.slots != 0) release(this.slots, (this.slotMask + 1) * SLOT_BYTES);
    this.slots = 0;
    this.slotMask = 0;
    return this.makeSlots(FIRST_SLOTS) && this.entries.reserve(2 * ENTRY_BYTES) && this.endLast();
  }

  /** The number of `length` bytes at `from` with `tag`; `NO_ENTRY` if there is no memory for one more. */
  intern(from: usize, length: u32, tag: u32): u32 {
    return this.internBelow(NO_ENTRY, from, length, tag);
  }

  /** As `intern`, but `NO_ENTRY` if it would be one more than `limit`. */
  internBelow(limit: u32, from: usize, length: u32, tag: u32): u32 {
    const hash = hashOf(from, length, tag);
    const mask = this.slotMask;
    let at = hash & mask;
    while (true) {
      const slot = this.slots + <usize>at * SLOT_BYTES;
      const next = load<u32>(slot, 4);
      if (next == 0) return this.count < limit ? this.add(from, length, tag, hash, slot) : NO_ENTRY;
      if (load<u32>(slot) == hash && this.is(next - 1, from, length, tag)) return next - 1;
      at = (at + 1) & mask;
    }
  }

  private is(id: u32, from: usize, length: u32, tag: u32): bool {
    return this.tagOf(id) == tag && this.lengthOf(id) == length && isEqual(this.bytesOf(id), from, length);
  }

  private add(from: usize, length: u32, tag: u32, hash: u32, slot: usize): u32 {
    if (!this.entries.reserve(2 * ENTRY_BYTES) || !this.bytes.reserve(length + SLACK)) return none();
    const id = this.count;
    copy(this.bytesStart + this.bytesLength, from, length);
    this.endLast(); // growing has left that behind
    this.bytesLength += length;
    store<u32>(this.entriesStart + this.entriesLength, tag, 4);
    this.entriesLength += ENTRY_BYTES;
    this.count = id + 1;
    this.endLast();
    store<u32>(slot, hash);
    store<u32>(slot, id + 1, 4);
    return this.count * 2 <= this.slotMask || this.makeSlots((this.slotMask + 1) * 2) ? id : none();
  }

  /** The bytes of the last entry end here; those of the next will begin here. */
  private endLast(): bool {
    store<u32>(this.entriesStart + this.entriesLength, this.bytesLength);
    return true;
  }

  /** Finds everything in `slotCount` slots from now on. */
  private makeSlots(slotCount: u32): bool {
    const size = slotCount * SLOT_BYTES;
    const made = size > slotCount ? allocate(size) : 0;
    if (made == 0) return false;
    memory.fill(made, 0, size);
    const mask = slotCount - 1;
    for (let old: u32 = 0; this.slots != 0 && old <= this.slotMask; old++) {
      const slot = load<u64>(this.slots + <usize>old * SLOT_BYTES);
      if (slot == 0) continue;
      let at = <u32>slot & mask;
      while (load<u32>(made + <usize>at * SLOT_BYTES, 4) != 0) at = (at + 1) & mask;
      store<u64>(made + <usize>at * SLOT_BYTES, slot);
    }
    if (this.slots != 0) release(this.slots, (this.slotMask + 1) * SLOT_BYTES);
    this.slots = made;
    this.slotMask = mask;
    return true;
  }
}

function none(): u32 {
  fail(Failure.MEMORY);
  return NO_ENTRY;
}

function copy(to: usize, from: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

/** 2^64 divided by the golden ratio: multiplying by it spreads what differs over all the bits above. */
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/** Eight bytes a step, then what is left of them with the rest masked out; length and tag are mixed in at the end. */
function hashOf(from: usize, length: u32, tag: u32): u32 {
  let hash = ((<u64>tag) << 32) | length;
  let at: u32 = 0;
  for (; at + 8 <= length; at += 8) hash = rotl<u64>((hash ^ load<u64>(from + at)) * SPREAD, 29);
  const left = length - at;
  if (left > 0) hash = (hash ^ (load<u64>(from + at) & (((<u64>1) << (left << 3)) - 1))) * SPREAD;
  hash = (hash ^ (hash >> 32)) * SPREAD;
  return <u32>(hash >> 32);
}

const SIZE: u32 = 48;
const all = memory.data(6 * SIZE, 8);

/** Strings of rows, by what is between their quotes; the tag says whether that holds a backslash. */
export const texts = changetype<Dictionary>(all);
/** Values of any kind. */
export const values = changetype<Dictionary>(all + SIZE);
/** Trace ids of 16 bytes. */
export const traces = changetype<Dictionary>(all + 2 * SIZE);
/** Values of attributes; the tag is `template << 1 | holds a backslash`. */
export const pairs = changetype<Dictionary>(all + 3 * SIZE);
/** What stands before and behind the value of an attribute; the tag says where the one ends and the other begins. */
export const templates = changetype<Dictionary>(all + 4 * SIZE);
/** Keys of attributes that are members of an object, quotes included. */
export const memberKeys = changetype<Dictionary>(all + 5 * SIZE);

/** One of the above. */
export function dictionaryAt(number: u32): Dictionary {
  return changetype<Dictionary>(all + number * SIZE);
}
