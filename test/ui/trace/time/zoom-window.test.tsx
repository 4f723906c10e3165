import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAt, xOf } from '../../../../src/ui/trace/time/time-scale.ts';
import {
  fitWindow,
  isNearlySame,
  keepWithin,
  lengthOf,
  moveEnd,
  moveStart,
  panBy,
  roundWindow,
  windowOver,
  zoomAround,
} from '../../../../src/ui/trace/time/zoom-window.ts';

const LIMITS = { bounds: { from: 0, to: 1000 }, least: 10 };

const time = fc.integer({ min: -2e12, max: 2e12 });
const length = fc.integer({ min: 0, max: 1e12 });
const limits = fc.record({ from: time, length, least: fc.integer({ min: 1, max: 1e4 }) }).map((given) => ({
  bounds: { from: given.from, to: given.from + given.length },
  least: given.least,
}));
const window = fc.tuple(time, length).map(([from, wide]) => ({ from, to: from + wide }));
/** A window of its limits, no shorter than they allow, and a time in it. */
const place = fc
  .tuple(
    limits,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(),
  )
  .map(([within, left, share, wide]) => {
    const from = within.bounds.from + left * lengthOf(within.bounds);
    const kept = keepWithin({ from, to: from + wide }, within);
    return { limits: within, window: kept, time: kept.from + share * lengthOf(kept) };
  });

/** Equal but for what doubles lose on the way. */
function expectClose(value: number, expected: number, { bounds }: typeof LIMITS) {
  const scale = Math.max(1, Math.abs(bounds.from), Math.abs(bounds.to));
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(scale * 1e-9);
}

describe('keepWithin', () => {
  it('leaves a window that fits as it is', () => {
    expect(keepWithin({ from: 120, to: 480 }, LIMITS)).toEqual({ from: 120, to: 480 });
  });
  it('moves one that sticks out, and keeps its length', () => {
    expect(keepWithin({ from: -50, to: 150 }, LIMITS)).toEqual({ from: 0, to: 200 });
    expect(keepWithin({ from: 900, to: 1100 }, LIMITS)).toEqual({ from: 800, to: 1000 });
  });
  it('makes one that is too short longer on both sides', () => {
    expect(keepWithin({ from: 500, to: 502 }, LIMITS)).toEqual({ from: 496, to: 506 });
    expect(keepWithin({ from: 998, to: 998 }, LIMITS)).toEqual({ from: 990, to: 1000 });
  });
  it('shows all where the window is longer, no window, or the trace shorter than the least', () => {
    expect(keepWithin({ from: -1, to: 1000 }, LIMITS)).toBe(LIMITS.bounds);
    expect(keepWithin({ from: NaN, to: 5 }, LIMITS)).toBe(LIMITS.bounds);
    const tiny = { bounds: { from: 0, to: 3 }, least: 10 };
    expect(keepWithin({ from: 1, to: 2 }, tiny)).toBe(tiny.bounds);
  });
  it('gives a window inside the bounds, whatever it is asked', () => {
    fc.assert(
      fc.property(window, limits, (asked, within) => {
        const kept = keepWithin(asked, within);
        expect(kept.from).toBeGreaterThanOrEqual(within.bounds.from);
        expect(kept.to).toBeLessThanOrEqual(within.bounds.to);
        expectClose(
          lengthOf(kept),
          Math.min(lengthOf(within.bounds), Math.max(within.least, lengthOf(asked))),
          within,
        );
      }),
    );
  });
});

describe('zoomAround', () => {
  it('comes closer by the factor, around the time', () => {
    expect(zoomAround({ from: 0, to: 1000 }, 250, 2, LIMITS)).toEqual({ from: 125, to: 625 });
  });
  it('stops at the shortest window, and at the whole', () => {
    expect(zoomAround({ from: 490, to: 510 }, 500, 100, LIMITS)).toEqual({ from: 495, to: 505 });
    expect(zoomAround({ from: 490, to: 510 }, 500, 0.001, LIMITS)).toEqual(LIMITS.bounds);
  });
  it('leaves the time under the pointer where it is', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 1, max: 50, noNaN: true }), ({ limits: within, ...at }, factor) => {
        const before = { start: at.window.from, end: at.window.to, width: 1000 };
        const next = zoomAround(at.window, at.time, factor, within);
        const after = { start: next.from, end: next.to, width: 1000 };
        fc.pre(lengthOf(next) > 1e-6 * Math.abs(at.time)); // else doubles do not tell one px from the next
        expect(xOf(after, at.time)).toBeCloseTo(xOf(before, at.time), 2);
      }),
    );
  });
  it('comes back when it goes as far out as in', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 1, max: 50, noNaN: true }), ({ limits: within, ...at }, factor) => {
        fc.pre(lengthOf(at.window) / factor >= within.least);
        const near = zoomAround(at.window, at.time, factor, within);
        const back = zoomAround(near, at.time, 1 / factor, within);
        expectClose(back.from, at.window.from, within);
        expectClose(back.to, at.window.to, within);
      }),
    );
  });
});

describe('panBy', () => {
  it('moves the window, and stops at the end of what there is', () => {
    expect(panBy({ from: 100, to: 200 }, 50, LIMITS)).toEqual({ from: 150, to: 250 });
    expect(panBy({ from: 100, to: 200 }, -150, LIMITS)).toEqual({ from: 0, to: 100 });
  });
  it('never changes the length', () => {
    fc.assert(
      fc.property(place, time, ({ limits: within, window: before }, nanos) => {
        expectClose(lengthOf(panBy(before, nanos, within)), lengthOf(before), within);
      }),
    );
  });
});

describe('fitWindow', () => {
  it('leaves a twentieth on both sides, as far as there is time', () => {
    expect(fitWindow({ from: 200, to: 400 }, LIMITS)).toEqual({ from: 190, to: 410 });
    expect(fitWindow({ from: 0, to: 200 }, LIMITS)).toEqual({ from: 0, to: 210 });
    expect(fitWindow({ from: 0, to: 1000 }, LIMITS)).toEqual(LIMITS.bounds);
  });
  it('gives a moment the shortest window around it', () => {
    expect(fitWindow({ from: 300, to: 300 }, LIMITS)).toEqual({ from: 295, to: 305 });
  });
});

describe('moveStart and moveEnd', () => {
  it('move one edge and leave the other', () => {
    expect(moveStart({ from: 100, to: 200 }, 150, LIMITS)).toEqual({ from: 150, to: 200 });
    expect(moveEnd({ from: 100, to: 200 }, 150, LIMITS)).toEqual({ from: 100, to: 150 });
  });
  it('stop at the shortest window and at the bounds', () => {
    expect(moveStart({ from: 100, to: 200 }, 500, LIMITS)).toEqual({ from: 190, to: 200 });
    expect(moveStart({ from: 100, to: 200 }, -500, LIMITS)).toEqual({ from: 0, to: 200 });
    expect(moveEnd({ from: 100, to: 200 }, 0, LIMITS)).toEqual({ from: 100, to: 110 });
    expect(moveEnd({ from: 100, to: 200 }, 5000, LIMITS)).toEqual({ from: 100, to: 1000 });
  });
});

describe('windowOver', () => {
  it('keeps two times under two fingers', () => {
    expect(windowOver(1000, [250, 100], [750, 200])).toEqual({ from: 50, to: 250 });
    expect(windowOver(1000, [750, 200], [250, 100])).toEqual({ from: 50, to: 250 });
  });
  it('counts fingers that meet or pass as a px apart', () => {
    expect(windowOver(10, [5, 100], [5, 200])).toEqual({ from: -400, to: 600 });
    expect(windowOver(10, [5, 100], [2, 200])).toEqual({ from: -400, to: 600 });
  });
});

describe('roundWindow', () => {
  it('keeps five digits of the length, in whole nanoseconds', () => {
    expect(roundWindow({ from: 123_456_789.5, to: 987_654_321.25 })).toEqual({
      from: 123_460_000,
      to: 987_650_000,
    });
    expect(roundWindow({ from: 12.4, to: 33.6 })).toEqual({ from: 12, to: 34 });
  });
});

describe('timeAt', () => {
  it('is the inverse of xOf', () => {
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 1, max: 5000 }),
        ({ window: shown, time: at, limits: within }, width) => {
          const scale = { start: shown.from, end: shown.to, width };
          expectClose(timeAt(scale, xOf(scale, at)), lengthOf(shown) > 0 ? at : shown.from, within);
        },
      ),
    );
  });
  it('is the one moment of a scale of no length or no width', () => {
    expect(timeAt({ start: 7, end: 7, width: 100 }, 50)).toBe(7);
    expect(timeAt({ start: 7, end: 9, width: 0 }, 50)).toBe(7);
  });
});

describe('isNearlySame', () => {
  it('takes for the same what rounding there and back leaves', () => {
    const whole = { from: 0, to: 4e6 };
    expect(isNearlySame({ from: 100, to: 3_999_800 }, whole)).toBe(true);
    expect(isNearlySame({ from: 300, to: 4e6 }, whole)).toBe(false);
    expect(isNearlySame({ from: 0, to: 3_999_700 }, whole)).toBe(false);
  });
});
