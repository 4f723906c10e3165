import type { KernelRows } from '../../kernel/kernel-batch.ts';
import { FIELDS_SLOT, PLACE_SLOT } from '../../kernel/row-table.ts';

/** Reads rows of one table, a row at a time. */
export class RowCursor {
  words: Uint32Array = new Uint32Array();
  /** Numbers of the attributes of all rows. */
  attributes: Uint32Array = new Uint32Array();
  readonly #stride: number;
  #doubles: Float64Array = new Float64Array();
  /** The first slot of the row. */
  #at = 0;

  constructor({ stride }: { readonly stride: number }) {
    this.#stride = stride;
  }

  begin({ words, doubles, attributes }: KernelRows): void {
    this.words = words;
    this.#doubles = doubles;
    this.attributes = attributes;
  }

  moveTo(row: number): void {
    this.#at = row * this.#stride;
  }

  /** Whether the record has the field of this bit. */
  has(bit: number): boolean {
    return (this.words[this.#at + FIELDS_SLOT] & bit) !== 0;
  }

  /** Where the record begins in the text of its source. */
  get place(): number {
    return this.#doubles[(this.#at + PLACE_SLOT) >> 1];
  }

  /** Where `slot` of the row is in `words`. */
  slot(slot: number): number {
    return this.#at + slot;
  }

  word(slot: number): number {
    return this.words[this.#at + slot];
  }

  double(slot: number): number {
    return this.#doubles[(this.#at + slot) >> 1];
  }

  /** The seconds of the time at `slot`. */
  seconds(slot: number): number {
    return this.double(slot);
  }

  /** The seconds of the time at `slot`; NaN where it is 0, which means "not set". */
  secondsUnlessZero(slot: number): number {
    const seconds = this.double(slot);
    return seconds === 0 && this.words[this.#at + slot + 2] === 0 ? NaN : seconds;
  }

  /** The nanoseconds of the time at `slot` behind its `seconds`; 0 where these are NaN. */
  nanos(slot: number, seconds: number): number {
    return Number.isNaN(seconds) ? 0 : this.words[this.#at + slot + 2];
  }
}
