/** What a key does in the waterfall. */
export type RowCommand =
  | { readonly type: 'focus'; readonly row: number }
  | { readonly type: 'toggle' | 'expand-siblings' | 'select' | 'open' };

/** The row the focus is on, as far as keys care. */
export interface RowPlace {
  readonly row: number;
  readonly rowCount: number;
  /** Rows in sight. */
  readonly pageSize: number;
  /** Row of the parent; -1 for a root. */
  readonly parentRow: number;
  readonly isParent: boolean;
  readonly isCollapsed: boolean;
}

/** The keys of the treegrid pattern; null for those that mean nothing here. */
export function commandForKey(key: string, place: RowPlace): RowCommand | null {
  const { row, rowCount, pageSize, parentRow, isParent, isCollapsed } = place;
  const focus = (to: number): RowCommand => ({ type: 'focus', row: Math.max(0, Math.min(rowCount - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return focus(row + 1);
    case 'ArrowUp':
      return focus(row - 1);
    case 'PageDown':
      return focus(row + pageSize);
    case 'PageUp':
      return focus(row - pageSize);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(rowCount - 1);
    case 'ArrowRight':
      if (!isParent) return null;
      return isCollapsed ? { type: 'toggle' } : focus(row + 1);
    case 'ArrowLeft':
      if (isParent && !isCollapsed) return { type: 'toggle' };
      return parentRow < 0 ? null : focus(parentRow);
    case '*':
      return { type: 'expand-siblings' };
    case 'Enter':
      return { type: 'open' };
    case ' ':
      return { type: 'select' };
    default:
      return null;
  }
}
