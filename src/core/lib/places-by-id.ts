/**
 * Finds the places (0, 1, …) at which an id of two words stands in a list: open addressing, memory reused from list to
 * list. Places of one id come in ascending order.
 */
export class PlacesById {
  /** The first place of an id; -1 in a free slot. */
  #slots = new Int32Array(16);
  #mask = 15;
  /** By place. */
  #next = new Int32Array(8);
  #ids: Uint32Array = new Uint32Array(0);
  #count = 0;
  #none = 0;
  /** Whether an id stands at more than one place. */
  isAnyTwice = false;

  /**
   * Forgets the list before. `ids` has two words a place and stays as it is until the next list; the id `none` in both
   * words is left out.
   */
  take(ids: Uint32Array, count: number, none: number): void {
    this.begin(ids, count, none);
    this.addLast(0, count);
  }

  /** As `take`; every place is still to be added. */
  begin(ids: Uint32Array, count: number, none: number): void {
    let size = 16;
    while (size < count * 2) size *= 2;
    if (size > this.#slots.length) this.#slots = new Int32Array(size);
    if (count > this.#next.length) this.#next = new Int32Array(size / 2);
    this.#mask = size - 1;
    this.#slots.fill(-1, 0, size);
    this.#ids = ids;
    this.#count = count;
    this.#none = none;
    this.isAnyTwice = false;
  }

  /** Adds the places `from .. to`, counted from the last one back; those before `from` are there. */
  addLast(from: number, to: number): void {
    const ids = this.#ids;
    const none = this.#none;
    for (let place = this.#count - 1 - from; place >= this.#count - to; place--) {
      const high = ids[2 * place];
      const low = ids[2 * place + 1];
      if (high === none && low === none) {
        this.#next[place] = -1;
        continue;
      }
      const slot = this.#slotOf(high, low);
      const later = this.#slots[slot];
      if (later >= 0) this.isAnyTwice = true;
      this.#next[place] = later;
      this.#slots[slot] = place;
    }
  }

  /** The first place of an id, -1 where it does not stand. */
  first(high: number, low: number): number {
    return this.#slots[this.#slotOf(high, low)];
  }

  /** The next place with the same id as `place`, -1 after the last. */
  next(place: number): number {
    return this.#next[place];
  }

  #slotOf(high: number, low: number): number {
    const ids = this.#ids;
    const hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (let place = this.#slots[slot]; place >= 0; place = this.#slots[slot]!) {
      if (ids[2 * place + 1] === low && ids[2 * place] === high) return slot;
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
