import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { addSpans, buildSpans } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

/** Self time of every span, in cells of a picture. */
function selfTimeOf(dataset: Dataset): number[] {
  return Array.from(
    computeSelfTime(dataset, 0 as SpanIndex, dataset.spans.length as SpanIndex),
    (time) => time / CELL,
  );
}

describe('self time', () => {
  test.each([
    ['a lone span: all of it', 'app: work    ====', [4]],
    [
      'what a child covers is not its own',
      `
      app: GET /     ==--=-====
        db: SELECT     ==
        pay: POST         =
      `,
      [7, 2, 1],
    ],
    [
      'children that overlap cover their time once',
      `
      app: GET /     ----------
        a: one        ----
        b: inside      --
        c: two           ---
      `,
      [4, 4, 2, 3],
    ],
    [
      'what sticks out of the parent on either side does not count',
      `
      app: GET /       ------
        a: early     ---
        b: late             ----
      `,
      [4, 3, 4],
    ],
    [
      'a child beyond the parent covers nothing',
      `
      app: GET /     ---
        a: later           --
      `,
      [3, 2],
    ],
    [
      'grandchildren count in their parent only',
      `
      app: GET /     ------
        a: call       ----
          b: work      --
      `,
      [2, 2, 2],
    ],
    ['no length', 'app: mark    |', [0]],
  ])('%s', (_, picture, expected) => {
    expect(selfTimeOf(drawTraces(picture))).toEqual(expected);
  });

  test('a range of whole traces gives their spans', () => {
    const dataset = drawTraces(`
      app: GET /     ----
        db: SELECT    --

      app: GET /     ---
        db: SELECT   -
    `);
    expect([...computeSelfTime(dataset, 2 as SpanIndex, 4 as SpanIndex)]).toEqual([2 * CELL, CELL]);
  });

  test('of sequential children that fit, all self times sum to the root', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 50 }), (steps) => {
        let at = 0;
        const children = steps.map(([gap, ms], i) => {
          const child = { id: `c${i}`, parent: 'root', startMs: at + gap, ms };
          at += gap + ms;
          return child;
        });
        const times = selfTimeOf(buildSpans([{ id: 'root', ms: at + 1 }, ...children]));
        expect(times.reduce((sum, time) => sum + time, 0)).toBe(at + 1);
      }),
    );
  });

  test('100,000 levels', { timeout: 30_000 }, () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => ({
      id: `s${i}`,
      ...(i > 0 && { parent: `s${i - 1}` }),
      ms: 100_000 - i,
    }));
    expect(selfTimeOf(addSpans(chain).finish()).every((time) => time === 1)).toBe(true);
  });
});
