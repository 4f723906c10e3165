import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flame } from '../../../../src/core/engine/trace-answers.ts';
import type { FlamePicture } from '../../../../src/ui/trace/flame/flame-picture.ts';
import {
  endOfRun,
  findPointed,
  pxPerUnit,
  type FlameScale,
} from '../../../../src/ui/trace/flame/flame-scale.ts';
import { listStrips, StripMark, Strips } from '../../../../src/ui/trace/flame/strips.ts';
import { makeFlame, makeRow } from './make-flame.ts';

/** One px a unit, from 0 to 20. */
const SCALE: FlameScale = { start: 0, end: 20, width: 20, grain: 1 };
const ONE_STYLE = Uint8Array.of(0, 1, 2);

function pictureOf(flame: Flame, matches: readonly number[] | null = null): FlamePicture {
  const before = (isCounted: (box: number) => boolean) => {
    const counts = [0];
    for (const box of flame.byRow) counts.push(counts.at(-1)! + (isCounted(box) ? 1 : 0));
    return Int32Array.from(counts);
  };
  return {
    flame,
    errorsBefore: before((box) => flame.errorCount[box] > 0),
    matchesBefore: matches && before((box) => matches.includes(box)),
  };
}

function stripsOf(picture: FlamePicture, scale = SCALE, row = 0): Strips {
  const strips = new Strips();
  listStrips(strips, picture, row, scale, ONE_STYLE);
  return strips;
}

/** A row as text: a letter a px, "." where boxes are merged, "!" where such have an error, "-" where none is found. */
function draw(picture: FlamePicture, scale = SCALE): string {
  const strips = stripsOf(picture, scale);
  const line = Array.from({ length: scale.width }, () => ' ');
  for (let at = 0; at < strips.length; at++) {
    const marks = strips.marks[at];
    const merged = marks & StripMark.ERROR ? '!' : marks & StripMark.NO_MATCH ? '-' : '.';
    const letter = marks & StripMark.MERGED ? merged : 'abcdefgh'.charAt(strips.box[at]);
    line.fill(letter, strips.x[at], strips.x[at] + strips.width[at]);
  }
  return line.join('').trimEnd();
}

describe('what is drawn of a row', () => {
  it('is each box where it is, whole px, clipped to what is in sight', () => {
    const flame = makeRow([0, 3], [3, 2.4], [8, 6], [18, 9]);
    expect(draw(pictureOf(flame))).toBe('aaabb   cccccc    dd');
    expect(draw(pictureOf(flame), { start: 10, end: 20, width: 20, grain: 1 })).toBe('cccccccc        dddd');
  });
  it('boxes below a px are one with the others on it', () => {
    const flame = makeRow([0, 0.2], [0.3, 0.2], [0.6, 0.1], [1, 0.4], [5, 0.1], [5.4, 3]);
    expect(draw(pictureOf(flame))).toBe('..   fff');
  });
  it('a box of no width is seen', () => {
    expect(draw(pictureOf(makeRow([4, 0])))).toBe('    .');
    expect(draw(pictureOf(makeRow([0, 0], [20, 0])))).toBe('.                  .');
    expect(draw(pictureOf(makeRow([7, 0])), { start: 7, end: 7, width: 20, grain: 1 })).toBe('.');
  });
  it('merged boxes show an error if any of them has one', () => {
    const flame = makeFlame([
      { row: 0, left: 0, width: 0.2 },
      { row: 0, left: 0.4, width: 0.2, errorCount: 1 },
      { row: 0, left: 2, width: 0.2 },
    ]);
    expect(draw(pictureOf(flame))).toBe('! .');
  });
  it('merged boxes count as found if any of them is', () => {
    const flame = makeRow([0, 0.2], [0.4, 0.2], [2, 0.2]);
    expect(draw(pictureOf(flame, [1]))).toBe('. -');
    expect(draw(pictureOf(flame, []))).toBe('- -');
  });
  it('merged boxes side by side of one colour are one strip, of another they are not', () => {
    const narrow = (left: number, operation: number) => ({ row: 0, left, width: 0.5, operation });
    const flame = makeFlame([narrow(0, 0), narrow(1, 0), narrow(2, 0), narrow(3, 1), narrow(4, 1)]);
    const strips = stripsOf(pictureOf(flame));
    expect([strips.length, strips.width[0], strips.width[1]]).toEqual([2, 3, 2]);
  });
  it('panning by whole px moves what is merged and changes nothing', () => {
    const flame = makeRow(...Array.from({ length: 60 }, (_, at) => [at / 3, 0.25] as const));
    const from = (start: number) => draw(pictureOf(flame), { start, end: start + 10, width: 10, grain: 1 });
    expect(from(3).slice(1)).toBe(from(4).slice(0, -1));
  });
});

/** Gaps and widths in thousandths; what has no width takes up a thousandth, as a span takes up its nanosecond. */
const rows = fc.array(fc.tuple(fc.nat(3000), fc.nat(3000)), { minLength: 1, maxLength: 60 }).map((list) => {
  let reach = 0;
  const boxes = list.map(([gap, width]): [number, number] => {
    const left = reach + gap;
    reach = left + Math.max(1, width);
    return [left / 1000, width / 1000];
  });
  return makeRow(...boxes);
});

describe('in any row', () => {
  it('a run ends where a search from the front says', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.2, 1, 7), fc.constantFrom(1, 2), (flame, px, grain) => {
        for (let first = 0; first < flame.length; first++) {
          let expected = first + 1;
          const grainOf = (box: number) => Math.floor((flame.left[box] * px) / grain);
          const isNarrow = (box: number) => flame.width[box] * px < grain;
          if (isNarrow(first))
            while (expected < flame.length && isNarrow(expected) && grainOf(expected) === grainOf(first))
              expected++;
          expect(endOfRun(flame, first, flame.length, px, grain)).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
  it('every box in sight is in one strip, and no strip is wider than its boxes and a px', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 400 }), (flame, width) => {
        const scale = { start: flame.from, end: flame.to, width, grain: 1 };
        const strips = stripsOf(pictureOf(flame), scale);
        const px = pxPerUnit(scale);
        const isDrawn = (x: number) => {
          for (let at = 0; at < strips.length; at++)
            if (strips.x[at] - 1 <= x && x <= strips.x[at] + strips.width[at] + 1) return true;
          return false;
        };
        for (let box = 0; box < flame.length; box++)
          expect(isDrawn((flame.left[box] + flame.width[box] / 2 - flame.from) * px)).toBe(true);
        for (let at = 0; at < strips.length; at++) {
          const isMerged = (strips.marks[at] & StripMark.MERGED) !== 0;
          expect(isMerged ? 0 : strips.width[at]).toBeLessThanOrEqual(flame.width[strips.box[at]] * px + 1.5);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is pointed at', () => {
  const flame = makeRow([0, 4], [6, 0.2], [6.4, 0.2], [6.7, 0.1], [10, 5]);
  it('is the box there', () => {
    expect(findPointed(flame, 0, SCALE, 2, 1)).toEqual({ box: 0, moreCount: 0 });
    expect(findPointed(flame, 0, SCALE, 14.9, 1)).toEqual({ box: 4, moreCount: 0 });
  });
  it('is the nearest, if it is near', () => {
    expect(findPointed(flame, 0, SCALE, 4.5, 1)?.box).toBe(0);
    expect(findPointed(flame, 0, SCALE, 9.5, 1)?.box).toBe(4);
    expect(findPointed(flame, 0, SCALE, 8, 1)).toBeNull();
  });
  it('says how many more are drawn there', () => {
    expect(findPointed(flame, 0, SCALE, 6.1, 1)).toEqual({ box: 1, moreCount: 2 });
  });
  it('is nothing outside the rows', () => {
    expect(findPointed(flame, 1, SCALE, 2, 1)).toBeNull();
    expect(findPointed(flame, -1, SCALE, 2, 1)).toBeNull();
  });
});
