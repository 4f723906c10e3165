import { Arena } from './arena.ts';
import { hashOf } from './hash.ts';
import { allocate, Growable, release } from './memory.ts';
import { fail, Failure, isEqual } from './text.ts';

/** What `intern` returns if there is no memory. */
export const NO_ENTRY: u32 = 0xffff_ffff;

/** Number, tag and length of a spelling stand in front of its bytes. */
const HEAD_BYTES: u32 = 12;
/** The hash, and where the head is; 0 in a free one. */
const SLOT_BYTES: u32 = 8;
/** The logarithms of how many slots there may be. */
const FEWEST_BITS: u32 = 9;
const MOST_BITS: u32 = 27;
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
 *     places     │ at │ at │                                          by number
 */
@unmanaged
export class Dictionary {
  count: u32;
  /** How many can be found. */
  private foundCount: u32;
  private slots: usize;
  /** A hash shifted by so much to the right is the number of a slot. */
  private slotShift: u32;
  // A Growable, of three words, and an Arena, of four.
  private placesStart: usize;
  private placesLength: u32;
  private placesCapacity: u32;
  private spellingsLength: u32;
  private spellingsBlock: usize;
  private spellingsNext: usize;
  private spellingsLeft: u32;

  get places(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Dictionary>('placesStart'));
  }

  get spellings(): Arena {
    return changetype<Arena>(changetype<usize>(this) + offsetof<Dictionary>('spellingsLength'));
  }

  get byteLength(): u32 {
    return this.spellingsLength + this.placesLength + this.slotCount * SLOT_BYTES;
  }

  private get slotCount(): u32 {
    return this.slots == 0 ? 0 : this.slotMask + 1;
  }

  @inline
  private get slotMask(): u32 {
    return 0xffff_ffff >> this.slotShift;
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
    return load<u32>(this.placesStart + ((<usize>id) << 2));
  }

  /** Forgets everything, and gives back what memory it can; false if it never had any and there is none. */
  reset(): bool {
    const count = this.foundCount;
    this.count = 0;
    this.foundCount = 0;
    this.places.free();
    this.spellings.free();
    if (this.slotCount != 1 << FEWEST_BITS && this.makeSlots(FEWEST_BITS)) return true;
    if (count > 0) memory.fill(this.slots, 0, this.slotCount * SLOT_BYTES);
    return this.slots != 0;
  }

  /** The number of `length` bytes at `from` with `tag`; `NO_ENTRY` if there is no memory for one more. */
  intern(from: usize, length: u32, tag: u32): u32 {
    return this.internBelow(NO_ENTRY, from, length, tag);
  }

  /** As `intern`, but `NO_ENTRY` if it would be one more than `limit`. */
  internBelow(limit: u32, from: usize, length: u32, tag: u32): u32 {
    const hash = hashOf(from, length, tag);
    const known = this.find(hash, from, length, tag);
    if (known != NO_ENTRY) return known;
    if (this.count == limit || !this.reserve(1, length)) return NO_ENTRY;
    return this.addFound(hash, from, length, tag);
  }

  /** As `intern`, of bytes whose hash is known and for which there is room. */
  internHashed(hash: u32, from: usize, length: u32, tag: u32): u32 {
    const known = this.find(hash, from, length, tag);
    return known != NO_ENTRY ? known : this.addFound(hash, from, length, tag);
  }

  @inline
  private find(hash: u32, from: usize, length: u32, tag: u32): u32 {
    let at = hash >> this.slotShift;
    while (true) {
      const slot = this.slotAt(at);
      const head = load<u32>(slot, 4);
      if (head == 0) return NO_ENTRY;
      if (
        load<u32>(slot) == hash &&
        load<u32>(head, 4) == tag &&
        load<u32>(head, 8) == length &&
        isEqual(head + HEAD_BYTES, from, length)
      )
        return load<u32>(head);
      at = (at + 1) & this.slotMask;
    }
  }

  /** The head that is compared first with what has this hash; 0 if there is none. */
  @inline
  firstHead(hash: u32): usize {
    return load<u32>(this.slotAt(hash >> this.slotShift), 4);
  }

  @inline
  private slotAt(number: u32): usize {
    return this.slots + <usize>number * SLOT_BYTES;
  }

  /** Makes room for `more` spellings, fewer than slots and together `length` bytes long; false if there is no memory for them. */
  @inline
  reserve(more: u32, length: u32): bool {
    return (
      (((this.foundCount + more) * 2 <= this.slotCount || this.makeSlots(33 - this.slotShift)) &&
        this.places.reserve(4 * more) &&
        this.spellings.reserve(spaceOf(more, length))) ||
      fail(Failure.MEMORY) != 0
    );
  }

  private addFound(hash: u32, from: usize, length: u32, tag: u32): u32 {
    const id = this.write(this.spellings, from, length, tag);
    this.fillSlot(hash, this.headOf(id));
    this.foundCount++;
    return id;
  }

  /** As `internHashed`, but the spelling is `elsewhere`, and is never found again; `NO_ENTRY` if there is no memory there. */
  append(elsewhere: Arena, from: usize, length: u32, tag: u32): u32 {
    if (elsewhere.reserve(spaceOf(1, length))) return this.write(elsewhere, from, length, tag);
    fail(Failure.MEMORY);
    return NO_ENTRY;
  }

  private write(arena: Arena, from: usize, length: u32, tag: u32): u32 {
    const id = this.count++;
    const head = arena.take((HEAD_BYTES + length + 3) & ~3);
    store<u32>(head, id);
    store<u32>(head, tag, 4);
    store<u32>(head, length, 8);
    copy(head + HEAD_BYTES, from, length);
    const places = this.places;
    store<u32>(places.start + places.length, head);
    places.length += 4;
    return id;
  }

  /** Puts a head into the first free slot from that of its hash on. */
  @inline
  private fillSlot(hash: u32, head: usize): void {
    let at = hash >> this.slotShift;
    while (load<u32>(this.slotAt(at), 4) != 0) at = (at + 1) & this.slotMask;
    store<u32>(this.slotAt(at), hash);
    store<u32>(this.slotAt(at), <u32>head, 4);
  }

  /**
   * Finds everything in 2^`bits` slots from now on. Since their numbers are the first bits of hashes, they are filled nearly
   * in the order in which the old ones are read.
   */
  private makeSlots(bits: u32): bool {
    const size = SLOT_BYTES << bits;
    const made: usize = bits > MOST_BITS ? 0 : allocate(size);
    if (made == 0) return false;
    memory.fill(made, 0, size);
    const old = this.slots;
    const oldSize = this.slotCount * SLOT_BYTES;
    this.slots = made;
    this.slotShift = 32 - bits;
    for (let at: usize = 0; this.foundCount > 0 && at < oldSize; at += SLOT_BYTES) {
      const head = load<u32>(old + at, 4);
      if (head != 0) this.fillSlot(load<u32>(old + at), head);
    }
    if (old != 0) release(old, oldSize);
    return true;
  }
}

/** What so many spellings may take in an arena. */
@inline
function spaceOf(count: u32, length: u32): u32 {
  return length + count * (HEAD_BYTES + 3) + SLACK;
}

@inline
function copy(to: usize, from: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
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
