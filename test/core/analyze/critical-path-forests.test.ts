import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  computeCriticalPath,
  computeCriticalTime,
  computePathWithSlack,
  type CriticalPath,
} from '../../../src/core/analyze/critical-path.ts';
import { reviewWaiting } from '../../../src/core/analyze/review-waiting.ts';
import { allTraces } from '../../../src/core/analyze/trace-set.ts';
import type { SpanForest } from '../../../src/core/model/span-tree.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';
import { holdersByTicks, slackByTicks } from '../../fixtures/path-by-ticks.ts';
import { CELL } from '../../fixtures/picture.ts';
import { randomForest } from '../../fixtures/random-forest.ts';

const MANY = { numRuns: 10_000 };

/** What may be asked of a forest: a span, a stretch of time in cells, and spans a reviewer speaks of. */
const question = fc.record({
  top: fc.nat(),
  from: fc.integer({ min: -2, max: 32 }),
  length: fc.nat(20),
  blocking: fc.array(fc.nat(), { maxLength: 3 }),
  nonBlocking: fc.array(fc.nat(), { maxLength: 3 }),
});

/** Any forest with any question: numbers are taken modulo its spans. */
const asked = fc.tuple(randomForest(40), question).map(([spans, { top, from, length, ...review }]) => {
  const dataset = buildSpans(spans);
  const spanAt = (number: number) => (number % dataset.spans.length) as SpanIndex;
  return {
    forest: reviewWaiting(dataset, {
      blocking: review.blocking.map(spanAt),
      nonBlocking: review.nonBlocking.map(spanAt),
    }),
    top: spanAt(top),
    window: { from: from * CELL, to: (from + length) * CELL },
  };
});

/** What is wrong with how the segments tile the path's window; null where nothing is. */
function findFlaw(
  { window, span, start, end }: CriticalPath,
  top: number,
  forest: SpanForest,
): string | null {
  let cursor = window.from;
  for (let at = 0; at < span.length; at++) {
    if (start[at] !== cursor) return `segment ${at} begins at ${start[at]}, not at ${cursor}`;
    if (end[at] <= start[at]) return `segment ${at} has no length`;
    if (at > 0 && span[at] === span[at - 1]) return `segments ${at - 1} and ${at} are one`;
    if (span[at] < top || span[at] >= forest.spans.subtreeEnd[top as SpanIndex])
      return `segment ${at} is not below ${top}`;
    cursor = end[at];
  }
  return cursor === window.to ? null : `ends at ${cursor}, not at ${window.to}`;
}

/** Who is on the path, cell by cell. */
function holdersOf({ span, start, end }: CriticalPath): Map<number, number> {
  const holders = new Map<number, number>();
  for (let at = 0; at < span.length; at++)
    for (let tick = start[at] / CELL; tick < end[at] / CELL; tick++) holders.set(tick, span[at]);
  return holders;
}

const inOrder = (holders: Map<number, number>) => [...holders].sort(([a], [b]) => a - b);

describe('10,000 random forests', { timeout: 60_000 }, () => {
  test('the segments tile the root', () => {
    fc.assert(
      fc.property(randomForest(40), (spans) => {
        const dataset = buildSpans(spans);
        const root = dataset.traces.root[0 as TraceIndex];
        const path = computeCriticalPath(dataset, root);
        const { start, duration } = dataset.spans;
        expect(path.window).toEqual({ from: start[root], to: start[root] + duration[root] });
        expect(findFlaw(path, root, dataset)).toBe(null);
      }),
      MANY,
    );
  });

  test('the segments tile any part of the time of any span, whatever a reviewer says', () => {
    fc.assert(
      fc.property(asked, ({ forest, top, window }) => {
        const path = computeCriticalPath(forest, top, window);
        const start = forest.spans.start[top];
        const end = start + forest.spans.duration[top];
        const within = (time: number) => Math.max(start, Math.min(end, time));
        expect(path.window).toEqual({ from: within(window.from), to: within(window.to) });
        expect(findFlaw(path, top, forest)).toBe(null);
      }),
      MANY,
    );
  });
});

describe('against the definition, followed cell by cell', { timeout: 60_000 }, () => {
  test('who held a span up, at every moment', () => {
    fc.assert(
      fc.property(asked, ({ forest, top }) => {
        const path = computeCriticalPath(forest, top);
        expect(inOrder(holdersOf(path))).toEqual(inOrder(holdersByTicks(forest, top)));
      }),
      { numRuns: 3000 },
    );
  });

  test('the path of a part of the time says of it what the whole path says', () => {
    fc.assert(
      fc.property(asked, ({ forest, top, window }) => {
        const whole = [...holdersOf(computeCriticalPath(forest, top))];
        const part = holdersOf(computeCriticalPath(forest, top, window));
        const isIn = ([tick]: [number, number]) => tick * CELL >= window.from && tick * CELL < window.to;
        expect([...part]).toEqual(whole.filter(isIn));
      }),
      { numRuns: 1000 },
    );
  });

  test('time on the path, span by span', () => {
    fc.assert(
      fc.property(randomForest(40), (spans) => {
        const dataset = buildSpans(spans);
        const expected = new Float64Array(dataset.spans.length);
        for (const span of holdersByTicks(dataset, dataset.traces.root[0 as TraceIndex]).values())
          expected[span] += CELL;
        expect(computeCriticalTime(dataset, allTraces(dataset))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('slack: how much longer a span can take before the trace, run anew, ends later', () => {
    const small = fc.tuple(randomForest(9), fc.nat());
    fc.assert(
      fc.property(small, ([spans, number]) => {
        const forest = buildSpans(spans);
        const top = (number % forest.spans.length) as SpanIndex;
        const { slack } = computePathWithSlack(forest, top);
        const expected = Array.from(slack, (_, span) =>
          span < top || span >= forest.spans.subtreeEnd[top]
            ? NaN
            : slackByTicks(forest, top, span as SpanIndex),
        );
        expect(Array.from(slack, (nanos) => nanos / CELL)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is on the path has no slack, and the path with slack is the path', () => {
    fc.assert(
      fc.property(asked, ({ forest, top, window }) => {
        const { slack, ...path } = computePathWithSlack(forest, top, window);
        expect(path).toEqual(computeCriticalPath(forest, top, window));
        for (const span of path.span) expect(slack[span]).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});
