/** A rectangle in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * By how much to move each box so that they stand on shelves, in the order they come, `gap` px apart, and the whole is
 * about `aspect` times as wide as high.
 */
export function packBoxes(boxes: readonly Box[], aspect: number, gap: number): { x: number; y: number }[] {
  let area = 0;
  let widest = 0;
  for (const { width, height } of boxes) {
    area += (width + gap) * (height + gap);
    widest = Math.max(widest, width);
  }
  const wanted = Math.max(widest, Math.sqrt(area * aspect));
  let x = 0;
  let y = 0;
  let shelf = 0;
  return boxes.map(({ left, top, width, height }) => {
    if (x > 0 && x + width > wanted) {
      x = 0;
      y += shelf + gap;
      shelf = 0;
    }
    const move = { x: x - left, y: y - top };
    x += width + gap;
    shelf = Math.max(shelf, height);
    return move;
  });
}
