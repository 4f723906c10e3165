import { describe, expect, it } from 'vitest';
import {
  firstStepOf,
  foldShortSteps,
  lineOf,
  listChainSteps,
  shortStepLimit,
  type PathSteps,
  type StepLines,
} from '../../../../src/ui/trace/path/path-steps.ts';

type Step = readonly [span: number, start: number, end: number];

function stepsOf(steps: readonly Step[]): PathSteps {
  return {
    span: Int32Array.from(steps, ([span]) => span),
    start: Float64Array.from(steps, ([, start]) => start),
    end: Float64Array.from(steps, ([, , end]) => end),
  };
}

const linesOf = ({ length, from, to }: StepLines) =>
  Array.from({ length }, (_, line) => [from[line], to[line]]);

describe('foldShortSteps', () => {
  const steps = stepsOf([[0, 0, 1], [1, 1, 2], [0, 2, 50], [1, 50, 51], [2, 51, 98], [0, 98, 99], [1, 99, 100]]); // prettier-ignore
  it('makes one of neighbours that are short, and leaves a short one between long ones', () => {
    expect(linesOf(foldShortSteps(steps, 10, new Set()))).toEqual([[0, 2], [2, 3], [3, 4], [4, 5], [5, 7]]); // prettier-ignore
  });
  it('folds nothing where nothing is short', () => {
    expect(foldShortSteps(steps, 0, new Set())).toHaveLength(7);
  });
  it('shows the steps of an opened run below it', () => {
    expect(linesOf(foldShortSteps(steps, 10, new Set([5])))).toEqual([[0, 2], [2, 3], [3, 4], [4, 5], [5, 7], [5, 6], [6, 7]]); // prettier-ignore
  });
});

describe('lineOf', () => {
  const steps = stepsOf([[0, 0, 1], [1, 1, 2], [0, 2, 50], [1, 50, 51], [0, 51, 52]]); // prettier-ignore
  it('is the run a step is folded into, or its own line where that is open', () => {
    const closed = foldShortSteps(steps, 10, new Set());
    expect([0, 1, 2, 3, 4].map((step) => lineOf(closed, step))).toEqual([0, 0, 1, 2, 2]);
    const opened = foldShortSteps(steps, 10, new Set([0]));
    expect([0, 1, 2, 3, 4].map((step) => lineOf(opened, step))).toEqual([1, 2, 3, 4, 4]);
  });
  it('is none for no step', () => {
    expect(lineOf(foldShortSteps(steps, 10, new Set()), -1)).toBe(-1);
    expect(lineOf(foldShortSteps(stepsOf([]), 10, new Set()), -1)).toBe(-1);
  });
});

describe('shortStepLimit', () => {
  const steps = stepsOf([[0, 0, 60], [1, 60, 67], [0, 67, 70], [1, 70, 100]]); // prettier-ignore
  it('is a share of the whole', () => {
    expect(shortStepLimit(steps, 100, 0.1, 2)).toBe(10);
  });
  it('is the length of the last that must stay, where that is less', () => {
    expect(shortStepLimit(steps, 100, 0.5, 2)).toBe(30);
    expect(shortStepLimit(steps, 100, 0.5, 9)).toBe(3);
  });
  it('is 0 for a path of no steps', () => {
    expect(shortStepLimit(stepsOf([]), 0, 0.01, 20)).toBe(0);
  });
});

describe('listChainSteps', () => {
  it('takes each span whole', () => {
    const spans = { start: Float64Array.of(0, 10, 20), duration: Float64Array.of(100, 5, 70) };
    const steps = listChainSteps({ longestPath: { span: Int32Array.of(0, 2) }, spans });
    expect(steps).toEqual(stepsOf([[0, 0, 100], [2, 20, 90]])); // prettier-ignore
  });
});

describe('firstStepOf', () => {
  const path = { firstSegment: Int32Array.of(0, 2, 2, 3), bySpan: Int32Array.of(0, 2, 1) };
  it('is the earliest of the span, and none off the path', () => {
    expect([0, 1, 2, -1].map((span) => firstStepOf(path, span))).toEqual([0, -1, 1, -1]);
  });
});
