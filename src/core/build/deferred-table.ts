import { withRoom } from '../lib/growable.ts';

/**
 * Distinct values that may be handed out before they are known. A handle is a number that stands for a value; many
 * handles may stand for one. A handle never defined stands for the value the table was made with.
 */
export class DeferredTable<V> {
  /** The distinct values; the first is the one of handles never defined. */
  readonly values: V[];
  readonly #keyOf: (value: V) => string;
  readonly #placeByKey = new Map<string, number>();
  /** Of values that came as the same object before: readers hand over what a file says again and again. */
  readonly #placeByValue = new WeakMap<object, number>();
  readonly #handleByKey = new Map<string, number>();
  /** By handle, place in `values`. */
  #places = new Int32Array(64);
  #handleCount = 0;

  constructor(undefinedValue: V, keyOf: (value: V) => string) {
    this.values = [undefinedValue];
    this.#keyOf = keyOf;
    this.#placeByKey.set(keyOf(undefinedValue), 0);
  }

  /** A new handle, to be defined later. Costs four bytes. */
  reserve(): number {
    const handle = this.#handleCount++;
    this.#places = withRoom(this.#places, this.#handleCount);
    return handle;
  }

  define(handle: number, value: V): void {
    const object = typeof value === 'object' ? value : null;
    const known = object ? this.#placeByValue.get(object) : undefined;
    const place = known ?? this.#placeOf(value);
    if (object) this.#placeByValue.set(object, place);
    this.#places[handle] = place;
  }

  #placeOf(value: V): number {
    const key = this.#keyOf(value);
    let place = this.#placeByKey.get(key);
    if (place === undefined) {
      place = this.values.push(value) - 1;
      this.#placeByKey.set(key, place);
    }
    return place;
  }

  /** The handle of a value that is known: the same for equal values. */
  handleOf(value: V): number {
    const key = this.#keyOf(value);
    let handle = this.#handleByKey.get(key);
    if (handle === undefined) {
      handle = this.reserve();
      this.define(handle, value);
      this.#handleByKey.set(key, handle);
    }
    return handle;
  }

  /** The place in `values` of what `handle` stands for now. */
  placeOf(handle: number): number {
    return this.#places[handle];
  }
}
