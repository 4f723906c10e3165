import { describe, expect, it } from 'vitest';
import {
  listMarks,
  listRuns,
  placeBar,
  placeLabel,
} from '../../../../src/ui/trace/waterfall/bar-geometry.ts';
import { xOf } from '../../../../src/ui/trace/time/time-scale.ts';

/** One px a nanosecond, from 100. */
const scale = { start: 100, end: 1100, width: 1000 };

describe('placeBar', () => {
  it('stands where its time is', () => {
    expect(placeBar(scale, 200, 300)).toEqual({ x: 100, width: 300, beyond: null });
  });
  it('is seen when it has no length, at the end too', () => {
    expect(placeBar(scale, 500, 0)).toEqual({ x: 400, width: 2, beyond: null });
    expect(placeBar(scale, 1100, 0)).toEqual({ x: 998, width: 2, beyond: null });
  });
  it('is clipped at the ends of the scale', () => {
    expect(placeBar(scale, 0, 200)).toEqual({ x: 0, width: 100, beyond: null });
    expect(placeBar(scale, 1000, 9000)).toEqual({ x: 900, width: 100, beyond: null });
  });
  it('says on which side a span beyond the scale lies', () => {
    expect(placeBar(scale, 0, 50)).toEqual({ x: 0, width: 2, beyond: 'before' });
    expect(placeBar(scale, 5000, 50)).toEqual({ x: 998, width: 2, beyond: 'after' });
  });
  it('stands at the beginning of a trace of no duration', () => {
    expect(placeBar({ start: 0, end: 0, width: 1000 }, 0, 0)).toEqual({ x: 0, width: 2, beyond: null });
  });
});

describe('placeLabel', () => {
  const bar = (x: number, width: number) => ({ x, width, beyond: null });
  it('stands right of the bar where there is room', () => {
    expect(placeLabel(bar(100, 300), 60, 1000)).toEqual({ x: 406, side: 'right' });
  });
  it('ends left of it where there is none', () => {
    expect(placeLabel(bar(800, 180), 60, 1000)).toEqual({ x: 794, side: 'left' });
  });
  it('ends over the end of a bar as wide as the lane', () => {
    expect(placeLabel(bar(0, 1000), 60, 1000)).toEqual({ x: 994, side: 'over' });
  });
  it('never starts left of the lane', () => {
    expect(placeLabel(bar(0, 40), 60, 40)).toEqual({ x: 60, side: 'over' });
  });
});

describe('listRuns', () => {
  it('draws stretches apart', () => {
    expect(listRuns(scale, [[100, 200], [300, 400]])).toEqual([0, 100, 200, 300]); // prettier-ignore
  });
  it('joins stretches closer than the screen tells apart', () => {
    expect(
      listRuns(scale, [
        [100, 200],
        [200.5, 400],
      ]),
    ).toEqual([0, 300]);
  });
  it('draws no more runs than there are px, of however many stretches', () => {
    const many = Array.from(
      { length: 100_000 },
      (_, at) => [100 + at / 100, 100 + at / 100 + 0.004] as const,
    );
    expect(listRuns(scale, many).length).toBeLessThanOrEqual(2 * scale.width);
  });
  it('leaves out what lies beyond the scale', () => {
    expect(
      listRuns(scale, [
        [0, 50],
        [2000, 3000],
      ]),
    ).toEqual([]);
  });
});

describe('listMarks', () => {
  it('marks moments around their middle, in order, but for those not known or not in sight', () => {
    expect(listMarks(scale, Float64Array.of(500, 200, NaN, 0, 9000))).toEqual([
      99.25, 100.75, 399.25, 400.75,
    ]);
  });
  it('those that touch are one, as wide as they spread', () => {
    expect(listMarks(scale, Float64Array.of(200, 203, 206, 300))).toEqual([99.25, 106.75, 199.25, 200.75]);
  });
});

describe('xOf', () => {
  it('is linear', () => {
    expect([100, 350, 1100].map((time) => xOf(scale, time))).toEqual([0, 250, 1000]);
  });
});
