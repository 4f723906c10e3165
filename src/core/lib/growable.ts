/** A typed array whose entries are numbers. */
export type NumberArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** `array`, or a copy with at least twice the room, so that index `need` − 1 can be written. */
export function withRoom<A extends NumberArray>(array: A, need: number): A {
  if (need <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(Math.max(need, array.length * 2));
  larger.set(array);
  return larger;
}
