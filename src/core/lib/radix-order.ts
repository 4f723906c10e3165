/** Values of one digit: 11 bits, so that the places where the digits of a list go all stay in the cache. */
const DIGITS = 0x800;
const DIGIT_BITS = 11;

/** Halves of a double's bits, as little-endian memory has them. */
const LOWER = 0;
const UPPER = 1;

/**
 * The indices of `keys` by key, the largest first; equal keys in ascending order of index. No key may be negative or
 * NaN: the bits of such doubles, read as one integer, are in the order of their values. Radix sort from the last digit
 * on, so it is linear; digits that all keys share cost one pass over the keys. The upper half of the bits comes first:
 * what it leaves unsorted lies close together, as a rule so little that inserting it is quicker than the lower half is.
 */
export function orderByLargest(keys: Float64Array): Int32Array {
  const count = keys.length;
  const entries = new Entries(count);
  const spare = new Entries(count);
  entries.key.set(keys);
  for (let at = 0; at < count; at++) entries.index[at] = at;
  const [rough, free] = sortByHalf(entries, spare, UPPER);
  if (insertAll(rough, count)) return rough.index;
  return sortByHalf(...sortByHalf(rough, free, LOWER), UPPER)[0].index;
}

/** Sorts by half of the bits, keeping the order of what is equal in them. Returns the sorted entries, then the spare ones. */
function sortByHalf(from: Entries, to: Entries, half: number): [sorted: Entries, spare: Entries] {
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const place = countDigits(from, half, shift);
    if (place.includes(from.index.length)) continue;
    countDown(place);
    moveAll(from, to, half, shift, place);
    [from, to] = [to, from];
  }
  return [from, to];
}

/** Sorts what is nearly in order, keeping the order of equal keys. false where it gave up after `most` moves, half done. */
function insertAll({ key, index }: Entries, most: number): boolean {
  let left = most;
  for (let next = 1; next < key.length; next++) {
    const entryKey = key[next];
    if (key[next - 1] >= entryKey) continue;
    const entryIndex = index[next];
    let at = next;
    for (; at > 0 && key[at - 1] < entryKey; at--) {
      key[at] = key[at - 1];
      index[at] = index[at - 1];
    }
    key[at] = entryKey;
    index[at] = entryIndex;
    left -= next - at;
    if (left < 0) return false;
  }
  return true;
}

/** Keys with their indices, moved together so that memory is read in order. */
class Entries {
  readonly key: Float64Array;
  readonly index: Int32Array;
  /** The bits of the keys: of each its lower half, then its upper half. */
  readonly halves: Uint32Array;

  constructor(count: number) {
    this.key = new Float64Array(count);
    this.index = new Int32Array(count);
    this.halves = new Uint32Array(this.key.buffer);
  }
}

/** How often each value of the digit occurs. */
function countDigits({ halves }: Entries, half: number, shift: number): Int32Array {
  const place = new Int32Array(DIGITS);
  for (let at = half; at < halves.length; at += 2) place[(halves[at] >>> shift) & (DIGITS - 1)]++;
  return place;
}

/** Turns how often each digit occurs into the place of its first index, the largest digit at 0. */
function countDown(place: Int32Array): void {
  let sum = 0;
  for (let digit = DIGITS - 1; digit >= 0; digit--) {
    const count = place[digit];
    place[digit] = sum;
    sum += count;
  }
}

function moveAll(
  { key, index, halves }: Entries,
  to: Entries,
  half: number,
  shift: number,
  place: Int32Array,
): void {
  for (let at = 0; at < index.length; at++) {
    const next = place[(halves[2 * at + half] >>> shift) & (DIGITS - 1)]++;
    to.key[next] = key[at];
    to.index[next] = index[at];
  }
}
