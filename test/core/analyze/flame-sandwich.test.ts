import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeCalls } from '../../../src/core/analyze/flame-left-heavy.ts';
import { findOccurrences, mergeCallers } from '../../../src/core/analyze/flame-sandwich.ts';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';
import { drawFlame } from '../../fixtures/draw-flame.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

function sandwichOf(dataset: Dataset, name: string, from = 0, to = dataset.spans.length) {
  const part = { from, to };
  const operation = dataset.operations.findIndex((known) => known.name === name);
  const measure = computeSelfTime(dataset, 0 as SpanIndex, dataset.spans.length as SpanIndex);
  const { outermost: tops, nestedCount } = findOccurrences(dataset, part, operation);
  const { flame: callers, isCut } = mergeCallers(dataset, { tops, part, measure });
  return { tops, nestedCount, callers, callees: mergeCalls(dataset, tops, measure), measure, isCut };
}

/** Both halves, the callers upside down as they are shown. */
function drawSandwich(dataset: Dataset, { callers, callees }: ReturnType<typeof sandwichOf>): string[] {
  return [...drawFlame(dataset, callers, CELL).toReversed(), '', ...drawFlame(dataset, callees, CELL)];
}

describe('one operation between callers and callees', () => {
  test('callers stand above it, each as wide as what it took when they called it', () => {
    const dataset = drawTraces(`
      app: P       ------------------
        app: a      ----
          db: X      --
        app: b           ------
          db: X          ------
            db: y         --
        app: a                 ----
          db: X                 --
    `);
    const sandwich = sandwichOf(dataset, 'X');
    expect(drawSandwich(dataset, sandwich)).toEqual([
      'PPPPPPPPPP',
      'bbbbbbaaaa',
      'XXXXXXXXXX',
      '',
      'XXXXXXXXXX',
      'yy',
    ]);
    expect([...sandwich.callers.count]).toEqual([3, 1, 1, 2, 2]);
  });

  test('a call of itself is among the callees, and counted once', () => {
    const dataset = drawTraces(`
      app: P         ---------
        app: X        -------
          app: q       -----
            app: X      ---
    `);
    const sandwich = sandwichOf(dataset, 'X');
    expect(drawSandwich(dataset, sandwich)).toEqual(['PPPPPPP', 'XXXXXXX', '', 'XXXXXXX', 'qqqqq', 'XXX']);
    expect([...sandwich.tops]).toEqual([1]);
    expect(sandwich.nestedCount).toBe(1);
  });

  test('what nobody called ends its chain', () => {
    const dataset = drawTraces(`
      app: X        ----
        app: a       --

      app: P        ------
        app: X       ----
    `);
    const { callers, callees } = sandwichOf(dataset, 'X');
    expect(drawFlame(dataset, callers, CELL)).toEqual(['XXXXXXXX', 'PPPP']);
    expect(callers.own[0]).toBe(4 * CELL);
    expect([callers.to, callees.to]).toEqual([8 * CELL, 8 * CELL]);
  });

  test('within a part, callers end at its top', () => {
    const dataset = drawTraces(`
      app: P       -------
        app: a      ----
          db: X      --
        app: b          --
          db: X         --
    `);
    const sandwich = sandwichOf(dataset, 'X', 1, 3);
    expect(drawSandwich(dataset, sandwich)).toEqual(['aa', 'XX', '', 'XX']);
  });

  test('an operation without spans has no boxes', () => {
    const { callers, callees } = sandwichOf(drawTraces('app: P  ---'), 'X');
    expect([callers.length, callers.rowCount, callees.length]).toEqual([0, 0, 0]);
  });
});

const forest = fc
  .array(
    fc.record({ parent: fc.nat(), name: fc.constantFrom('a', 'b', 'X'), startMs: fc.nat(20), ms: fc.nat(9) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((list) =>
    buildSpans(
      list.map(({ parent, ...span }, at) => ({
        ...span,
        id: `s${at}`,
        parent: at === 0 ? '' : `s${parent % at}`,
      })),
    ),
  );

test('in any tree both halves hold what all spans of the operation took, no moment twice', () => {
  fc.assert(
    fc.property(forest, (dataset) => {
      const { spans, operations } = dataset;
      const { callers, callees, measure } = sandwichOf(dataset, 'X');
      let expected = 0;
      const isInside = new Uint8Array(spans.length);
      for (let span = 0 as SpanIndex; span < spans.length; span++) {
        const isBelow = spans.parent[span] >= 0 && isInside[spans.parent[span]] === 1;
        if (!isBelow && operations[spans.operation[span]].name !== 'X') continue;
        isInside[span] = 1;
        expected += measure[span];
      }
      for (const flame of [callers, callees]) {
        expect(flame.to).toBe(expected);
        expect(flame.own.reduce((sum, own) => sum + own, 0)).toBe(expected);
        for (let box = 0; box < flame.length; box++) {
          let below = 0;
          for (let child = box + 1; child < flame.end[box]; child = flame.end[child])
            below += flame.total[child];
          expect(below).toBe(flame.total[box] - flame.own[box]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a hundred thousand calls from one deep span climb as one', () => {
  const depth = 1000;
  const dataset = buildSpans([
    ...Array.from({ length: depth }, (_, at) => ({
      id: `d${at}`,
      name: `level ${at % 7}`,
      parent: at === 0 ? '' : `d${at - 1}`,
      ms: 9,
    })),
    ...Array.from({ length: 100_000 }, (_, at) => ({
      id: `x${at}`,
      name: 'X',
      parent: `d${depth - 1}`,
      ms: 1,
    })),
  ]);
  const { callers, isCut } = sandwichOf(dataset, 'X');
  expect(callers.rowCount).toBe(depth + 1);
  expect(callers.count[depth]).toBe(100_000);
  expect(isCut).toBe(false);
});

test('where there are too many chains the farthest callers are left out, and nothing of the rest', () => {
  // an X at each of 5,000 levels: 12,500,000 steps
  const dataset = buildSpans(
    Array.from({ length: 5000 }, (_, at) => [
      { id: `d${at}`, name: at % 3 ? 'a' : 'b', parent: at === 0 ? '' : `d${at - 1}`, ms: 9 },
      { id: `x${at}`, name: 'X', parent: `d${at}`, ms: 1 },
    ]).flat(),
  );
  const { callers, isCut } = sandwichOf(dataset, 'X');
  expect(isCut).toBe(true);
  expect(callers.rowCount).toBeLessThan(5000);
  expect(callers.to).toBe(5000 * 1e6);
  expect(callers.own.reduce((sum, own) => sum + own, 0)).toBe(5000 * 1e6);
});
