/** A table's sort direction as `SortHeader` takes it. */
export function ariaSort(direction: false | 'asc' | 'desc'): 'ascending' | 'descending' | null {
  if (direction === false) return null;
  return direction === 'asc' ? 'ascending' : 'descending';
}
