import { describe, expect, test } from 'vitest';
import {
  computeCriticalPath,
  computePathWithSlack,
  type CriticalPath,
} from '../../../src/core/analyze/critical-path.ts';
import { reviewWaiting } from '../../../src/core/analyze/review-waiting.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { CELL, drawTraces, readPicture, rowsOf, writePicture } from '../../fixtures/picture.ts';

/** The span drawn as "service: name". */
function spanCalled(dataset: Dataset, name: string): SpanIndex {
  return dataset.operations.findIndex((operation) => operation.name === name) as SpanIndex;
}

/** The path drawn, and the picture it is to be, in one layout: a failure prints both. */
const drawn = (dataset: Dataset, path: CriticalPath) => writePicture(rowsOf(dataset, path));
const asDrawn = (picture: string) => writePicture(readPicture(picture)[0]);

describe('the path of a span below the root', () => {
  test.each([
    [
      'is that of its subtree, on the path of the trace or off it',
      'aside',
      `
        app: root       --------
          b: aside      ==-=
            c: inner      =
          a: held        -----
      `,
    ],
    [
      'has all of its time, also what is past the end of its parent',
      'late',
      `
        app: root       ----
          a: late         ==--==
            b: inner        ==
      `,
    ],
    [
      'is its own where nobody waited for it',
      'send',
      `
        app: root [producer]      ------
          mail: send [consumer]    ==--
            mail: smtp               ==
      `,
    ],
  ])('%s', (_claim, top, picture) => {
    const dataset = drawTraces(picture);
    expect(drawn(dataset, computeCriticalPath(dataset, spanCalled(dataset, top)))).toBe(asDrawn(picture));
  });
});

/** In these, the row "(time): asked" is the stretch of time asked for, and no span. */
describe('the path of a stretch of time', () => {
  test.each([
    [
      'is what of the whole path lies in it',
      `
        (time): asked     ------
        app: root       ----==----
          a: first        ==
          b: second           ==
      `,
    ],
    [
      'cuts the segments at its ends',
      `
        (time): asked      ---
        app: root       ----------
          a: only         -===--
      `,
    ],
    [
      'does not follow a child that only outlasts the stretch: it says who held the trace up then, not what ran',
      `
        (time): asked     --
        app: root       ----------
          a: early       -==
          b: beside      -----
          c: last           ----
      `,
    ],
    [
      'is empty before and after the root',
      `
        (time): asked          ---
        app: root       ----
          a: child       --
      `,
    ],
  ])('%s', (_claim, picture) => {
    const { dataset, drawing, window } = withTime(picture);
    const path = computeCriticalPath(dataset, 0 as SpanIndex, window);
    expect(drawn(dataset, path)).toBe(asDrawn(drawing));
  });

  test('of a span is the part of its own path', () => {
    const { dataset, drawing, window } = withTime(`
      (time): asked     ----
      app: root       ----------
        a: call        -=-==--
          b: inner       =
    `);
    const path = computeCriticalPath(dataset, spanCalled(dataset, 'call'), window);
    expect(path.window).toEqual({ from: 2 * CELL, to: 6 * CELL });
    expect(drawn(dataset, path)).toBe(asDrawn(drawing));
  });

  test('tells of the cut and asynchronous children that run in it', () => {
    const { dataset, window } = withTime(`
      (time): asked           ----
      app: root [producer]    ----------
        bus: now [consumer]    --
        bus: then [consumer]        --
        a: outlasts                  ------
        b: after                          --
    `);
    const path = computeCriticalPath(dataset, 0 as SpanIndex, window);
    expect([[...path.async], [...path.clipped]]).toEqual([[1], []]);
    const whole = computeCriticalPath(dataset, 0 as SpanIndex);
    expect([[...whole.async], [...whole.clipped]]).toEqual([[1, 2, 4], [3]]);
  });

  test('has no slack for what does not run in it', () => {
    const { dataset, window } = withTime(`
      (time): asked     ---
      app: root       ----------
        a: before     -
        b: then        --
        c: beside       --
        d: after            --
    `);
    const { slack } = computePathWithSlack(dataset, 0 as SpanIndex, window);
    expect(Array.from(slack, (nanos) => nanos / CELL)).toEqual([0, NaN, 1, 0, NaN]);
  });
});

/** The trace of a picture without its row of time, and the stretch that row is. */
function withTime(picture: string) {
  const drawing = picture.replace(/^.*\(time\):.*\n/m, (line) => {
    return line.replace(/\S/g, ' ');
  });
  const [timeRow, root] = readPicture(picture)[0];
  const from = (timeRow.start - root.start) * CELL;
  return {
    dataset: drawTraces(drawing),
    drawing,
    window: { from, to: from + timeRow.bar.length * CELL },
  };
}

describe('a reviewer', () => {
  test.each([
    [
      'who says that nobody waited for a child takes it off, with all below it',
      { blocking: [], nonBlocking: ['flush'] },
      `
        app: root       ==--====
          a: work         ==
          log: flush       -----
            disk: write     ---
      `,
    ],
    [
      'who says that an asynchronous child was waited for puts it on',
      { blocking: ['send'], nonBlocking: [] },
      `
        app: root [producer]      =----=
          mail: send [consumer]    ====
      `,
    ],
    [
      'cannot make anyone wait for what began after its parent ended',
      { blocking: ['late'], nonBlocking: [] },
      `
        app: root       ====
          a: late             ---
      `,
    ],
    [
      'may say both; then nobody waited',
      { blocking: ['send'], nonBlocking: ['send'] },
      `
        app: root [producer]      ======
          mail: send [consumer]    ----
      `,
    ],
    [
      'does not change the path of the span itself',
      { blocking: [], nonBlocking: ['root'] },
      `
        app: root       =--=
          a: work        ==
      `,
    ],
  ])('%s', (_claim, { blocking, nonBlocking }, picture) => {
    const dataset = drawTraces(picture);
    const spans = (names: readonly string[]) => names.map((name) => spanCalled(dataset, name));
    const forest = reviewWaiting(dataset, { blocking: spans(blocking), nonBlocking: spans(nonBlocking) });
    expect(drawn(dataset, computeCriticalPath(forest, 0 as SpanIndex))).toBe(asDrawn(picture));
  });

  test('changes nothing of the other spans', () => {
    const picture = `
      app: root [producer]      =----=
        a: work                  ====
        mail: send [consumer]    -----
    `;
    const dataset = drawTraces(picture.replaceAll('=', '-'));
    const forest = reviewWaiting(dataset, { blocking: [1], nonBlocking: [] });
    expect(drawn(dataset, computeCriticalPath(forest, 0 as SpanIndex))).toBe(asDrawn(picture));
  });

  test('changes no data', () => {
    const dataset = drawTraces(`
      app: root       =--=
        a: work        ==
    `);
    reviewWaiting(dataset, { blocking: [], nonBlocking: [1] });
    expect(dataset.spans.flags[1 as SpanIndex]).toBe(0);
  });
});

/** Pictures with the slack of each span behind its bar, in cells. */
describe('slack', () => {
  test.each([
    [
      'is none on the path',
      `
        app: root       =--=-====     0
          a: one         ==           0
          b: two            =         0
      `,
    ],
    [
      'is what is left until the child ends that was waited for',
      `
        app: root       =------==     0
          a: slow        ======       0
          b: fast        --           4
      `,
    ],
    [
      'is none where a child ends together with the one on the path',
      `
        app: root       =----=     0
          a: long        ====      0
          b: short         --      0
      `,
    ],
    [
      'is no more than what has waited for it can spare',
      `
        app: root       ==-----------=     0
          a: first        ----             2
          b: beside a     -                5
          c: longest      ===========      0
          d: after it          ----        2
      `,
    ],
    [
      'adds what the parent has',
      `
        app: root       =-------==     0
          a: slow        =======       0
          b: fast        -----         2
            c: inner      ---          2
            d: quick      -            4
      `,
    ],
    [
      'of what is below a child on the path is measured there',
      `
        app: root       =-----=     0
          a: call        =---=      0
            b: slow       ===       0
            c: fast       -         2
      `,
    ],
    [
      'is without end where nobody waited, and below that',
      `
        app: root [producer]      =====     0
          mail: send [consumer]    --       ∞
            mail: smtp             -        ∞
          bg: later                     --  ∞
      `,
    ],
    [
      'counts a child cut at the end of its parent as ending there',
      `
        app: root       ==---     0
          a: cut          ===--   0
          b: cut too       -----  0
          c: in time       -      1
      `,
    ],
    [
      'of a mark without length is until what it stands beside ends',
      `
        app: root       ==---===     0
          a: call         ===        0
          b: mark          |         2
          c: alone             |     0
      `,
    ],
    [
      'is without end for a child of which nothing is left within its parent',
      `
        app: root         =====     0
          a: ended      --          ∞
          b: ended too  -           ∞
      `,
    ],
  ])('%s', (_claim, drawing) => {
    const lines = drawing.split('\n').filter((line) => line.trim() !== '');
    const expected = lines.map((line) => (line.endsWith('∞') ? Infinity : Number(/\d+$/.exec(line)![0])));
    const picture = lines.map((line) => line.replace(/\s*(∞|\d+)$/, '')).join('\n');
    const dataset = drawTraces(picture);
    const { slack, ...path } = computePathWithSlack(dataset, 0 as SpanIndex);
    expect(Array.from(slack, (nanos) => nanos / CELL)).toEqual(expected);
    expect(drawn(dataset, path)).toBe(asDrawn(picture));
  });

  test('of the spans outside the subtree is not a number', () => {
    const dataset = drawTraces(`
      app: root       ----------
        a: call        =---=
          b: slow       ===
          c: fast       -
        d: aside       ------
    `);
    const { slack } = computePathWithSlack(dataset, 1 as SpanIndex);
    expect(Array.from(slack, (nanos) => nanos / CELL)).toEqual([NaN, 0, 0, 2, NaN]);
  });
});
