/**
 * The positions nearest to the wanted ones (least squares) at which the places of a column stand in order and do not
 * overlap. Less what stands before it, a place may not come before its predecessor: isotonic regression, solved by
 * pooling adjacent violators.
 */
export function keepApart(
  column: readonly number[],
  places: readonly { readonly before: number; readonly after: number }[],
  wanted: (place: number) => number,
): Float64Array {
  const offsets = new Float64Array(column.length);
  const pools: { sum: number; size: number }[] = [];
  for (let i = 0; i < column.length; i++) {
    if (i > 0) offsets[i] = offsets[i - 1]! + places[column[i - 1]!]!.after + places[column[i]!]!.before;
    let pool = { sum: wanted(column[i]!) - offsets[i]!, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  }
  let i = 0;
  for (const { sum, size } of pools) for (const end = i + size; i < end; i++) offsets[i]! += sum / size;
  return offsets;
}
