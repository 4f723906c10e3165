/** Below this many values, sorting by insertion beats another partition. */
const SHORT = 24;

/**
 * The value that stands at `rank` (0 to length − 1) once `values` are sorted, found in linear time by Hoare's
 * quickselect with the median of three as pivot. Reorders `values`: smaller ones end up before `rank`, larger ones after
 * it. `from` says that everything before it is known to be in place: no value there is larger than one behind it.
 */
export function select(values: Float64Array, rank: number, from = 0): number {
  let low = from;
  let high = values.length - 1;
  while (high - low >= SHORT) {
    const pivot = medianOfThree(values[low], values[(low + high) >> 1], values[high]);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const value = values[left];
      values[left++] = values[right];
      values[right--] = value;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return values[rank];
  }
  sortByInsertion(values, low, high);
  return values[rank];
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function sortByInsertion(values: Float64Array, low: number, high: number): void {
  for (let i = low + 1; i <= high; i++) {
    const value = values[i];
    let at = i;
    for (; at > low && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}
