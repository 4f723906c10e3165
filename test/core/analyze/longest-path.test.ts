import { describe, expect, test } from 'vitest';
import { computeLongestPath } from '../../../src/core/analyze/longest-path.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

function longestOf(picture: string): { spans: number[]; cells: number } {
  const dataset = drawTraces(picture);
  const { span, duration } = computeLongestPath(dataset, dataset.traces.root[0 as TraceIndex]);
  return { spans: [...span], cells: duration / CELL };
}

describe('the longest-duration path', () => {
  test.each([
    ['a lone span', 'app: work    ----', [0], 4],
    [
      'the child whose chain is longest, not the longest child',
      `
      app: GET /     ------
        a: long      ----
        b: short      --
          c: inside   --
          d: more     ---
      `,
      [0, 2, 4],
      11,
    ],
    [
      'spans that ran at the same time are added up',
      `
      app: GET /     -----
        a: call      -----
          b: work    -----
      `,
      [0, 1, 2],
      15,
    ],
    [
      'of equal chains the first',
      `
      app: GET /     ------
        a: one       --
        b: two         --
      `,
      [0, 1],
      8,
    ],
    [
      'a chain of length 0 is not followed',
      `
      app: GET /     ------
        a: mark      |
          b: mark    |
      `,
      [0],
      6,
    ],
    [
      'a span of length 0 on the way to a longer one is',
      `
      app: GET /     ------
        a: mark      |
          b: work    --
      `,
      [0, 1, 2],
      8,
    ],
  ])('%s', (_, picture, spans, cells) => {
    expect(longestOf(picture)).toEqual({ spans, cells });
  });

  test('100,000 levels', { timeout: 30_000 }, () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => ({
      id: `s${i}`,
      ...(i > 0 && { parent: `s${i - 1}` }),
    }));
    const dataset = addSpans(chain).finish();
    const { span, duration } = computeLongestPath(dataset, dataset.traces.root[0 as TraceIndex]);
    expect(span).toHaveLength(100_000);
    expect(duration).toBe(100_000 * 1e6);
  });
});
