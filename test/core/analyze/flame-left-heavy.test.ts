import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeCalls } from '../../../src/core/analyze/flame-left-heavy.ts';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { buildSpans, type ShortSpan } from '../../fixtures/build-spans.ts';
import { drawFlame } from '../../fixtures/draw-flame.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

function selfTimeOf(dataset: Dataset): Float64Array {
  return computeSelfTime(dataset, 0 as SpanIndex, dataset.spans.length as SpanIndex);
}

const each = (dataset: Dataset) => new Float64Array(dataset.spans.length).fill(1);

describe('boxes by call path', () => {
  test('equal paths are one, the heaviest first', () => {
    const dataset = drawTraces(`
      app: P      ----------------
        app: a     ---
          app: x    -
        app: b        ------
        app: a               ---
          app: x              -
          app: y               -
    `);
    expect(drawFlame(dataset, mergeCalls(dataset, Int32Array.of(0), selfTimeOf(dataset)), CELL)).toEqual([
      'PPPPPPPPPPPPPPPP',
      'aaaaaabbbbbb',
      'xxy',
    ]);
  });

  test('the same operation under another parent, or of another service, is another path', () => {
    const dataset = drawTraces(`
      app: P      --------
        app: a     ---
          db: x     -
        app: b         ---
          db: x         -
          app: x         -
    `);
    const flame = mergeCalls(dataset, Int32Array.of(0), each(dataset));
    expect(flame.length).toBe(6);
    expect([...flame.total]).toEqual([6, 3, 1, 1, 2, 1]);
  });

  test('each box counts its spans and errors, and names the longest', () => {
    const dataset = drawTraces(`
      app: P           ---------------
        app: a          --
        app: a [error]     ----
          app: x            --
        app: a                  --
    `);
    const flame = mergeCalls(dataset, Int32Array.of(0), selfTimeOf(dataset));
    expect([...flame.count]).toEqual([1, 3, 1]);
    expect([...flame.errorCount]).toEqual([0, 1, 0]);
    expect([...flame.span]).toEqual([0, 2, 3]);
    expect([...flame.own]).toEqual([7, 6, 2].map((cells) => cells * CELL));
    expect([...flame.total]).toEqual([15, 8, 2].map((cells) => cells * CELL));
    expect([...flame.boxOf]).toEqual([0, 1, 1, 2, 1]);
  });

  test('only what is below the tops; several stand side by side', () => {
    const dataset = drawTraces(`
      app: P      --------
        app: a     ---
        app: b         ---
          app: x       -
    `);
    const flame = mergeCalls(dataset, Int32Array.of(1, 2), selfTimeOf(dataset));
    expect(drawFlame(dataset, flame, CELL)).toEqual(['aaabbb', '   x']);
    expect([...flame.boxOf]).toEqual([-1, 0, 1, 2]);
    expect(flame.to).toBe(6 * CELL);
  });
});

const forest = fc
  .array(
    fc.record({
      parent: fc.nat(),
      name: fc.constantFrom('a', 'b', 'c'),
      startMs: fc.nat(20),
      ms: fc.nat(10),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((list) =>
    buildSpans(
      list.map(({ parent, ...span }, at): ShortSpan => ({
        ...span,
        id: `s${at}`,
        parent: at === 0 ? '' : `s${parent % at}`,
      })),
    ),
  );

/** The operations from the root down to `span`. */
function pathOf({ spans, operations }: Dataset, span: SpanIndex): string {
  const name = operations[spans.operation[span]].name;
  return spans.parent[span] < 0
    ? name
    : `${pathOf({ spans, operations } as Dataset, spans.parent[span])} > ${name}`;
}

describe('in any tree', () => {
  test.each(['self time', 'count'] as const)('%s adds up to that of all spans, box by box', (name) => {
    fc.assert(
      fc.property(forest, (dataset) => {
        const measure = name === 'count' ? each(dataset) : selfTimeOf(dataset);
        const flame = mergeCalls(dataset, Int32Array.of(0), measure);
        const { own, total, parent, end, left, width, length } = flame;
        const sum = measure.reduce((before, value) => before + value, 0);
        expect(own.reduce((before, value) => before + value, 0)).toBe(sum);
        expect(flame.to).toBe(sum);
        for (let box = 0; box < length; box++) {
          let below = 0;
          let heaviest = Infinity;
          for (let child = box + 1; child < end[box]; child = end[child]) {
            expect(parent[child]).toBe(box);
            expect(total[child]).toBeLessThanOrEqual(heaviest);
            expect(left[child]).toBe(left[box] + below);
            heaviest = total[child];
            below += total[child];
          }
          expect(total[box]).toBe(own[box] + below);
          expect(width[box]).toBe(total[box]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('two spans are in one box exactly where their call paths are equal', () => {
    fc.assert(
      fc.property(forest, (dataset) => {
        const { boxOf } = mergeCalls(dataset, Int32Array.of(0), each(dataset));
        const boxOfPath = new Map<string, number>();
        for (let span = 0; span < boxOf.length; span++) {
          const path = pathOf(dataset, span as SpanIndex);
          expect(boxOf[span]).toBe(boxOfPath.get(path) ?? boxOf[span]);
          boxOfPath.set(path, boxOf[span]);
        }
        expect(new Set(boxOfPath.values()).size).toBe(boxOfPath.size);
      }),
      { numRuns: 300 },
    );
  });
});

test('100,000 levels of one operation are 100,000 boxes, 100,000 calls from one span are two', () => {
  const count = 100_000;
  const named = { name: 'again', ms: 5 };
  const chain = buildSpans(
    Array.from({ length: count }, (_, at) => ({
      ...named,
      id: `s${at}`,
      parent: at === 0 ? '' : `s${at - 1}`,
    })),
  );
  expect(mergeCalls(chain, Int32Array.of(0), each(chain)).rowCount).toBe(count);
  const crowd = buildSpans(
    Array.from({ length: count }, (_, at) => ({ ...named, id: `s${at}`, parent: at === 0 ? '' : 's0' })),
  );
  expect([...mergeCalls(crowd, Int32Array.of(0), each(crowd)).count]).toEqual([1, count - 1]);
});
