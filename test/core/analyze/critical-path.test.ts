import { describe, expect, test } from 'vitest';
import {
  computeCriticalPath,
  computeCriticalTime,
  computePathWithSlack,
} from '../../../src/core/analyze/critical-path.ts';
import { allTraces } from '../../../src/core/analyze/trace-set.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans, buildSpans } from '../../fixtures/build-spans.ts';
import { drawTraces, readPicture, rowsOf, writePicture } from '../../fixtures/picture.ts';

/** The path of the first trace's root. */
function pathOf(dataset: Dataset) {
  return computeCriticalPath(dataset, dataset.traces.root[0 as TraceIndex]);
}

/** Each picture is both the trace and, in its `=` cells, the expected path. */
const PICTURES: [claim: string, picture: string][] = [
  [
    'a lone span',
    `
      app: work    =====
    `,
  ],
  [
    'one child: the root before and after it',
    `
      app: GET /     ==---==
        db: SELECT     ===
    `,
  ],
  [
    'two children, one after the other',
    `
      app: GET /     ==--=-====
        db: SELECT     ==
        pay: POST         =
    `,
  ],
  [
    'children that touch: all of them',
    `
      app: GET /     =------=
        db: one       ==
        db: two         =
        db: three        ===
    `,
  ],
  [
    'of two children that overlap, the one that ends last',
    `
      app: GET /     =-------==
        a: fast       ---
        b: slow       =======
    `,
  ],
  [
    'a child that still ran when the next on the path began is off',
    `
      app: GET /     ===---------=
        a: longer     -----
        b: last         =========
    `,
  ],
  [
    'a child that had ended by then is on, whatever ran beside it',
    `
      app: GET /     =--=-----==
        a: early      ==
        b: beside       ----
        c: late          =====
    `,
  ],
  [
    'nested calls: the deepest that ran',
    `
      app: GET /       =-------==
        api: call       =---===
          db: work       ===
    `,
  ],
  [
    'a child past the end of its parent is cut there',
    `
      app: GET /     ==----
        bus: send      ====--
    `,
  ],
  [
    'a child that began before its parent is cut there',
    `
      app: GET /       ---==
        skew: call   --===
    `,
  ],
  [
    'a grandchild is cut where its grandparent ends',
    `
      app: GET /     ==---
        a: call        =--------
          b: work       ==----
    `,
  ],
  [
    'a child that begins after its parent ended is off',
    `
      app: GET /     =====
        bg: later           ---
    `,
  ],
  [
    'a child that begins as its parent ends is off',
    `
      app: GET /     =====
        bg: later         ---
    `,
  ],
  [
    'a gap between children belongs to their parent',
    `
      app: GET /     --===--
        a: one       ==
        b: two            ==
    `,
  ],
  [
    'two roots: only the one that names the trace',
    `
      app: GET /     ==--=
        db: SELECT     ==
      cron: tick       ----
        db: DELETE      --
    `,
  ],
  [
    'a root of no length has no path',
    `
      app: mark    |
        db: mark   |
    `,
  ],
  [
    'children of no length take no time',
    `
      app: GET /     =====---=
        a: mark       |
        b: call           ===
        c: mark            |
        d: mark              |
    `,
  ],
  [
    'of children that end together, the one that began first',
    `
      app: GET /     =----=
        a: long       ====
        b: short        --
    `,
  ],
  [
    'of children that began and ended together, the first in the file',
    `
      app: GET /     =----=
        b: same       ====
        a: same       ----
    `,
  ],
  [
    'of children cut at the end of their parent, the one that began first',
    `
      app: GET /     =----
        a: cut        ====-
        b: cut more    ------
    `,
  ],
  [
    'a consumer does not hold up its producer',
    `
      shop: checkout [producer]    =--==
        db: INSERT [client]         ==
        mail: send [consumer]         ---
    `,
  ],
  [
    'a consumer holds up a parent that is no producer',
    `
      shop: checkout             =---=
        mail: send [consumer]     ===
    `,
  ],
];

test.each(PICTURES)('%s', (_claim, picture) => {
  const dataset = drawTraces(picture);
  expect(writePicture(rowsOf(dataset, pathOf(dataset)))).toBe(writePicture(readPicture(picture)[0]));
});

describe('what the path says of itself', () => {
  const spanAt = (path: ReturnType<typeof pathOf>, at: number) => [
    path.span[at],
    path.start[at],
    path.end[at],
  ];

  test('segments in order of time, in nanoseconds after the origin', () => {
    const path = pathOf(
      drawTraces(`
        app: GET /     ==--=
          db: SELECT     ==
      `),
    );
    expect(Array.from(path.span, (_, at) => spanAt(path, at))).toEqual([
      [0, 0, 2e6],
      [1, 2e6, 4e6],
      [0, 4e6, 5e6],
    ]);
  });

  test('which children were cut, and which nobody waited for', () => {
    const { clipped, async } = pathOf(
      drawTraces(`
        app: GET / [producer]      ----------
          a: skewed              ----
          b: outlasts                    --------
          c: fits                      --
          bus: send [consumer]         --
          bg: later                               --
      `),
    );
    expect([...clipped]).toEqual([4]); // outlasts
    expect([...async]).toEqual([3, 5]); // send, later
  });

  test('a child that ends with its parent is not cut, one that begins with its end is, whole', () => {
    const { clipped, async } = pathOf(
      drawTraces(`
        app: GET /     ------
          a: till end     ---
          a: next            ---
      `),
    );
    expect([[...clipped], [...async]]).toEqual([[2], []]);
  });

  test('of what goes on in spans off the path, nothing is said', () => {
    const { span, clipped, async } = pathOf(
      drawTraces(`
        app: GET /             ----------
          a: quick              --
            a: outlasts           -----
          b: slow               ---------
          c: send [producer]     --
            d: send [consumer]   --
      `),
    );
    expect([...span]).toEqual([0, 3]); // slow
    expect([[...clipped], [...async]]).toEqual([[], []]);
  });

  test('a span that follows from its parent does not hold it up', () => {
    const dataset = buildSpans([
      { id: 'root', ms: 10 },
      { id: 'flush', parent: 'root', startMs: 2, ms: 8, async: true },
    ]);
    const path = pathOf(dataset);
    expect([...path.span]).toEqual([0]);
    expect([...path.async]).toEqual([1]);
  });

  test('the path of an inner span is that of its subtree', () => {
    const dataset = drawTraces(`
      app: GET /       ----------
        api: call       ------
          db: work       ===
        b: late               --
    `);
    const path = computeCriticalPath(dataset, 1 as SpanIndex);
    expect([...path.span]).toEqual([1, 2, 1]);
    expect(path.end.at(-1)! - path.start[0]).toBe(6e6);
  });

  test('time on the path, for every span of the traces asked for', () => {
    const dataset = drawTraces(`
      app: GET /     ==--=
        db: SELECT     ==

      app: GET /     ===
    `);
    expect([...computeCriticalTime(dataset, allTraces(dataset))]).toEqual([3e6, 2e6, 3e6]);
    expect([...computeCriticalTime(dataset, [1 as TraceIndex])]).toEqual([0, 0, 3e6]);
  });
});

/** Shapes on which the critical path of Jaeger UI is wrong or is not there at all. */
describe('where Jaeger goes wrong', () => {
  test('touching children: a chain of calls without gaps does not lose every other one', () => {
    const calls = Array.from({ length: 6 }, (_, at) => ({
      id: `call ${at}`,
      parent: 'root',
      startMs: at,
      ms: 1,
    }));
    const path = pathOf(buildSpans([{ id: 'root', ms: 6 }, ...calls]));
    expect([...path.span]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('start time 0: a child that begins with its trace is on the path', () => {
    const picture = `
      app: GET /     ---==
        a: call      =--
          b: work     ==
    `;
    const dataset = drawTraces(picture);
    expect(dataset.spans.start[1 as SpanIndex]).toBe(0);
    expect(writePicture(rowsOf(dataset, pathOf(dataset)))).toBe(writePicture(readPicture(picture)[0]));
  });

  test('orphan root: where the root is not in the file, the path is that of the earliest orphan', () => {
    const path = pathOf(
      buildSpans([
        { id: 'late', parent: 'gone', startMs: 5, ms: 3 },
        { id: 'first', parent: 'gone', startMs: 0, ms: 4 },
        { id: 'work', parent: 'first', startMs: 1, ms: 2 },
      ]),
    );
    expect([...path.span]).toEqual([0, 1, 0]);
    expect(path.window).toEqual({ from: 0, to: 4e6 });
  });

  test('cycles: the circle is cut, and what is left of it has a path', () => {
    const dataset = buildSpans([
      { id: 'a', parent: 'c', startMs: 0, ms: 9 },
      { id: 'b', parent: 'a', startMs: 1, ms: 7 },
      { id: 'c', parent: 'b', startMs: 2, ms: 5 },
    ]);
    expect([...pathOf(dataset).span]).toEqual([0, 1, 2, 1, 0]);
  });

  test('duplicates: a span that is in the file twice is on the path once', () => {
    const span = { id: 'call', parent: 'root', startMs: 1, ms: 3 };
    const path = pathOf(buildSpans([{ id: 'root', ms: 5 }, span, span]));
    expect([...path.span]).toEqual([0, 1, 0]);
  });

  test('duplicates that say otherwise: both are spans, and the one that ends last is on the path', () => {
    const dataset = buildSpans([
      { id: 'root', ms: 9 },
      { id: 'call', parent: 'root', startMs: 1, ms: 3 },
      { id: 'call', parent: 'root', startMs: 2, ms: 6 },
    ]);
    const path = pathOf(dataset);
    expect([...path.span]).toEqual([0, 2, 0]);
  });

  test('3,000 siblings: no stack to overflow, no second spent', () => {
    const calls = Array.from({ length: 8000 }, (_, at) => ({
      id: `call ${at}`,
      parent: 'root',
      startMs: 2 * at,
      ms: 1,
    }));
    expect(pathOf(buildSpans([{ id: 'root', ms: 16_000 }, ...calls])).span).toHaveLength(16_000);
  });
});

describe("size is the user's", { timeout: 30_000 }, () => {
  const COUNT = 100_000;
  const root = { id: 'root', startMs: 0, ms: COUNT };

  test('100,000 sequential siblings, all on the path', () => {
    const siblings = Array.from({ length: COUNT }, (_, at) => ({
      id: `s${at}`,
      parent: 'root',
      startMs: at,
    }));
    expect(pathOf(addSpans([root, ...siblings]).finish()).span).toHaveLength(COUNT);
  });

  test('100,000 siblings that begin one after the other and end in the opposite order', () => {
    const siblings = Array.from({ length: COUNT }, (_, at) => ({
      id: `s${at}`,
      parent: 'root',
      startMs: at / 4,
      ms: COUNT / 2 - at / 4,
    }));
    const path = pathOf(addSpans([root, ...siblings]).finish());
    expect([...path.span]).toEqual([1, 0]);
  });

  test('100,000 levels', () => {
    const chain = Array.from({ length: COUNT }, (_, at) => ({
      id: `s${at}`,
      ...(at > 0 && { parent: `s${at - 1}` }),
      startMs: at,
      ms: 2 * COUNT - 2 * at,
    }));
    const dataset = addSpans(chain).finish();
    const { span, start, end, slack } = computePathWithSlack(dataset, 0 as SpanIndex);
    expect(span).toHaveLength(2 * COUNT - 1);
    expect(end.at(-1)! - start[0]).toBe(2 * COUNT * 1e6);
    expect(slack.every((nanos) => nanos === 0)).toBe(true);
  });
});
