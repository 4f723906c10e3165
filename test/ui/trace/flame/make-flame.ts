import type { Flame } from '../../../../src/core/engine/trace-answers.ts';

/** A box of a made-up flame: its parent (-1: none), row, left edge, width, and what it adds to its measure. */
export interface MadeBox {
  readonly parent?: number;
  readonly row: number;
  readonly left: number;
  readonly width: number;
  readonly operation?: number;
  readonly own?: number;
  readonly errorCount?: number;
}

/** A flame of boxes in pre-order; box `b` is of span `b`. */
export function makeFlame(boxes: readonly MadeBox[]): Flame {
  const ints = (of: (box: MadeBox, at: number) => number) => Int32Array.from(boxes, of);
  const doubles = (of: (box: MadeBox) => number) => Float64Array.from(boxes, of);
  const row = ints((box) => box.row);
  const parent = ints((box) => box.parent ?? -1);
  const end = ints((_, at) => at + 1);
  const own = doubles((box) => box.own ?? 0);
  const total = own.slice();
  for (let box = boxes.length - 1; box >= 0; box--) {
    const above = parent[box];
    if (above < 0) continue;
    end[above] = Math.max(end[above], end[box]);
    total[above] += total[box];
  }
  const rowCount = boxes.reduce((most, box) => Math.max(most, box.row + 1), 0);
  const left = doubles((box) => box.left);
  const byRow = ints((_, at) => at).sort((a, b) => row[a] - row[b] || left[a] - left[b]);
  return {
    length: boxes.length,
    row,
    rowCount,
    from: Math.min(...left),
    to: Math.max(...boxes.map((box) => box.left + box.width)),
    left,
    width: doubles((box) => box.width),
    end,
    parent,
    operation: ints((box) => box.operation ?? 0),
    span: ints((_, at) => at),
    count: ints(() => 1),
    errorCount: ints((box) => box.errorCount ?? 0),
    own,
    total,
    byRow,
    firstInRow: Int32Array.from({ length: rowCount + 1 }, (_, line) => row.filter((at) => at < line).length),
    boxOf: ints((_, at) => at),
  };
}

/** Boxes of one row, side by side, from [left, width] each. */
export function makeRow(...boxes: (readonly [left: number, width: number])[]): Flame {
  return makeFlame(boxes.map(([left, width]) => ({ row: 0, left, width })));
}
