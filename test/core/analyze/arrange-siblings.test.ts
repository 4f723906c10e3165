import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangeSiblings } from '../../../src/core/analyze/arrange-siblings.ts';
import { groupSiblings, NO_GROUPS } from '../../../src/core/analyze/sibling-groups.ts';
import { sliceTrace, type TraceSlice } from '../../../src/core/analyze/trace-slice.ts';
import { orderByLargest } from '../../../src/core/lib/radix-order.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans, buildSpans } from '../../fixtures/build-spans.ts';
import { drawTraces } from '../../fixtures/picture.ts';

type Sizes = (slice: TraceSlice) => Float64Array;

/** The nodes of the first trace as an outline: a span by its name, a group as "n × name". */
function arrange(dataset: Dataset, { isGrouped = true, by = null as Sizes | null } = {}): string[] {
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const grouping = isGrouped ? groupSiblings(slice, dataset.operations.length) : NO_GROUPS;
  const nodes = arrangeSiblings(slice, by && orderByLargest(by(slice)), grouping);
  return Array.from(nodes.span, (span, node) => {
    const { name } = dataset.operations[slice.spans.operation[span as SpanIndex]];
    const group = nodes.group[node];
    const count = group < 0 ? '' : `${grouping.first[group + 1] - grouping.first[group]} × `;
    return '  '.repeat(nodes.depth[node]) + count + name;
  });
}

const byDuration: Sizes = ({ columns }) => columns.duration;

const FIVE_QUERIES = `
  app: GET /        ------------
    db: SELECT      -
    app: render      --
    db: SELECT         -
    db: SELECT          ---
      db: scan          --
    db: SELECT             -
    app: send               -
    db: SELECT                -
`;

describe('arranged siblings', () => {
  test('stay as they stand where nothing is sorted and nothing alike', () => {
    const dataset = drawTraces(`
      app: GET /     -----
        db: SELECT   -
        db: UPDATE    --
          db: lock    -
    `);
    expect(arrange(dataset)).toEqual(['GET /', '  SELECT', '  UPDATE', '    lock']);
  });

  test('five alike are a group where the first of them stood, from anywhere among the others', () => {
    expect(arrange(drawTraces(FIVE_QUERIES))).toEqual([
      'GET /',
      '  5 × SELECT',
      '    SELECT',
      '    SELECT',
      '    SELECT',
      '      scan',
      '    SELECT',
      '    SELECT',
      '  render',
      '  send',
    ]);
  });

  test('sorted by duration, the longest member is where the group stands; ties stay in waterfall order', () => {
    expect(arrange(drawTraces(FIVE_QUERIES), { by: byDuration })).toEqual([
      'GET /',
      '  5 × SELECT',
      '    SELECT',
      '      scan',
      '    SELECT',
      '    SELECT',
      '    SELECT',
      '    SELECT',
      '  render',
      '  send',
    ]);
  });

  test('sorted without groups, each stands for itself', () => {
    expect(arrange(drawTraces(FIVE_QUERIES), { isGrouped: false, by: byDuration })).toEqual([
      'GET /',
      '  SELECT',
      '    scan',
      '  render',
      '  SELECT',
      '  SELECT',
      '  SELECT',
      '  send',
      '  SELECT',
    ]);
  });

  test('four alike, or five of which one is of another kind or service, are no group', () => {
    const dataset = drawTraces(`
      app: GET /               --------
        db: SELECT             -
        db: SELECT              -
        db: SELECT               -
        db: SELECT                -
        db: SELECT [client]        -
        cache: SELECT               -
    `);
    expect(arrange(dataset)).toEqual(['GET /', ...Array.from({ length: 6 }, () => '  SELECT')]);
  });

  test('spans without a parent are siblings, and a group may lie in a group', () => {
    const roots = Array.from({ length: 5 }, (_, i) => ({ id: `r${i}`, name: 'job', startMs: i * 10, ms: 9 }));
    const steps = Array.from({ length: 5 }, (_, i) => ({
      id: `c${i}`,
      parent: 'r1',
      name: 'step',
      startMs: 10 + i,
    }));
    expect(arrange(buildSpans([...roots, ...steps]))).toEqual([
      '5 × job',
      '  job',
      '  job',
      '    5 × step',
      ...Array.from({ length: 5 }, () => '      step'),
      '  job',
      '  job',
      '  job',
    ]);
  });

  test('a group is named by its first member in waterfall order, whatever siblings are sorted by', () => {
    const dataset = drawTraces(FIVE_QUERIES);
    const slice = sliceTrace(dataset, 0 as TraceIndex);
    const grouping = groupSiblings(slice, dataset.operations.length);
    const nodes = arrangeSiblings(slice, orderByLargest(slice.columns.duration), grouping);
    expect(nodes.span[nodes.group.indexOf(0)]).toBe(1);
  });

  test('every node lies inside its parent, every span is there once, siblings are in order', () => {
    const anyTrace = fc.array(
      fc.record({ up: fc.nat(), name: fc.nat(2), startMs: fc.nat(30), ms: fc.nat(9) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(anyTrace, fc.boolean(), fc.boolean(), (spans, isGrouped, isSorted) => {
        const dataset = buildSpans(
          spans.map(({ up, name, ...times }, i) => ({
            id: `s${i}`,
            ...(i > 0 && up % 4 > 0 && { parent: `s${up % i}` }),
            name: `op ${name}`,
            ...times,
          })),
        );
        const slice = sliceTrace(dataset, 0 as TraceIndex);
        const grouping = isGrouped ? groupSiblings(slice, dataset.operations.length) : NO_GROUPS;
        const order = isSorted ? orderByLargest(slice.columns.duration) : null;
        const nodes = arrangeSiblings(slice, order, grouping);
        const isSpan = (node: number) => nodes.group[node] < 0;
        const place = order === null ? null : Array.from(order, (_, span) => order.indexOf(span));
        /** What siblings are sorted by: their own place, of a group that of its first member shown. */
        const rank = (node: number) => {
          const span = isSpan(node) ? nodes.span[node] : nodes.span[node + 1];
          return place === null ? span : place[span];
        };
        const last = new Map<number, number>();
        for (let node = 0; node < nodes.length; node++) {
          const parent = nodes.parent[node];
          expect(nodes.depth[node]).toBe(parent < 0 ? 0 : nodes.depth[parent] + 1);
          expect(nodes.end[node]).toBeGreaterThan(node);
          expect(nodes.end[node]).toBeLessThanOrEqual(parent < 0 ? nodes.length : nodes.end[parent]);
          const before = last.get(parent);
          expect(node).toBe(before === undefined ? parent + 1 : nodes.end[before]);
          expect(rank(node)).toBeGreaterThan(before === undefined ? -1 : rank(before));
          last.set(parent, node);
          if (!isSpan(node)) continue;
          expect(nodes.nodeOf[nodes.span[node]]).toBe(node);
          const above = parent >= 0 && !isSpan(parent) ? nodes.parent[parent] : parent;
          expect(above < 0 ? -1 : nodes.span[above]).toBe(slice.columns.parent[nodes.span[node]]);
        }
        expect(Array.from(nodes.span).filter((_, node) => isSpan(node))).toHaveLength(spans.length);
      }),
    );
  });

  test('100,000 levels, and 100,000 siblings', { timeout: 30_000 }, () => {
    const spans = (parentOf: (i: number) => string) =>
      Array.from({ length: 100_000 }, (_, i) => ({
        id: `s${i}`,
        ...(i > 0 && { parent: parentOf(i) }),
        name: 'op',
        startMs: i,
        ms: 200_000 - i,
      }));
    const deep = arrange(addSpans(spans((i) => `s${i - 1}`)).finish(), { by: byDuration });
    expect(deep).toHaveLength(100_000);
    const wide = arrange(addSpans(spans(() => 's0')).finish(), { by: byDuration });
    expect(wide.slice(0, 3)).toEqual(['op', '  99999 × op', '    op']);
  });
});
