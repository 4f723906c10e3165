import { describe, expect, it } from 'vitest';
import { listLaneStretches } from '../../../../src/ui/trace/waterfall/lane-stretches.ts';
import { measureHidden, overhangOf } from '../../../../src/ui/trace/waterfall/hidden-spans.ts';
import { CELL, drawTraces } from '../../../fixtures/picture.ts';
import { openForPage } from '../../../fixtures/draw-rows.ts';

// spans: 0 checkout, 1 early, 2 before, 3 pay, 4 bank, 5 after
const opened = openForPage(
  drawTraces(`
    shop: checkout            ====------====
      cart: early                 ---
        db: before               --
      pay: charge [error]         ======
        bank: authorize [error]     ====
        mail: after                       --
  `),
);
const inCells = ([start, end]: readonly [number, number]) => [start / CELL, end / CELL];

describe('what rows hide', () => {
  it('is added up with all below it', () => {
    expect(measureHidden(opened, 1, 6, 'critical')).toEqual({
      spanCount: 5,
      errorCount: 2,
      pathTime: 6 * CELL,
    });
    expect(measureHidden(opened, 1, 3, 'critical')).toEqual({ spanCount: 2, errorCount: 0, pathTime: 0 });
    expect(measureHidden(opened, 1, 6, 'off').pathTime).toBe(0);
  });
  it('may reach beyond what hides it', () => {
    expect(overhangOf(opened, 1)).toEqual({ before: CELL, after: 0 });
    expect(overhangOf(opened, 3)).toEqual({ before: 0, after: 4 * CELL });
    expect(overhangOf(opened, 4)).toEqual({ before: 0, after: 0 });
  });
  it('is drawn as when siblings ran, which of them failed, and where the path ran on or below them', () => {
    const { spans, errors, path } = listLaneStretches(opened, 1, 6, 'critical');
    expect(spans.map(inCells)).toEqual([
      [4, 7],
      [4, 10],
    ]);
    expect(errors.map(inCells)).toEqual([[4, 10]]);
    expect(path.map(inCells)).toEqual([[4, 10]]);
  });
});
