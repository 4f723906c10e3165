import { describe, expect, it } from 'vitest';
import { formatSpanKey } from '../../../../src/ui/trace/opened/span-key.ts';
import { limitsOf, stretchOf } from '../../../../src/ui/trace/time/time-window.ts';
import { buildSpans } from '../../../fixtures/build-spans.ts';
import { openForPage } from '../../../fixtures/draw-rows.ts';
import { CELL, drawTraces } from '../../../fixtures/picture.ts';

const SHOP = `
  shop: a            ==========
    cart: b            ===
      bus: c               ====
    pay: d                     |
`;

/** In cells. */
function boundsOf(picture: string, top: number | null): readonly [from: number, to: number] {
  const opened = openForPage(drawTraces(picture));
  const key = top === null ? null : formatSpanKey(opened.trace.spanIds, top);
  const { bounds } = limitsOf(opened, { top: key });
  return [bounds.from / CELL, bounds.to / CELL];
}

describe('limitsOf', () => {
  it('are the whole trace, where a subtree is not all that is shown', () => {
    expect(boundsOf(SHOP, null)).toEqual([0, 10]);
  });
  it('reach from the first start to the last end below the top of a subtree', () => {
    expect(boundsOf(SHOP, 1)).toEqual([2, 10]);
    expect(boundsOf(SHOP, 2)).toEqual([6, 10]);
  });
  it('are a moment for a span of no length', () => {
    expect(boundsOf(SHOP, 3)).toEqual([10, 10]);
  });
  it('are the whole trace, where a link names a span that it does not have', () => {
    const opened = openForPage(drawTraces(SHOP));
    expect(limitsOf(opened, { top: 'f00d' }).bounds).toEqual({ from: 0, to: 10 * CELL });
  });
  it('allow windows of two ticks of the clock', () => {
    const opened = openForPage(drawTraces(SHOP));
    expect(limitsOf(opened, { top: null }).least).toBe(2 * opened.trace.resolution);
  });
});

describe('stretchOf', () => {
  it('is the time of the span, to the end of the trace where it has no end', () => {
    const dataset = buildSpans([
      { id: 'a', ms: 10 },
      { id: 'b', parent: 'a', startMs: 2, ms: 3 },
      { id: 'c', parent: 'a', startMs: 4, ms: null },
    ]);
    const opened = openForPage(dataset, {}, 't');
    expect(stretchOf(opened, 1)).toEqual({ from: 2 * CELL, to: 5 * CELL });
    expect(stretchOf(opened, 2)).toEqual({ from: 4 * CELL, to: 10 * CELL });
  });
});
