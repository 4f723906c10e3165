import { test } from 'vitest';
import { computeCriticalPath, computePathWithSlack } from '../../src/core/analyze/critical-path.ts';
import type { SpanIndex } from '../../src/core/model/units.ts';
import { largeForests } from '../fixtures/large-forests.ts';

const SPAN_COUNT = 1_000_000;
const ROUNDS = 5;
/** Microseconds of CPU per span that the path with slack may take. */
const BUDGET = 0.15;

/** The median CPU of `work` in microseconds per span, garbage collection included. */
function measure(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / SPAN_COUNT;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

test('the critical path of one trace of 1,000,000 spans, in every shape', () => {
  const root = 0 as SpanIndex;
  for (const [name, make] of largeForests(SPAN_COUNT)) {
    const forest = make();
    const { length } = computeCriticalPath(forest, root).span;
    const path = measure(() => computeCriticalPath(forest, root));
    const both = measure(() => computePathWithSlack(forest, root));
    console.log(
      `${name}: path ${path.toFixed(3)} µs per span, with slack ${both.toFixed(3)}` +
        `${both > BUDGET ? ` (over ${BUDGET})` : ''}; ${length.toLocaleString('en')} segments`,
    );
  }
});
