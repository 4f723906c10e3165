/** Keys that all do the same, and what that is. Lists of these bind the keys, and the help is made of them. */
export interface KeyBinding<Command extends string> {
  /** As `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** True: together with Shift; false: without. Otherwise Shift does not matter. */
  readonly withShift?: boolean;
  readonly label: string;
  readonly command: Command;
}

/** A key as it was pressed. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey?: boolean;
}

/** What the pressed key does; null where it means nothing. */
export function findCommand<Command extends string>(
  bindings: readonly KeyBinding<Command>[],
  { key, shiftKey = false }: PressedKey,
): Command | null {
  const bound = bindings.find(
    ({ keys, withShift = shiftKey }) => keys.includes(key) && withShift === shiftKey,
  );
  return bound?.command ?? null;
}

/** Ways through a list of rows. */
export type RowMove = 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last';

export const ROW_MOVES: readonly KeyBinding<RowMove>[] = [
  { keys: ['ArrowDown'], label: 'Next row', command: 'next' },
  { keys: ['ArrowUp'], label: 'Row before', command: 'previous' },
  { keys: ['PageDown'], label: 'A page down', command: 'page-down' },
  { keys: ['PageUp'], label: 'A page up', command: 'page-up' },
  { keys: ['Home'], label: 'First row', command: 'first' },
  { keys: ['End'], label: 'Last row', command: 'last' },
];

/** A row among others, and how many are in sight. */
export interface RowPosition {
  readonly row: number;
  readonly rowCount: number;
  readonly pageSize: number;
}

/** The row a move leads to. */
export function rowAfter(move: RowMove, { row, rowCount, pageSize }: RowPosition): number {
  const targets: Readonly<Record<RowMove, number>> = {
    next: row + 1,
    previous: row - 1,
    'page-down': row + pageSize,
    'page-up': row - pageSize,
    first: 0,
    last: rowCount - 1,
  };
  return Math.max(0, Math.min(rowCount - 1, targets[move]));
}
