/** A forest written out: nodes in pre-order, as columns of equal length. The descendants of place `p` are `p + 1 .. end[p]`. */
export interface PreOrder {
  /** The node at each place. */
  readonly node: Int32Array;
  /** The place of its parent; -1 at the top. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly end: Int32Array;
}

/** A forest of nodes 0, 1, … as linked lists of siblings, for putting siblings in another order. */
export class SiblingLists {
  /** By parent + 1, so that the roots stand at 0. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;

  /** All lists are empty. */
  constructor(nodeCount: number) {
    this.#first = new Int32Array(nodeCount + 1).fill(-1);
    this.#next = new Int32Array(nodeCount);
  }

  /** Puts `node` in front of the children that `parent` has so far; -1: in front of the roots. */
  prepend(node: number, parent: number): void {
    this.#next[node] = this.#first[parent + 1];
    this.#first[parent + 1] = node;
  }

  /** Every node must have been put into a list, once. */
  write(): PreOrder {
    const first = this.#first;
    const next = this.#next;
    const count = next.length;
    const [node, parent, depth, end] = Array.from({ length: 4 }, () => new Int32Array(count));
    let above = -1;
    let current = first[0];
    for (let place = 0; above >= 0 || current >= 0;) {
      if (current >= 0) {
        node[place] = current;
        parent[place] = above;
        depth[place] = above < 0 ? 0 : depth[above] + 1;
        current = first[current + 1];
        above = place++;
      } else {
        end[above] = place;
        current = next[node[above]];
        above = parent[above];
      }
    }
    return { node, parent, depth, end };
  }
}
