/** The places nearest to `wanted` (px, any order) at which labels of `height` do not overlap between `top` and `bottom`. */
export function placeLabels(
  wanted: readonly number[],
  height: number,
  [top, bottom]: readonly [number, number],
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let free = top;
  for (const i of order) {
    const at = Math.max(wanted[i]!, free);
    placed[i] = at;
    free = at + height;
  }
  let limit = bottom;
  for (const i of order.toReversed()) {
    const at = Math.min(placed[i]!, limit);
    placed[i] = at;
    limit = at - height;
  }
  return placed;
}
