/** Px per level of the tree. */
const INDENT_STEP = 12;

/** Px that the names keep, however deep the span. */
const LEAST_NAME_WIDTH = 128;

/** How far a span `depth` levels down stands from the edge of a column `columnWidth` wide; `isCut`: not as far as it is deep. */
export function indentOf(
  depth: number,
  columnWidth: number,
): { readonly width: number; readonly isCut: boolean } {
  const most = Math.max(1, Math.floor((columnWidth - LEAST_NAME_WIDTH) / INDENT_STEP));
  return { width: Math.min(depth, most) * INDENT_STEP, isCut: depth > most };
}
