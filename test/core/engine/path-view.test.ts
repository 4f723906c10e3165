import { expect, test } from 'vitest';
import { OpenTrace } from '../../../src/core/engine/open-trace.ts';
import { viewPath } from '../../../src/core/engine/path-view.ts';
import type { PathParams } from '../../../src/core/engine/trace-answers.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

const open = new OpenTrace(
  drawTraces(`
    shop: POST /checkout [producer]     =------====
      cart: GetCart                      =---
        cart: SELECT                      ==
      pay: charge                          =====
      mail: send [consumer]                 ---
  `),
  { traceId: 't0', alignClocks: false },
);

/** The path asked for, with times in cells. */
function pathOf(asked: Partial<PathParams> = {}) {
  const whole = { of: null, window: null, blocking: [], nonBlocking: [] };
  const path = viewPath(open, { traceId: 't0', alignClocks: false, ...whole, ...asked });
  const cells = (column: Float64Array) => Array.from(column, (nanos) => nanos / CELL);
  return {
    ...path,
    window: [path.window.from / CELL, path.window.to / CELL],
    segments: Array.from(path.span, (span, at) => [span, path.start[at] / CELL, path.end[at] / CELL]),
    time: cells(path.time),
    slack: cells(path.slack),
  };
}

test('the path of the trace, with what follows from it for every span', () => {
  const path = pathOf();
  expect(path.of).toBe(0);
  expect(path.window).toEqual([0, 11]);
  expect(path.segments).toEqual([[0, 0, 3], [3, 3, 8], [0, 8, 11]]); // prettier-ignore
  expect([...path.firstSegment]).toEqual([0, 2, 2, 2, 3, 3]);
  expect([...path.bySpan]).toEqual([0, 2, 1]);
  expect(path.time).toEqual([6, 0, 0, 5, 0]);
  expect(path.slack).toEqual([0, 3, 3, 0, Infinity]);
  expect([[...path.clipped], [...path.async]]).toEqual([[], [4]]);
  expect(path.services.map(({ service, criticalTime }) => [service, criticalTime / CELL])).toEqual([
    ['shop', 6],
    ['pay', 5],
    ['cart', 0],
    ['mail', 0],
  ]);
  expect(path.operationCount).toBe(5);
  expect(
    path.operations.map(({ service, operation, selfTime }) => [service, operation, selfTime / CELL]),
  ).toEqual([
    ['shop', 'POST /checkout', 4],
    ['pay', 'charge', 5],
    ['mail', 'send', 3],
    ['cart', 'GetCart', 2],
    ['cart', 'SELECT', 2],
  ]);
});

test('the path of a span, of a stretch of time, and as a reviewer has it', () => {
  expect(pathOf({ of: 1 }).segments).toEqual([[1, 1, 2], [2, 2, 4], [1, 4, 5]]); // prettier-ignore
  const part = pathOf({ window: { from: 2 * CELL, to: 4 * CELL } });
  expect(part.window).toEqual([2, 4]);
  expect(part.segments).toEqual([[0, 2, 3], [3, 3, 4]]); // prettier-ignore
  expect(part.slack).toEqual([0, 3, 3, 0, Infinity]);
  const reviewed = pathOf({ nonBlocking: [3], blocking: [4] });
  expect(reviewed.segments.map(([span]) => span)).toEqual([0, 4, 0]);
  expect([...reviewed.async]).toEqual([3]);
});

test('a span that the trace does not have is said to be missing', () => {
  expect(() => pathOf({ of: 5 })).toThrow('The trace has no span at place 5.');
});
