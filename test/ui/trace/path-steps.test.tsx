import { describe, expect, it } from 'vitest';
import { describeAssumptions, listPathSteps, type PathSteps } from '../../../src/ui/trace/path-steps.ts';

type Segment = readonly [span: number, start: number, end: number];

function pathOf(segments: readonly Segment[], clippedCount = 0, asyncCount = 0) {
  return {
    span: Int32Array.from(segments, ([span]) => span),
    start: Float64Array.from(segments, ([, start]) => start),
    end: Float64Array.from(segments, ([, , end]) => end),
    clippedCount,
    asyncCount,
  };
}

const rowsOf = ({ length, span, start, end }: PathSteps) =>
  Array.from({ length }, (_, at) => [span[at], start[at], end[at]]);

describe('listPathSteps', () => {
  it('keeps the order of time, and a span that comes again', () => {
    const segments: Segment[] = [[0, 0, 2], [1, 2, 5], [0, 5, 9]]; // prettier-ignore
    expect(rowsOf(listPathSteps(pathOf(segments)))).toEqual(segments);
  });
  it('makes one step of touching segments of one span', () => {
    expect(
      rowsOf(
        listPathSteps(
          pathOf([
            [0, 0, 2],
            [0, 2, 5],
            [1, 5, 6],
          ]),
        ),
      ),
    ).toEqual([
      [0, 0, 5],
      [1, 5, 6],
    ]);
  });
  it('leaves out segments of no length, and joins what they parted', () => {
    expect(
      rowsOf(
        listPathSteps(
          pathOf([
            [0, 0, 2],
            [1, 2, 2],
            [0, 2, 4],
          ]),
        ),
      ),
    ).toEqual([[0, 0, 4]]);
  });
  it('has no step where no time passes', () => {
    expect(rowsOf(listPathSteps(pathOf([[0, 3, 3]])))).toEqual([]);
  });
});

describe('describeAssumptions', () => {
  it('says nothing where nothing was assumed', () => {
    expect(describeAssumptions(pathOf([]))).toBe('');
  });
  it('counts both kinds', () => {
    expect(describeAssumptions(pathOf([], 3, 2))).toBe(
      '3 children end after their parent: cut at its end; 2 spans taken as asynchronous: off the path',
    );
    expect(describeAssumptions(pathOf([], 1, 0))).toBe('1 child ends after its parent: cut at its end');
  });
});
