/**
 * Finds the places (0, 1, …) at which an integer id stands in a list: open addressing, memory reused from list to list.
 * Places of one id come in ascending order.
 */
export class PlacesById {
  /** The first place of an id; -1 in a free slot. */
  #slots = new Int32Array(16);
  #mask = 15;
  #next = new Int32Array(8);
  #ids = new Int32Array(8);

  /** Forgets the list before; `idOf(place)` for each place below `count`. Negative ids are left out. */
  fill(count: number, idOf: (place: number) => number): void {
    let size = 16;
    while (size < count * 2) size *= 2;
    if (size > this.#slots.length) this.#slots = new Int32Array(size);
    if (count > this.#next.length) {
      this.#next = new Int32Array(size / 2);
      this.#ids = new Int32Array(size / 2);
    }
    this.#mask = size - 1;
    this.#slots.fill(-1, 0, size);
    for (let place = count - 1; place >= 0; place--) {
      const id = idOf(place);
      this.#ids[place] = id;
      if (id < 0) continue;
      const slot = this.#slotOf(id);
      this.#next[place] = this.#slots[slot]!;
      this.#slots[slot] = place;
    }
  }

  /** The first place of `id`, -1 where it does not stand. */
  first(id: number): number {
    return this.#slots[this.#slotOf(id)];
  }

  /** The next place with the same id as `place`, -1 after the last. */
  next(place: number): number {
    return this.#next[place];
  }

  #slotOf(id: number): number {
    let slot = (Math.imul(id, 0x9e3779b1) >>> 7) & this.#mask;
    for (let place = this.#slots[slot]; place >= 0 && this.#ids[place] !== id; place = this.#slots[slot]!)
      slot = (slot + 1) & this.#mask;
    return slot;
  }
}
