import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateWidth, wrapName } from '../../../src/ui/graph/label-text.ts';
import {
  callKey,
  LARGEST_RADIUS,
  layoutGraph,
  type Direction,
  type GraphLayout,
} from '../../../src/ui/graph/layout-graph.ts';
import type { CallGraph } from '../../../src/ui/graph/rank-services.ts';
import { callGraph } from './call-graph.ts';

function layOut(graph: CallGraph, direction: Direction = 'right'): GraphLayout {
  const steps = layoutGraph(graph, direction);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function at(layout: GraphLayout, service: string) {
  const point = layout.services.get(service);
  if (!point) throw new Error(`no place for ${service}`);
  return point;
}

/** Random graphs of up to 40 services, cycles and unconnected parts included. */
const anyGraph: fc.Arbitrary<CallGraph> = fc.integer({ min: 1, max: 40 }).chain((n) => {
  const node = fc.integer({ min: 0, max: n - 1 });
  const edge = fc.record({ caller: node, callee: node, count: fc.integer({ min: 1, max: 1000 }) });
  return fc
    .uniqueArray(edge, { maxLength: 80, selector: ({ caller, callee }) => `${caller} ${callee}` })
    .map((edges) => ({
      nodes: Array.from({ length: n }, (_, i) => ({ service: `service-${i}` })),
      edges: edges.filter(({ caller, callee }) => caller !== callee),
    }));
});
const anyDirection = fc.constantFrom<Direction>('right', 'down');

describe('a layout', () => {
  test('sets callers left of callees', () => {
    const layout = layOut(callGraph('web -> checkout\n checkout -> payment\n payment -> bank'));
    const xs = ['web', 'checkout', 'payment', 'bank'].map((service) => at(layout, service).x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(4);
  });

  test('sets callers above callees where calls run down', () => {
    const layout = layOut(callGraph('web -> checkout\n checkout -> payment'), 'down');
    expect(at(layout, 'web').y).toBeLessThan(at(layout, 'checkout').y);
    expect(at(layout, 'checkout').y).toBeLessThan(at(layout, 'payment').y);
  });

  test('draws a chain level', () => {
    const layout = layOut(callGraph('a -> b\n b -> c'));
    expect(at(layout, 'b').y).toBeCloseTo(at(layout, 'a').y, 1);
    expect(at(layout, 'c').y).toBeCloseTo(at(layout, 'a').y, 1);
  });

  test('sets a caller level with the middle of its callees', () => {
    const layout = layOut(callGraph('hub -> a\n hub -> b\n hub -> c'));
    const ys = ['a', 'b', 'c'].map((service) => at(layout, service).y).toSorted((a, b) => a - b);
    expect(at(layout, 'hub').y).toBeCloseTo(ys[1], 0);
  });

  test('leads a call that skips a column around the services in it', () => {
    const layout = layOut(callGraph('a -> b\n b -> c\n a -> c'));
    const [bend] = layout.bends.get(callKey('a', 'c')) ?? [];
    expect(bend.x).toBe(at(layout, 'b').x);
    expect(Math.abs(bend.y - at(layout, 'b').y)).toBeGreaterThan(LARGEST_RADIUS);
    expect(layout.bends.has(callKey('a', 'b'))).toBe(false);
  });

  test('sets unconnected parts apart', () => {
    const layout = layOut(callGraph('a -> b\n b -> c\n x -> y'));
    const distances = ['a', 'b', 'c'].flatMap((one) =>
      ['x', 'y'].map((other) =>
        Math.hypot(at(layout, one).x - at(layout, other).x, at(layout, one).y - at(layout, other).y),
      ),
    );
    expect(distances.every((distance) => distance > 3 * LARGEST_RADIUS)).toBe(true);
  });

  test('spreads many callees of one service over several columns', () => {
    const calls = Array.from({ length: 40 }, (_, i) => `hub -> callee-${i}`).join('\n');
    const points = [...layOut(callGraph(calls)).services.values()];
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const aspect = (Math.max(...xs) - Math.min(...xs)) / (Math.max(...ys) - Math.min(...ys));
    expect(aspect).toBeGreaterThan(0.4);
    expect(aspect).toBeLessThan(4);
  });

  test('of nothing is empty', () => {
    expect(layOut({ nodes: [], edges: [] }).services.size).toBe(0);
  });

  test('depends on names and calls alone, not on their order', () => {
    fc.assert(
      fc.property(anyGraph, anyDirection, (graph, direction) => {
        const last = graph.nodes.length - 1;
        const turned: CallGraph = {
          nodes: graph.nodes.toReversed(),
          edges: graph.edges
            .map((edge) => ({ ...edge, caller: last - edge.caller, callee: last - edge.callee }))
            .toReversed(),
        };
        const one = layOut(graph, direction);
        const other = layOut(turned, direction);
        for (const { service } of graph.nodes) expect(at(other, service)).toEqual(at(one, service));
        expect(new Map(other.bends)).toEqual(new Map(one.bends));
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test('gives every service a finite place, with no circle or name on another', () => {
    fc.assert(
      fc.property(anyGraph, anyDirection, (graph, direction) => {
        const layout = layOut(graph, direction);
        const boxes = graph.nodes.map(({ service }) => {
          const { x, y } = at(layout, service);
          const half = Math.max(
            LARGEST_RADIUS,
            ...wrapName(service, direction).map((line) => estimateWidth(line) / 2),
          );
          return {
            left: x - half,
            right: x + half,
            top: y - LARGEST_RADIUS,
            bottom: y + LARGEST_RADIUS + 30,
          };
        });
        for (const [i, a] of boxes.entries()) {
          expect(Object.values(a).every(Number.isFinite)).toBe(true);
          for (const b of boxes.slice(i + 1))
            expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        }
      }),
      { seed: 2, numRuns: 60 },
    );
  });
});
