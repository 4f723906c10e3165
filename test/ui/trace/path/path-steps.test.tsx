import { describe, expect, it } from 'vitest';
import {
  foldShortSteps,
  listAssumptions,
  listChainSteps,
  listPathSteps,
  shortStepLimit,
  type PathSteps,
} from '../../../../src/ui/trace/path/path-steps.ts';

type Segment = readonly [span: number, start: number, end: number];

function pathOf(segments: readonly Segment[], clipped: number[] = [], async: number[] = []) {
  return {
    span: Int32Array.from(segments, ([span]) => span),
    start: Float64Array.from(segments, ([, start]) => start),
    end: Float64Array.from(segments, ([, , end]) => end),
    clipped: Int32Array.from(clipped),
    async: Int32Array.from(async),
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

describe('foldShortSteps', () => {
  const steps = listPathSteps(pathOf([[0, 0, 1], [1, 1, 2], [0, 2, 50], [1, 50, 51], [2, 51, 98], [0, 98, 99], [1, 99, 100]])); // prettier-ignore
  it('makes one of neighbours that are short, and leaves a short one between long ones', () => {
    expect(foldShortSteps(steps, 10)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 4 },
      { from: 4, to: 5 },
      { from: 5, to: 7 },
    ]);
  });
  it('folds nothing where nothing is short', () => {
    expect(foldShortSteps(steps, 0)).toHaveLength(7);
  });
});

describe('shortStepLimit', () => {
  const steps = listPathSteps(pathOf([[0, 0, 60], [1, 60, 67], [0, 67, 70], [1, 70, 100]])); // prettier-ignore
  it('is a share of the whole', () => {
    expect(shortStepLimit(steps, 100, 0.1, 2)).toBe(10);
  });
  it('is the length of the last that must stay, where that is less', () => {
    expect(shortStepLimit(steps, 100, 0.5, 2)).toBe(30);
    expect(shortStepLimit(steps, 100, 0.5, 9)).toBe(3);
  });
  it('is 0 for a path of no steps', () => {
    expect(shortStepLimit(listPathSteps(pathOf([])), 0, 0.01, 20)).toBe(0);
  });
});

describe('listChainSteps', () => {
  it('takes each span whole', () => {
    const spans = { start: Float64Array.of(0, 10, 20), duration: Float64Array.of(100, 5, 70) };
    const steps = listChainSteps({ longestPath: { span: Int32Array.of(0, 2) }, spans });
    expect(rowsOf(steps)).toEqual([[0, 0, 100], [2, 20, 90]]); // prettier-ignore
  });
});

describe('listAssumptions', () => {
  const listed = (clipped: number[], async: number[], duration = 100e6) =>
    listAssumptions({
      trace: { duration, resolution: 1 },
      path: { ...pathOf([], clipped, async), window: { from: 0, to: 100e6 } },
    }).map(({ subject, consequence, spans }) => [
      `${subject}: ${consequence}`.replaceAll('\u202f', ' '),
      ...spans,
    ]);
  it('says nothing where nothing was assumed', () => {
    expect(listed([], [])).toEqual([]);
  });
  it('counts both kinds, and knows their spans', () => {
    expect(listed([1, 4, 6], [2, 3])).toEqual([
      ['3 children end after their parent: cut at its end', 1, 4, 6],
      ['2 spans taken as asynchronous: off the path', 2, 3],
    ]);
    expect(listed([1], [])).toEqual([['1 child ends after its parent: cut at its end', 1]]);
  });
  it('says how much of a trace the path is about, where it outlasts its root', () => {
    expect(listed([], [], 2e9)).toEqual([["The path covers the root: 100 ms of the trace's 2 s"]]);
  });
});
