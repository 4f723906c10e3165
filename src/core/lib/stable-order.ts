/** 0, 1, … below `count`: the order of what has not been sorted. */
export function inputOrder(count: number): Int32Array {
  const order = new Int32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  return order;
}

/**
 * Sorts the indices in `order[0 .. count)` by ascending `keys[index]`; equal keys keep their order. Merge sort on typed
 * arrays: about a third of the time of `sort` with a comparator, and linear where the order already holds. `spare` needs
 * room for `count`; no key may be NaN.
 */
export function sortByKey(order: Int32Array, keys: Float64Array, count: number, spare: Int32Array): void {
  let from = order;
  let to = spare;
  for (let width = 1; width < count; width *= 2) {
    for (let low = 0; low < count; low += 2 * width)
      merge(from, to, keys, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from.subarray(0, count));
}

/** Merges the sorted runs [low, middle) and [middle, high). */
function merge(
  from: Int32Array,
  to: Int32Array,
  keys: Float64Array,
  low: number,
  middle: number,
  high: number,
): void {
  if (middle >= high || keys[from[middle - 1]] <= keys[from[middle]]) {
    for (let i = low; i < high; i++) to[i] = from[i]!;
    return;
  }
  let left = low;
  let right = middle;
  for (let i = low; i < high; i++) {
    const takeLeft = right >= high || (left < middle && keys[from[left]] <= keys[from[right]]);
    to[i] = from[takeLeft ? left++ : right++]!;
  }
}
