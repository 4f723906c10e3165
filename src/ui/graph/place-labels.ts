import type { Point } from './layout-graph.ts';

/** A rectangle on the picture, in px. */
export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Key of the label that may stand on it. */
  readonly owner?: string;
}

/** A label that may stand at one of several places. */
export interface Label {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  /** Where its centre may be, the best place first. */
  readonly candidates: readonly Point[];
}

/**
 * Where each label stands, by key, when no two may overlap each other nor what is `taken`. The first labels choose
 * first; one that finds no room is left out.
 */
export function placeLabels(
  labels: readonly Label[],
  taken: readonly Rectangle[],
): ReadonlyMap<string, Point> {
  const rectangles = [...taken];
  const placed = new Map<string, Point>();
  for (const { key, width, height, candidates } of labels)
    for (const point of candidates) {
      const rectangle = around(point, width, height);
      if (rectangles.some((other) => other.owner !== key && overlaps(rectangle, other))) continue;
      rectangles.push(rectangle);
      placed.set(key, point);
      break;
    }
  return placed;
}

export function around({ x, y }: Point, width: number, height: number): Rectangle {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
