import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flame } from '../../../src/core/analyze/flame.ts';
import { orderByTime } from '../../../src/core/analyze/flame-time-order.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';
import { drawFlame } from '../../fixtures/draw-flame.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

function flameOf(dataset: Dataset, from = 0, to = dataset.spans.length): Flame {
  return orderByTime(dataset, { from, to }, new Float64Array(dataset.spans.length).fill(1));
}

const PICTURES: [claim: string, picture: string, expected: string[]][] = [
  [
    'children one after the other share a row, also where they touch',
    `
      app: P    ----------
        app: a   ---
        app: b      --
        app: c         --
    `,
    ['PPPPPPPPPP', ' aaabb cc'],
  ],
  [
    'what begins while a sibling runs stands below all of it, what begins after it takes its place',
    `
      app: P    -------------------
        app: a   -------
          app: x    ---
        app: b     -------
        app: c           ------
    `,
    ['PPPPPPPPPPPPPPPPPPP', ' aaaaaaa cccccc', '    xxx', '   bbbbbbb'],
  ],
  [
    'low siblings stand as high as there is room, beside a high one',
    `
      app: P    ----------------
        app: a   ----
          app: d   --
            app: e  -
        app: b        --------
        app: c         -----
        app: f            ----
        app: g               -
    `,
    ['PPPPPPPPPPPPPPPP', ' aaaa bbbbbbbb', '   dd  ccccc g', '    e     ffff'],
  ],
  [
    'two of no length at one moment are both seen',
    `
      app: P    ------
        app: a     |
        app: b     |
        app: c       |
    `,
    ['PPPPPP', '   | |', '   |'],
  ],
  [
    'a child that outlives its parent keeps its place',
    `
      app: P    ---------------
        app: a   ---
          app: x   --------
        app: b         ---
    `,
    ['PPPPPPPPPPPPPPP', ' aaa', '   xxxxxxxx', '       bbb'],
  ],
  [
    'a child that began before its parent keeps its place',
    `
      app: P    ---------------
        app: a   ---
        app: b        ----
          app: x   -----
    `,
    ['PPPPPPPPPPPPPPP', ' aaa', '      bbbb', '   xxxxx'],
  ],
];

describe('boxes in time order', () => {
  test.each(PICTURES)('%s', (_, picture, expected) => {
    const dataset = drawTraces(picture);
    expect(drawFlame(dataset, flameOf(dataset), CELL)).toEqual(expected);
  });

  test('a part is a span with all below it, and begins where it does', () => {
    const dataset = drawTraces(`
      app: P    ----------
        app: a   ----
          app: x  --
        app: b       --
    `);
    const flame = flameOf(dataset, 1, 3);
    expect(drawFlame(dataset, flame, CELL)).toEqual(['aaaa', ' xx']);
    expect([flame.from, flame.to]).toEqual([1 * CELL, 5 * CELL]);
    expect([...flame.span]).toEqual([1, 2]);
    expect([...flame.boxOf]).toEqual([-1, 0, 1, -1]);
    expect([...flame.parent]).toEqual([-1, 0]);
  });

  test('an unfinished span lasts as long as any', () => {
    const dataset = buildSpans([
      { id: 'root', ms: 10 },
      { id: 'open', parent: 'root', startMs: 4, ms: null },
      { id: 'late', parent: 'root', startMs: 6, ms: 2 },
    ]);
    expect([...flameOf(dataset).width]).toEqual([10e6, 6e6, 2e6]);
    expect([...flameOf(dataset).row]).toEqual([0, 1, 2]);
  });
});

const forest = fc
  .array(
    fc.record({
      parent: fc.nat(),
      startMs: fc.nat(20),
      ms: fc.nat(10),
      isRoot: fc.nat(9).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list) =>
    buildSpans(
      list.map(({ parent, isRoot, ...times }, at) => ({
        ...times,
        id: `s${at}`,
        parent: at === 0 || isRoot ? '' : `s${parent % at}`,
      })),
    ),
  );

describe('in any forest', () => {
  test('no two boxes overlap, rows are sorted by time, and children are below their parents', () => {
    fc.assert(
      fc.property(forest, (dataset) => {
        const { row, rowCount, left, width, byRow, firstInRow, parent, length } = flameOf(dataset);
        expect(length).toBe(dataset.spans.length);
        expect(firstInRow[rowCount]).toBe(length);
        for (let line = 0; line < rowCount; line++)
          for (let at = firstInRow[line] + 1; at < firstInRow[line + 1]; at++)
            expect(left[byRow[at - 1]] + width[byRow[at - 1]]).toBeLessThanOrEqual(left[byRow[at]]);
        for (let box = 0; box < length; box++)
          expect(row[box]).toBeGreaterThan(parent[box] < 0 ? -1 : row[parent[box]]);
      }),
      { numRuns: 500 },
    );
  });

  test('no box of another subtree stands between the rows of a subtree during its time', () => {
    fc.assert(
      fc.property(forest, (dataset) => {
        const { row, left, width, end, length } = flameOf(dataset);
        for (let top = 0; top < length; top++) {
          let [from, to, lowest] = [Infinity, -Infinity, 0];
          for (let box = top; box < end[top]; box++) {
            from = Math.min(from, left[box]);
            to = Math.max(to, left[box] + width[box]);
            lowest = Math.max(lowest, row[box]);
          }
          for (let other = 0; other < length; other++) {
            if (other >= top && other < end[top]) continue;
            const isAside = left[other] + width[other] <= from || left[other] >= to;
            expect(isAside || row[other] < row[top] || row[other] > lowest).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('a chain of 100,000 and a crowd of 100,000 stand in as many rows', { timeout: 30_000 }, () => {
  const count = 100_000;
  const chain = buildSpans(
    Array.from({ length: count }, (_, at) => ({ id: `s${at}`, parent: at === 0 ? '' : `s${at - 1}`, ms: 5 })),
  );
  expect(flameOf(chain).rowCount).toBe(count);
  const crowd = buildSpans(Array.from({ length: count }, (_, at) => ({ id: `s${at}`, ms: 5 })));
  expect(flameOf(crowd).rowCount).toBe(count);
});
