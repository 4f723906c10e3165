/** Pieces looked at: enough for a part of a few hundred bytes. */
const MOST_TRIES = 3000;

/**
 * The shortest piece of `bytes` that is still `wanted`, as far as leaving out parts, ever smaller ones, goes: Zeller's
 * delta debugging without its tests of parts alone.
 */
export async function minimise(
  bytes: Uint8Array,
  wanted: (bytes: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let smallest = bytes;
  let tries = 0;
  for (let part = smallest.length >> 1; part > 0; part >>= 1)
    for (let at = 0; at < smallest.length && tries < MOST_TRIES; tries++) {
      const shorter = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + part)]);
      if (await wanted(shorter)) smallest = shorter;
      else at += part;
    }
  return smallest;
}
