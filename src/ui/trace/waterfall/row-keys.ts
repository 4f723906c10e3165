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
  | { readonly type: 'toggle' | 'expand-siblings' | 'select' | 'open' | 'menu' };

/** The row the focus is on, as far as keys care. */
export interface FocusPlace extends RowPosition {
  /** Row of the parent; -1 for a root. */
  readonly parentRow: number;
  /** Whether it is a span, and not a group or a run of spans left out: these have no details, they open. */
  readonly isSpan: boolean;
  readonly isParent: boolean;
  readonly isCollapsed: boolean;
}

/** The keys of the treegrid pattern beyond `ROW_MOVES`. */
export const TREE_KEYS: readonly KeyBinding<'in' | 'out' | 'expand-siblings' | 'open' | 'select' | 'menu'>[] =
  [
    { keys: ['ArrowRight'], label: 'Expand, then first child', command: 'in' },
    { keys: ['ArrowLeft'], label: 'Collapse, then parent', command: 'out' },
    { keys: ['*'], label: 'Expand with its siblings', command: 'expand-siblings' },
    { keys: ['Enter'], label: 'Go to the details', command: 'open' },
    { keys: [' '], label: 'Show or hide the details', command: 'select' },
    { keys: ['F10'], withShift: true, label: 'Menu of the row', command: 'menu' },
    { keys: ['ContextMenu'], label: 'Menu of the row', command: 'menu' },
  ];

const ROW_KEYS: readonly KeyBinding<RowMove | (typeof TREE_KEYS)[number]['command']>[] = [
  ...ROW_MOVES,
  ...TREE_KEYS,
];

/** What the key does on a row; null for those that mean nothing here. */
export function commandForKey(
  pressed: { readonly key: string; readonly shiftKey?: boolean },
  place: FocusPlace,
): RowCommand | null {
  const { row, parentRow, isSpan, isParent, isCollapsed } = place;
  const command = findCommand(ROW_KEYS, pressed);
  switch (command) {
    case 'in':
      if (!isParent) return null;
      return isCollapsed ? { type: 'toggle' } : { type: 'focus', row: row + 1 };
    case 'out':
      if (isParent && !isCollapsed) return { type: 'toggle' };
      return parentRow < 0 ? null : { type: 'focus', row: parentRow };
    case 'open':
    case 'select':
      return { type: isSpan ? command : 'toggle' };
    case 'expand-siblings':
    case 'menu':
      return { type: command };
    case 'next':
    case 'previous':
    case 'page-down':
    case 'page-up':
    case 'first':
    case 'last':
      return { type: 'focus', row: rowAfter(command, place) };
    case null:
      return null;
  }
}
