import { sortByKey } from '../lib/stable-order.ts';
import { NO_SPAN } from '../model/dataset.ts';
import { SpanFlag, StatusCode } from '../model/span-enums.ts';
import type { SpanForest, SpanTree } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import { addUp, listByRow, type Flame, type FlameSpans } from './flame.ts';
import { FreeRows } from './free-rows.ts';

/**
 * A box for every span of `part`, where and when it ran, children below their parents. Spans at the same time stand in
 * rows of their own, each with all below it. An unfinished span lasts as long as any. O(n log n).
 */
export function orderByTime(forest: SpanForest, part: FlameSpans, measure: Float64Array): Flame {
  const { spans } = forest;
  const { from, to } = part;
  const length = to - from;
  const boxes = copyBoxes(spans, part, measure);
  const { row, rowCount } = new Packing(boxes).pack();
  const rows = listByRow(row, rowCount);
  sortWithinRows(rows, boxes.left);
  const boxOf = new Int32Array(spans.length).fill(-1);
  for (let box = 0; box < length; box++) boxOf[from + box] = box;
  return {
    length,
    row,
    rowCount,
    ...extentOf(boxes),
    ...boxes,
    count: new Int32Array(length).fill(1),
    total: addUp(boxes.parent, boxes.own),
    ...rows,
    boxOf,
  };
}

type Boxes = Pick<Flame, 'left' | 'width' | 'end' | 'parent' | 'operation' | 'span' | 'errorCount' | 'own'>;

function copyBoxes(spans: SpanTree, { from, to }: FlameSpans, measure: Float64Array): Boxes {
  const length = to - from;
  const [end, parent, operation, span, errorCount] = Array.from({ length: 5 }, () => new Int32Array(length));
  const left = new Float64Array(length);
  const width = new Float64Array(length);
  const latest = findLatestEnd(spans, from, to);
  for (let box = 0; box < length; box++) {
    const at = (from + box) as SpanIndex;
    const isOpen = (spans.flags[at] & SpanFlag.UNFINISHED) !== 0;
    left[box] = spans.start[at];
    width[box] = isOpen ? Math.max(0, latest - spans.start[at]) : spans.duration[at];
    end[box] = spans.subtreeEnd[at] - from;
    parent[box] = box === 0 || spans.parent[at] === NO_SPAN ? -1 : spans.parent[at] - from;
    operation[box] = spans.operation[at];
    span[box] = at;
    errorCount[box] = spans.status[at] === StatusCode.ERROR ? 1 : 0;
  }
  return { left, width, end, parent, operation, span, errorCount, own: measure.slice(from, to) };
}

function extentOf({ left, width }: Pick<Flame, 'left' | 'width'>): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (let box = 0; box < left.length; box++) {
    from = Math.min(from, left[box]);
    to = Math.max(to, left[box] + width[box]);
  }
  return { from, to };
}

function findLatestEnd({ start, duration }: SpanTree, from: number, to: number): number {
  let latest = -Infinity;
  for (let span = from as SpanIndex; span < to; span++)
    latest = Math.max(latest, start[span] + duration[span]);
  return latest;
}

/**
 * Gives every box a row. From the leaves up, each box with all below it is a block: as long as all its spans together, as
 * high as they need. Blocks of siblings are placed in order of time, each in the first rows below the parent that are free:
 *
 *     parent   |===================|            |===================|
 *       a       |=====|                          |a====||c====|           c begins when a has ended
 *         a1      |==|                             |a1|
 *       b          |=======|                        |b======|             b does not: it goes below all of a
 *       c              |=====|
 */
class Packing {
  readonly #boxes: Pick<Flame, 'left' | 'width' | 'end' | 'parent'>;
  /** Of each block: when it begins and ends, how many rows it needs, how many stand between it and its parent. */
  readonly #from: Float64Array;
  readonly #until: Float64Array;
  readonly #height: Int32Array;
  readonly #offset: Int32Array;
  /** Children of the box at hand, by the beginning and by the end of their blocks. */
  readonly #byFrom: Int32Array;
  readonly #byUntil: Int32Array;
  readonly #spare: Int32Array;
  readonly #free = new FreeRows();

  constructor(boxes: Pick<Flame, 'left' | 'width' | 'end' | 'parent'>) {
    const { length } = boxes.left;
    this.#boxes = boxes;
    this.#from = new Float64Array(length);
    this.#until = new Float64Array(length);
    this.#height = new Int32Array(length);
    this.#offset = new Int32Array(length);
    this.#byFrom = new Int32Array(length);
    this.#byUntil = new Int32Array(length);
    this.#spare = new Int32Array(length);
  }

  pack(): { row: Int32Array; rowCount: number } {
    const { left, width, parent, end } = this.#boxes;
    const { length } = left;
    for (let box = length - 1; box >= 0; box--) {
      this.#from[box] = left[box];
      this.#until[box] = left[box] + Math.max(1, width[box]); // of no length: it still takes up its nanosecond
      this.#height[box] = 1 + this.#stack(box + 1, end[box]);
      for (let child = box + 1; child < end[box]; child = end[child]) {
        this.#from[box] = Math.min(this.#from[box], this.#from[child]);
        this.#until[box] = Math.max(this.#until[box], this.#until[child]);
      }
    }
    const rowCount = this.#stack(0, length);
    const row = this.#offset;
    for (let box = 0; box < length; box++) if (parent[box] >= 0) row[box] += row[parent[box]] + 1;
    return { row, rowCount };
  }

  /** Places the blocks of the siblings `first ..`, as far as `to`. Returns how many rows they need. */
  #stack(first: number, to: number): number {
    const { end } = this.#boxes;
    let count = 0;
    let highest = 0;
    let reach = -Infinity;
    let isOneRow = true;
    for (let child = first; child < to; child = end[child]) {
      this.#byFrom[count++] = child;
      isOneRow &&= this.#from[child] >= reach;
      reach = this.#until[child];
      highest = Math.max(highest, this.#height[child]);
    }
    return isOneRow ? highest : this.#stackOverlapping(count, highest);
  }

  #stackOverlapping(count: number, highest: number): number {
    const byFrom = this.#byFrom;
    const byUntil = this.#byUntil;
    sortByKey(byFrom, this.#from, count, this.#spare);
    for (let at = 0; at < count; at++) byUntil[at] = byFrom[at];
    sortByKey(byUntil, this.#until, count, this.#spare);
    let rowCount = 0;
    let ended = 0;
    this.#free.reset(2 * highest); // with less, a leaf beside a deep child would make it grow at every level
    for (let at = 0; at < count; at++) {
      const child = byFrom[at];
      for (; this.#until[byUntil[ended]] <= this.#from[child]; ended++)
        this.#free.giveBack(this.#offset[byUntil[ended]], this.#height[byUntil[ended]]);
      this.#offset[child] = this.#free.take(this.#height[child]);
      rowCount = Math.max(rowCount, this.#offset[child] + this.#height[child]);
    }
    return rowCount;
  }
}

/** Puts each row in order of time, in which it is already unless children began before their parents. */
function sortWithinRows(
  { byRow, firstInRow }: Pick<Flame, 'byRow' | 'firstInRow'>,
  left: Float64Array,
): void {
  for (let row = 0; row + 1 < firstInRow.length; row++) {
    const first = firstInRow[row];
    const count = firstInRow[row + 1] - first;
    let at = 1;
    while (at < count && left[byRow[first + at - 1]] <= left[byRow[first + at]]) at++;
    if (at < count) sortByKey(byRow.subarray(first, first + count), left, count, new Int32Array(count));
  }
}
