import { allocate, Growable, release } from './memory.ts';
import { fail, Failure, isEqual, maskOf } from './text.ts';

/** What `intern` returns if there is no memory. */
export const NO_ENTRY: u32 = 0xffff_ffff;

/** Number, tag and length of a spelling stand in front of its bytes. */
const HEAD_BYTES: u32 = 12;
/** The hash, and where the head is, plus one; 0 in a free one. */
const SLOT_BYTES: u32 = 8;
const FIRST_SLOTS: u32 = 512;
/** Copying in vectors writes so far behind a spelling. */
const SLACK: u32 = 16;

/**
 * Spellings by number. Two are the same if their bytes and their tags are. All there is to compare stands together, so that
 * finding one of a million touches memory in two places.
 *
 *     slots      │ hash, at │  free  │ hash, at │  free  │            open addressing: half of them stay free
 *                         └────────────┐
 *     spellings  │ 0 tag 3 │ G E T     │ 1 tag 4 │ P O S T │         each at a multiple of 4
 *                ▲                     ▲
 *     places     │ 0 │ 16 │                                          by number
 */
@unmanaged
export class Dictionary {
  count: u32;
  private slots: usize;
  /** How many slots there are, less one: all ones in binary. */
  private slotMask: u32;
  // Two Growables, each of three words.
  private placesStart: usize;
  private placesLength: u32;
  private placesCapacity: u32;
  private spellingsStart: usize;
  private spellingsLength: u32;
  private spellingsCapacity: u32;

  get places(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Dictionary>('placesStart'));
  }

  get spellings(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Dictionary>('spellingsStart'));
  }

  bytesOf(id: u32): usize {
    return this.headOf(id) + HEAD_BYTES;
  }

  tagOf(id: u32): u32 {
    return load<u32>(this.headOf(id), 4);
  }

  lengthOf(id: u32): u32 {
    return load<u32>(this.headOf(id), 8);
  }

  private headOf(id: u32): usize {
    return this.spellingsStart + load<u32>(this.placesStart + ((<usize>id) << 2));
  }

  /** Forgets everything and gives the memory back; false if there is none for an empty dictionary. */
  reset(): bool {
    this.count = 0;
    this.places.free();
    this.spellings.free();
    if (this.slots != 0) release(this.slots, (this.slotMask + 1) * SLOT_BYTES);
    this.slots = 0;
    this.slotMask = 0;
    return this.makeSlots(FIRST_SLOTS);
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
      const place = load<u32>(slot, 4);
      if (place == 0) {
        if (this.count == limit) return NO_ENTRY;
        if (this.count * 2 < this.slotMask) return this.add(from, length, tag, hash, slot);
        return this.makeSlots((mask + 1) * 2) ? this.internBelow(limit, from, length, tag) : none();
      }
      if (load<u32>(slot) == hash) {
        const head = this.spellingsStart + place - 1;
        if (
          load<u32>(head, 4) == tag &&
          load<u32>(head, 8) == length &&
          isEqual(head + HEAD_BYTES, from, length)
        )
          return load<u32>(head);
      }
      at = (at + 1) & mask;
    }
  }

  private add(from: usize, length: u32, tag: u32, hash: u32, slot: usize): u32 {
    const places = this.places;
    const spellings = this.spellings;
    if (!places.reserve(4) || !spellings.reserve(HEAD_BYTES + length + SLACK)) return none();
    const id = this.count;
    const place = spellings.length;
    const head = spellings.start + place;
    store<u32>(head, id);
    store<u32>(head, tag, 4);
    store<u32>(head, length, 8);
    copy(head + HEAD_BYTES, from, length);
    spellings.length = (place + HEAD_BYTES + length + 3) & ~3;
    store<u32>(places.start + places.length, place);
    places.length += 4;
    this.count = id + 1;
    store<u32>(slot, hash);
    store<u32>(slot, place + 1, 4);
    return id;
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

@inline
function copy(to: usize, from: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

/** 2^64 divided by the golden ratio: multiplying by it spreads what differs over all the bits above. */
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/** Sixteen bytes a step, the rest of the last masked out; tag and length are there from the beginning. */
@inline
function hashOf(from: usize, length: u32, tag: u32): u32 {
  let hash = ((<u64>tag << 32) | length) * SPREAD;
  let at: u32 = 0;
  for (; at + 16 < length; at += 16) hash = mix(hash, v128.load(from + at));
  hash = mix(hash, v128.and(v128.load(from + at), maskOf(length - at)));
  return <u32>(hash >> 32);
}

@inline
function mix(hash: u64, bytes: v128): u64 {
  const low = (rotl<u64>(hash, 29) ^ <u64>i64x2.extract_lane(bytes, 0)) * SPREAD;
  return (rotl<u64>(low, 29) ^ <u64>i64x2.extract_lane(bytes, 1)) * SPREAD;
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
