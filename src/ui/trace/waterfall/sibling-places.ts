import type { Arrangement } from '../../../core/engine/trace-answers.ts';

type Nodes = Pick<Arrangement, 'length' | 'parent'>;

interface SiblingPlaces {
  /** By node: its place among its siblings, from 1. */
  readonly position: Int32Array;
  readonly childCount: Int32Array;
  readonly topCount: number;
}

/** Counted once for each arrangement: folds change none of it, and what is left out still has its place. */
const counted = new WeakMap<Nodes, SiblingPlaces>();

/** Where a node stands among its siblings, and how many they are. */
export function siblingPlaceOf(
  nodes: Nodes,
  node: number,
): { readonly position: number; readonly siblingCount: number } {
  const { position, childCount, topCount } = countSiblings(nodes);
  const above = nodes.parent[node]!;
  return { position: position[node]!, siblingCount: above < 0 ? topCount : childCount[above]! };
}

function countSiblings(nodes: Nodes): SiblingPlaces {
  const known = counted.get(nodes);
  if (known) return known;
  const { length, parent } = nodes;
  const position = new Int32Array(length);
  const childCount = new Int32Array(length);
  let topCount = 0;
  for (let node = 0; node < length; node++) {
    const above = parent[node]!;
    position[node] = above < 0 ? ++topCount : ++childCount[above]!;
  }
  const places = { position, childCount, topCount };
  counted.set(nodes, places);
  return places;
}
