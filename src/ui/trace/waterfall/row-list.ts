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

/**
 * The rows of a waterfall from top to bottom, as columns of equal length. Each stands for the nodes from its own up to
 * that of the next row (`coverEnd`): together they stand for every node once, in order.
 */
export interface RowList {
  readonly length: number;
  readonly kind: Uint8Array;
  /** Ascending. The node of the row; of a run that is left out, its first. */
  readonly node: Int32Array;
  /** Where the nodes of the last row end. */
  readonly end: number;
  /** Rows above it in the tree: 0 at the top. */
  readonly level: Int32Array;
  /** The row above it in the tree, or `NO_ROW`. */
  readonly parent: Int32Array;
  /** Place among the rows of the same parent, from 1. */
  readonly position: Int32Array;
  /** Rows directly below it. */
  readonly childCount: Int32Array;
  /** Rows that have none above them. */
  readonly topCount: number;
}

/** What the rows are chosen by, as bytes by node. */
export interface RowChoice {
  readonly arrangement: Pick<Arrangement, 'group' | 'parent' | 'depth' | 'end'>;
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
  const { arrangement, from, to, closed } = choice;
  const { group, parent, end } = arrangement;
  const writer = new RowWriter(arrangement.depth, from, to);
  let shownUntil = from; // nodes before it are shown though nothing in them is wanted
  for (let node = from; node < to;) {
    if (node >= shownUntil && !leadsToWanted(choice, node)) {
      const above = parent[node]!;
      const runEnd = endOfRun(choice, node, above < from ? to : end[above]!);
      if (choice.opened?.[node]) {
        shownUntil = runEnd;
        continue;
      }
      writer.add(node, RowKind.HIDDEN);
      node = runEnd;
      continue;
    }
    writer.add(node, group[node]! >= 0 ? RowKind.GROUP : RowKind.SPAN);
    node = closed[node] ? end[node]! : node + 1;
  }
  return writer.finish();
}

/** Whether the node or anything below it is wanted. */
function leadsToWanted({ wantedBefore, arrangement }: RowChoice, node: number): boolean {
  return wantedBefore === null || wantedBefore[arrangement.end[node]!]! > wantedBefore[node]!;
}

/** Where the siblings from `first` on end that have nothing wanted in them. */
function endOfRun(choice: RowChoice, first: number, limit: number): number {
  const { end } = choice.arrangement;
  let node = end[first]!;
  while (node < limit && !leadsToWanted(choice, node)) node = end[node]!;
  return node;
}

class RowWriter {
  readonly #depth: Int32Array;
  readonly #top: number;
  readonly #end: number;
  /** By depth below the top: the last row there. */
  #lastAt: Int32Array = new Int32Array(64);
  #length = 0;
  #topCount = 0;
  #capacity: number;
  #kind: Uint8Array;
  #node: Int32Array;
  #level: Int32Array;
  #parent: Int32Array;
  #position: Int32Array;
  #childCount: Int32Array;

  constructor(depth: Int32Array, from: number, to: number) {
    this.#depth = depth;
    this.#top = from < to ? depth[from]! : 0;
    this.#end = to;
    this.#capacity = Math.min(to - from, 1024);
    this.#kind = new Uint8Array(this.#capacity);
    this.#node = new Int32Array(this.#capacity);
    this.#level = new Int32Array(this.#capacity);
    this.#parent = new Int32Array(this.#capacity);
    this.#position = new Int32Array(this.#capacity);
    this.#childCount = new Int32Array(this.#capacity);
  }

  add(node: number, kind: RowKind): void {
    const row = this.#length++;
    if (row === this.#capacity) this.#grow();
    const level = this.#depth[node]! - this.#top;
    if (level >= this.#lastAt.length) this.#lastAt = longer(this.#lastAt, 2 * level);
    this.#lastAt[level] = row;
    const above = level === 0 ? NO_ROW : this.#lastAt[level - 1]!;
    this.#kind[row] = kind;
    this.#node[row] = node;
    this.#level[row] = level;
    this.#parent[row] = above;
    this.#position[row] = above === NO_ROW ? ++this.#topCount : ++this.#childCount[above]!;
  }

  finish(): RowList {
    const length = this.#length;
    return {
      length,
      kind: this.#kind.subarray(0, length),
      node: this.#node.subarray(0, length),
      end: this.#end,
      level: this.#level.subarray(0, length),
      parent: this.#parent.subarray(0, length),
      position: this.#position.subarray(0, length),
      childCount: this.#childCount.subarray(0, length),
      topCount: this.#topCount,
    };
  }

  #grow(): void {
    this.#capacity *= 4;
    const kind = new Uint8Array(this.#capacity);
    kind.set(this.#kind);
    this.#kind = kind;
    this.#node = longer(this.#node, this.#capacity);
    this.#level = longer(this.#level, this.#capacity);
    this.#parent = longer(this.#parent, this.#capacity);
    this.#position = longer(this.#position, this.#capacity);
    this.#childCount = longer(this.#childCount, this.#capacity);
  }
}

function longer(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(column);
  return copy;
}

/** Where the nodes end that `row` stands for: those from `rows.node[row]` on. */
export function coverEnd(rows: RowList, row: number): number {
  return row + 1 < rows.length ? rows.node[row + 1]! : rows.end;
}

/** Whether the row is of a span or group whose descendants are not shown. */
export function isClosed(rows: RowList, row: number): boolean {
  return rows.kind[row] !== RowKind.HIDDEN && coverEnd(rows, row) > rows.node[row]! + 1;
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
