import { describe, expect, test } from 'vitest';
import { viewFlame, viewSandwich } from '../../../src/core/engine/flame-view.ts';
import { OpenTrace } from '../../../src/core/engine/open-trace.ts';
import type { Flame, FlameMeasure, FlameOrder } from '../../../src/core/engine/trace-answers.ts';
import { viewTrace } from '../../../src/core/engine/trace-view.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

const params = {
  traceId: 't1',
  alignClocks: false,
  of: null,
  window: null,
  blocking: [],
  nonBlocking: [],
  top: null,
};

// the first trace names operations that the second does not have
const trace = new OpenTrace(
  drawTraces(`
    other: unseen   ---

    shop: cart          ==------==
      db: SELECT         --
      pay: charge         ==--==
        db: SELECT          ==
  `),
  params,
);
const { operations, services } = viewTrace(trace);

/** "service operation" of each box. */
function namesOf(flame: Flame): string[] {
  return Array.from(flame.operation, (at) => `${services[operations[at].service]} ${operations[at].name}`);
}

function flameOf(order: FlameOrder, measure: FlameMeasure, top: number | null = null): Flame {
  return viewFlame(trace, { ...params, order, measure, top });
}

describe('a flame of the opened trace', () => {
  test('numbers operations as the view of the trace does', () => {
    expect(namesOf(flameOf('time', 'self'))).toEqual(['shop cart', 'db SELECT', 'pay charge', 'db SELECT']);
  });
  test.each<[FlameMeasure, number[]]>([
    ['self', [3 * CELL, 4 * CELL, 2 * CELL, 2 * CELL]],
    ['critical', [4 * CELL, 4 * CELL, 2 * CELL, 0]],
    ['count', [1, 1, 1, 1]],
  ])('is as wide as its measure: %s', (measure, own) => {
    const flame = flameOf('left-heavy', measure);
    expect(namesOf(flame)).toEqual(['shop cart', 'pay charge', 'db SELECT', 'db SELECT']);
    expect([...flame.own]).toEqual(own);
  });
  test('critical: the widths of all boxes are the duration of the root', () => {
    expect(flameOf('left-heavy', 'critical').to).toBe(10 * CELL);
  });
  test('operations that come again keep their numbers', () => {
    const again = new OpenTrace(
      drawTraces(`
        shop: cart        ---------
          shop: cart      -------
            db: SELECT    --
            shop: cart      --
            db: SELECT        --
      `),
      { ...params, traceId: 't0' },
    );
    const flame = viewFlame(again, { ...params, order: 'time', measure: 'self' });
    expect([...flame.operation]).toEqual([...viewTrace(again).spans.operation]);
    expect([...flame.operation]).toEqual([0, 0, 1, 0, 1]);
  });
  test('with a top: that span and those below it', () => {
    expect(namesOf(flameOf('time', 'self', 2))).toEqual(['pay charge', 'db SELECT']);
    expect(namesOf(flameOf('left-heavy', 'self', 2))).toEqual(['pay charge', 'db SELECT']);
  });
  test('takes nothing of the opened trace away', () => {
    const before = trace.selfTime.slice();
    structuredClone(flameOf('time', 'self'), {
      transfer: [flameOf('time', 'self').own.buffer as ArrayBuffer],
    });
    expect(trace.selfTime).toEqual(before);
    expect(flameOf('left-heavy', 'self').own.buffer).not.toBe(trace.selfTime.buffer);
  });
});

describe('a sandwich of the opened trace', () => {
  const sandwichOf = (service: string, operation: string, top: number | null = null) =>
    viewSandwich(trace, { ...params, top, measure: 'self', service, operation });

  test('has callers and callees', () => {
    const { callers, callees, nestedCount, isCut } = sandwichOf('pay', 'charge');
    expect([namesOf(callers), namesOf(callees)]).toEqual([
      ['pay charge', 'shop cart'],
      ['pay charge', 'db SELECT'],
    ]);
    expect([nestedCount, isCut]).toEqual([0, false]);
  });
  test('with a top: as far up as that', () => {
    expect(namesOf(sandwichOf('db', 'SELECT', 2).callers)).toEqual(['db SELECT', 'pay charge']);
  });
  test('is empty for an operation of another trace, or of none', () => {
    expect(sandwichOf('other', 'unseen').callees.length).toBe(0);
    expect(sandwichOf('pay', 'SELECT').callers.length).toBe(0);
  });
});
