import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collapseAll,
  expandSiblings,
  findRow,
  listVisibleRows,
  revealSpan,
  toggleSpan,
} from '../../../../src/ui/trace/waterfall/visible-rows.ts';

// 0 A
// 1   B
// 2     C
// 3   D
// 4     E
// 5 F
const tree = {
  parent: Int32Array.of(-1, 0, 1, 0, 3, -1),
  subtreeEnd: Int32Array.of(5, 3, 3, 5, 5, 6),
};
const none = new Uint8Array(6);
const collapsing = (...spans: number[]) => Uint8Array.from(none, (_, span) => (spans.includes(span) ? 1 : 0));
const rowsWith = (...spans: number[]) => [...listVisibleRows(tree.subtreeEnd, collapsing(...spans))];

describe('listVisibleRows', () => {
  it('shows every span of an open tree', () => {
    expect(rowsWith()).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it('leaves out what is below a collapsed span', () => {
    expect(rowsWith(1)).toEqual([0, 1, 3, 4, 5]);
    expect(rowsWith(0)).toEqual([0, 5]);
    expect(rowsWith(0, 1)).toEqual([0, 5]);
  });
  it('shows one row of a hundred thousand nested spans whose root is collapsed', () => {
    const length = 100_000;
    const subtreeEnd = new Int32Array(length).fill(length);
    const collapsed = new Uint8Array(length);
    collapsed[0] = 1;
    expect(listVisibleRows(subtreeEnd, collapsed)).toEqual(Int32Array.of(0));
    expect(listVisibleRows(subtreeEnd, new Uint8Array(length))).toHaveLength(length);
  });
  it('shows exactly the spans without a collapsed ancestor, in any forest', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.boolean()), { maxLength: 60 }), (spans) => {
        const { parent, subtreeEnd } = forestOf(spans.map(([climb]) => climb));
        const collapsed = Uint8Array.from(spans, ([, isCollapsed]) => (isCollapsed ? 1 : 0));
        const isHidden = (span: number): boolean =>
          parent[span] >= 0 && (collapsed[parent[span]] === 1 || isHidden(parent[span]));
        const expected = spans.map((_, span) => span).filter((span) => !isHidden(span));
        expect([...listVisibleRows(subtreeEnd, collapsed)]).toEqual(expected);
      }),
    );
  });
});

describe('findRow', () => {
  it('finds a visible span', () => {
    const rows = listVisibleRows(tree.subtreeEnd, collapsing(1));
    expect([0, 1, 3, 4, 5].map((span) => findRow(rows, span))).toEqual([0, 1, 2, 3, 4]);
  });
  it('finds the collapsed span above a hidden one', () => {
    expect(findRow(listVisibleRows(tree.subtreeEnd, collapsing(0)), 4)).toBe(0);
    expect(findRow(listVisibleRows(tree.subtreeEnd, collapsing(3)), 4)).toBe(3);
  });
});

describe('collapsing', () => {
  it('turns one span over and leaves the array it was given', () => {
    const once = toggleSpan(none, 3);
    expect(once).toEqual(collapsing(3));
    expect(toggleSpan(once, 3)).toEqual(none);
    expect(none).toEqual(collapsing());
  });
  it('reveals a span by opening its ancestors and nothing else', () => {
    expect(revealSpan(collapsing(0, 1, 3), tree.parent, 2)).toEqual(collapsing(3));
  });
  it('gives back the same array where there is nothing to open', () => {
    const collapsed = collapsing(3);
    expect(revealSpan(collapsed, tree.parent, 2)).toBe(collapsed);
  });
  it('opens the siblings of a span, among roots too', () => {
    expect(expandSiblings(collapsing(0, 1, 3), tree, 3)).toEqual(collapsing(0));
    expect(expandSiblings(collapsing(0, 1, 3, 5), tree, 5)).toEqual(collapsing(1, 3));
  });
  it('collapses all that have children', () => {
    expect(collapseAll(tree.subtreeEnd)).toEqual(collapsing(0, 1, 3));
  });
});

/** A forest in pre-order: each span hangs below the one before it, or so many levels up. */
function forestOf(climbs: readonly number[]): { parent: Int32Array; subtreeEnd: Int32Array } {
  const parent = new Int32Array(climbs.length);
  const subtreeEnd = new Int32Array(climbs.length);
  const open: number[] = [];
  climbs.forEach((climb, span) => {
    for (let level = 0; level < climb && open.length > 0; level++) open.pop();
    parent[span] = open.at(-1) ?? -1;
    for (const above of open) subtreeEnd[above] = span + 1;
    subtreeEnd[span] = span + 1;
    open.push(span);
  });
  return { parent, subtreeEnd };
}
