import type { Flame } from '../../../core/engine/trace-answers.ts';

/** What all boxes of one operation come to. */
export interface OperationRow {
  /** Opens `TraceView.operations`. */
  readonly operation: number;
  readonly own: number;
  /** With all below; where the operation is below itself, only once. */
  readonly total: number;
  readonly count: number;
  readonly errorCount: number;
}

/** A row for each operation that has boxes, in the order of their first. O(boxes). */
export function listOperationRows(flame: Flame, operationCount: number): OperationRow[] {
  const own = new Float64Array(operationCount);
  const total = new Float64Array(operationCount);
  const count = new Int32Array(operationCount);
  const errorCount = new Int32Array(operationCount);
  const isKnown = new Uint8Array(operationCount);
  const insideUntil = new Int32Array(operationCount);
  const inOrder: number[] = [];
  for (let box = 0; box < flame.length; box++) {
    const operation = flame.operation[box]!;
    if (isKnown[operation] === 0) inOrder.push(operation);
    isKnown[operation] = 1;
    own[operation]! += flame.own[box]!;
    count[operation]! += flame.count[box]!;
    errorCount[operation]! += flame.errorCount[box]!;
    if (box < insideUntil[operation]!) continue;
    insideUntil[operation] = flame.end[box]!;
    total[operation]! += flame.total[box]!;
  }
  return inOrder.map((operation) => ({
    operation,
    own: own[operation]!,
    total: total[operation]!,
    count: count[operation]!,
    errorCount: errorCount[operation]!,
  }));
}

/** What the rows are sorted by. */
export interface OperationSort {
  readonly key: 'name' | Exclude<keyof OperationRow, 'operation'>;
  readonly descending: boolean;
}

/** The rows in another order; equal ones stay as they are. */
export function sortRows(
  rows: readonly OperationRow[],
  { key, descending }: OperationSort,
  nameOf: (operation: number) => string,
): OperationRow[] {
  const sign = descending ? -1 : 1;
  if (key !== 'name') return rows.toSorted((a, b) => sign * (a[key] - b[key]));
  const names = new Map(rows.map(({ operation }) => [operation, nameOf(operation)]));
  const { compare } = new Intl.Collator('en');
  return rows.toSorted((a, b) => sign * compare(names.get(a.operation)!, names.get(b.operation)!));
}

/** The operation with the most of its own, the first of equals. */
export function heaviestOf(rows: readonly OperationRow[]): number {
  return rows.reduce((heaviest, row) => (row.own > heaviest.own ? row : heaviest)).operation;
}
