import { describe, expect, test } from 'vitest';
import { dashEnd, drawCall } from '../../../src/ui/graph/call-path.ts';
import type { Direction, Point } from '../../../src/ui/graph/layout-graph.ts';

function draw(points: readonly Point[], direction: Direction = 'right') {
  return drawCall({ points, callerRadius: 10, calleeRadius: 20, headSize: 8 }, direction);
}

/** The coordinates in a path, as pairs. */
function pointsOf(path: string): number[][] {
  return Array.from(path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g), ([, x, y]) => [Number(x), Number(y)]);
}

describe('the line of a call', () => {
  test('runs from circle to circle, 2 px off each, and leaves room for the head', () => {
    const { line, head, length } = draw([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ]);
    const points = pointsOf(line);
    expect(points.at(0)).toEqual([12, 0]);
    expect(points.at(-1)).toEqual([70, 0]);
    expect(pointsOf(head)[0]).toEqual([78, 0]);
    expect(length).toBeCloseTo(58, 1);
  });

  test('passes its bends', () => {
    const { line } = draw([
      { x: 0, y: 0 },
      { x: 100, y: 50 },
      { x: 200, y: 0 },
    ]);
    expect(pointsOf(line)).toContainEqual([100, 50]);
  });

  test('against the direction of calls bows to the side, so that two calls back and forth differ', () => {
    const there = draw([
      { x: 0, y: 0 },
      { x: 200, y: 0 },
    ]);
    const back = draw([
      { x: 200, y: 0 },
      { x: 0, y: 0 },
    ]);
    expect(there.labelPoints[0].y).toBeCloseTo(0, 1);
    expect(back.labelPoints[0].y).toBeGreaterThan(20);
  });

  test('down the page is the line to the right with its axes exchanged', () => {
    const right = draw([
      { x: 0, y: 0 },
      { x: 100, y: 40 },
    ]);
    const down = draw(
      [
        { x: 0, y: 0 },
        { x: 40, y: 100 },
      ],
      'down',
    );
    expect(pointsOf(down.line)).toEqual(pointsOf(right.line).map(([x, y]) => [y, x]));
  });

  test('is finite where circles touch or stand on each other', () => {
    for (const x of [0, 1, 25, 40]) {
      const { line, head, length } = draw([
        { x: 0, y: 0 },
        { x, y: 0 },
      ]);
      expect(`${line}${head}${length}`).not.toMatch(/NaN|Infinity/);
    }
  });
});

describe('the failed share of a line', () => {
  test('is in dashes of 7 px and gaps of 4 px that end with the line', () => {
    // three dashes and two gaps are 29 px of the 30
    expect(dashEnd(100, 0.3)).toEqual({ dashes: '0 71 7 4 7 4 7 4', whole: '0 71 29' });
  });

  test('is the whole of a line where every call failed', () => {
    expect(dashEnd(40, 1)).toEqual({ dashes: '0 0 7 4 7 4 7 4 7 4', whole: '0 0 40' });
  });

  test('shows a dash for the smallest share, even on the shortest line', () => {
    expect(dashEnd(100, 0.0001)).toEqual({ dashes: '0 93 7 4', whole: '0 93 7' });
    expect(dashEnd(3, 0.5).dashes).toBe('0 0 7 4');
  });
});
