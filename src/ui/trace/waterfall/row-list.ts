import type { Arrangement } from '../../../core/engine/trace-answers.ts';

/** What a row stands for. */
export const RowKind = {
  SPAN: 0,
  /** A group of like siblings. */
  GROUP: 1,
  /** A run of siblings that are left out, with all below them. */
  HIDDEN: 2,
} as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** No row, or none above. */
export const NO_ROW = -1;

type Nodes = Pick<Arrangement, 'length' | 'group' | 'parent' | 'depth' | 'end'>;

/**
 * The rows of a waterfall from top to bottom, as columns of equal length. Each stands for the nodes from its own up to
 * that of the next row (`coverEnd`): together they stand for all nodes `from .. to` once, in order.
 */
export interface RowList {
  readonly nodes: Nodes;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly kind: Uint8Array;
  /** Ascending. The node of the row; of a run that is left out, its first. */
  readonly node: Int32Array;
}

/** What the rows are chosen by, as bytes by node. */
export interface RowChoice {
  readonly nodes: Nodes;
  /** The nodes to choose from: all, or those of one subtree. */
  readonly from: number;
  readonly to: number;
  /** 1 where what is below the node is not shown. */
  readonly closed: Uint8Array;
  /** One longer than the nodes: wanted spans among the nodes before this one. null: all are wanted. */
  readonly wantedBefore: Int32Array | null;
  /** 1 where the run of left-out siblings that begins with the node is shown all the same; null: nowhere. */
  readonly opened: Uint8Array | null;
}

/**
 * Lists the rows. What is below a closed node costs nothing. Where not all is wanted, rows are the wanted spans and those
 * above them, and a run of siblings with nothing wanted in them is one row:
 *
 *     a                 a
 *       b                 2 left out        (b, c)
 *         c               d  *
 *       d  *              1 left out        (e)
 *       e
 */
export function listRows(choice: RowChoice): RowList {
  const { nodes, from, to, closed } = choice;
  const { group, parent, end } = nodes;
  const node = new Int32Array(to - from);
  const kind = new Uint8Array(to - from);
  let length = 0;
  let shownUntil = from; // nodes before it are shown though nothing in them is wanted
  for (let at = from; at < to;) {
    if (at >= shownUntil && !leadsToWanted(choice, at)) {
      const above = parent[at]!;
      const runEnd = endOfRun(choice, at, above < from ? to : end[above]!);
      if (choice.opened?.[at]) {
        shownUntil = runEnd;
        continue;
      }
      kind[length] = RowKind.HIDDEN;
      node[length++] = at;
      at = runEnd;
      continue;
    }
    if (group[at]! >= 0) kind[length] = RowKind.GROUP;
    node[length++] = at;
    at = closed[at] ? end[at]! : at + 1;
  }
  return { nodes, from, to, length, kind: kind.subarray(0, length), node: node.subarray(0, length) };
}

/** Whether the node or anything below it is wanted. */
function leadsToWanted({ wantedBefore, nodes }: RowChoice, node: number): boolean {
  return wantedBefore === null || wantedBefore[nodes.end[node]!]! > wantedBefore[node]!;
}

/** Where the siblings from `first` on end that have nothing wanted in them. */
function endOfRun(choice: RowChoice, first: number, limit: number): number {
  const { end } = choice.nodes;
  let node = end[first]!;
  while (node < limit && !leadsToWanted(choice, node)) node = end[node]!;
  return node;
}

/** Where the nodes end that `row` stands for: those from `rows.node[row]` on. */
export function coverEnd(rows: RowList, row: number): number {
  return row + 1 < rows.length ? rows.node[row + 1]! : rows.to;
}

/** Whether anything could be shown below the row. */
export function isParent({ kind, node, nodes }: RowList, row: number): boolean {
  return kind[row] === RowKind.HIDDEN || nodes.end[node[row]!]! > node[row]! + 1;
}

/** Whether what is below the row, or left out in it, is not shown. */
export function isClosed(rows: RowList, row: number): boolean {
  return rows.kind[row] === RowKind.HIDDEN || coverEnd(rows, row) > rows.node[row]! + 1;
}

/** Rows above it in the tree: 0 at the top. */
export function levelOf({ nodes, node, from }: RowList, row: number): number {
  return nodes.depth[node[row]!]! - nodes.depth[from]!;
}

/** The row above it in the tree, or `NO_ROW`. */
export function parentRow(rows: RowList, row: number): number {
  const above = rows.nodes.parent[rows.node[row]!]!;
  return above < rows.from ? NO_ROW : findRow(rows, above);
}

/** The row that stands for `node`; the nearest where there is none; `NO_ROW` where there are no rows. */
export function findRow(rows: RowList, node: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.node[middle]! <= node) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, Math.min(0, rows.length - 1));
}

/** Whether `node` has a row of its own. */
export function hasOwnRow(rows: RowList, node: number): boolean {
  const row = findRow(rows, node);
  return row !== NO_ROW && rows.node[row] === node && rows.kind[row] !== RowKind.HIDDEN;
}
