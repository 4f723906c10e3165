import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeAmong, stepFrom } from '../../../../src/ui/trace/toolbar/span-steps.ts';

/** Spans 0 to 5, in rows of this order. */
const rows = { nodeOf: Int32Array.of(0, 4, 5, 1, 2, 3) };
const spans = Int32Array.of(1, 3, 5);

describe('a step', () => {
  test('goes to the nearest row below or above, and around the ends', () => {
    expect(stepFrom(spans, rows, 0, 1)).toBe(3);
    expect(stepFrom(spans, rows, 3, 1)).toBe(5);
    expect(stepFrom(spans, rows, 1, 1)).toBe(3);
    expect(stepFrom(spans, rows, 2, -1)).toBe(1);
    expect(stepFrom(spans, rows, 3, -1)).toBe(1);
  });

  test('from nowhere goes to the first or the last; to nothing nowhere', () => {
    expect(stepFrom(spans, rows, -1, 1)).toBe(3);
    expect(stepFrom(spans, rows, -1, -1)).toBe(1);
    expect(stepFrom(new Int32Array(0), rows, 2, 1)).toBe(-1);
    expect(stepFrom(Int32Array.of(4), rows, 4, 1)).toBe(4);
  });

  test('after step after step, every span was visited once, in the order of its rows', () => {
    const order = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(order, fc.func(fc.boolean()), (ranks, isFound) => {
        const places = ranks.map((rank) => ranks.filter((other) => other < rank).length);
        const arranged = { nodeOf: Int32Array.from(places) };
        const found = Int32Array.from(ranks.keys()).filter((span) => isFound(span));
        const visited: number[] = [];
        for (let at = -1; visited.length < found.length;) {
          at = stepFrom(found, arranged, at, 1);
          visited.push(at);
        }
        expect(visited).toEqual([...found].toSorted((a, b) => places[a] - places[b]));
        for (const [i, span] of visited.entries()) {
          expect(placeAmong(found, arranged, span)).toBe(i + 1);
          expect(stepFrom(found, arranged, span, -1)).toBe(visited.at(i - 1));
        }
      }),
    );
  });
});

test('the place among the found counts rows, and is 0 for what is not found', () => {
  expect([3, 5, 1].map((span) => placeAmong(spans, rows, span))).toEqual([1, 2, 3]);
  expect([0, 2, -1].map((span) => placeAmong(spans, rows, span))).toEqual([0, 0, 0]);
});
