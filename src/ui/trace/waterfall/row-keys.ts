import {
  findCommand,
  ROW_MOVES,
  rowAfter,
  type KeyBinding,
  type RowMove,
  type RowPosition,
} from '../../parts/key-bindings.ts';

/** What a key does in the waterfall. */
export type RowCommand =
  | { readonly type: 'focus'; readonly row: number }
  | { readonly type: 'toggle' | 'expand-siblings' | 'select' | 'open' };

/** The row the focus is on, as far as keys care. */
export interface RowPlace extends RowPosition {
  /** Row of the parent; -1 for a root. */
  readonly parentRow: number;
  readonly isParent: boolean;
  readonly isCollapsed: boolean;
}

/** The keys of the treegrid pattern beyond `ROW_MOVES`, and Escape, which is the page's around it. */
export const TREE_KEYS: readonly KeyBinding<
  'in' | 'out' | 'expand-siblings' | 'open' | 'select' | 'close'
>[] = [
  { keys: ['ArrowRight'], label: 'Unfold, then first child', command: 'in' },
  { keys: ['ArrowLeft'], label: 'Fold, then parent', command: 'out' },
  { keys: ['*'], label: 'Unfold with its siblings', command: 'expand-siblings' },
  { keys: ['Enter'], label: 'Go to the details', command: 'open' },
  { keys: [' '], label: 'Show or hide the details', command: 'select' },
  { keys: ['Escape'], label: 'Close the details', command: 'close' },
];

const ROW_KEYS: readonly KeyBinding<RowMove | (typeof TREE_KEYS)[number]['command']>[] = [
  ...ROW_MOVES,
  ...TREE_KEYS,
];

/** What the key does on a row; null for those that mean nothing here. */
export function commandForKey(key: string, place: RowPlace): RowCommand | null {
  const { row, parentRow, isParent, isCollapsed } = place;
  const command = findCommand(ROW_KEYS, { key });
  switch (command) {
    case 'in':
      if (!isParent) return null;
      return isCollapsed ? { type: 'toggle' } : { type: 'focus', row: row + 1 };
    case 'out':
      if (isParent && !isCollapsed) return { type: 'toggle' };
      return parentRow < 0 ? null : { type: 'focus', row: parentRow };
    case 'expand-siblings':
    case 'open':
    case 'select':
      return { type: command };
    case 'next':
    case 'previous':
    case 'page-down':
    case 'page-up':
    case 'first':
    case 'last':
      return { type: 'focus', row: rowAfter(command, place) };
    case 'close':
    case null:
      return null;
  }
}
