import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathMode } from '../../../../src/state/trace-look.ts';
import { serviceOf } from '../../../../src/ui/trace/opened/opened-trace.ts';
import { paintMatches, paintMinimap } from '../../../../src/ui/trace/time/paint-minimap.ts';
import { PixelRow } from '../../../../src/ui/trace/time/pixel-row.ts';
import { openForPage } from '../../../fixtures/draw-rows.ts';
import { CELL, drawTraces } from '../../../fixtures/picture.ts';

const SHOP = `
  shop: a            ==========
    cart: b [error]    ===
      db: c             =
    pay: d [error]         ===
`;

interface Asked {
  readonly size: readonly [width: number, height: number];
  readonly ratio?: number;
  readonly found?: readonly number[];
  readonly path?: PathMode;
  readonly spans?: readonly [first: number, end: number];
  /** In cells. */
  readonly bounds?: readonly [from: number, to: number];
}

/** The picture a letter a pixel: the first of the service, E of an error, M of a match, = below the path, . of nothing. */
function paint(picture: string, { size, ratio = 1, found, path = 'off', spans, bounds }: Asked): string[] {
  const opened = openForPage(drawTraces(picture), found && { found });
  const { duration, spanCount } = opened.trace;
  const [first, end] = spans ?? [0, spanCount];
  const [from, to] = bounds ?? [0, duration / CELL];
  const [width, height] = size;
  const codeOf = (letter: string) => letter.charCodeAt(0);
  const subject = { opened, first, end, bounds: { from: from * CELL, to: to * CELL }, path };
  const shape = { width, height, ratio };
  const ink = {
    barOf: (span: number) => codeOf(serviceOf(opened, span).toUpperCase()),
    error: codeOf('E'),
    match: codeOf('M'),
    path: codeOf('='),
  };
  const painting = paintMinimap(subject, shape, ink);
  let next = painting.next();
  while (!next.done) next = painting.next();
  if (opened.found) paintMatches(next.value, subject, shape, ink, opened.found.spans);
  const letters = Array.from(next.value, (code) => (code === 0 ? '.' : String.fromCharCode(code))).join('');
  return Array.from({ length: height }, (_, line) => letters.slice(line * width, (line + 1) * width));
}

/** The lines of the bars alone: between six for errors and fifteen for path and matches. */
const barsOf = (lines: readonly string[], ratio = 1) => lines.slice(6 * ratio, -15 * ratio);

describe('the minimap', () => {
  it('has errors at its top, bars, the path, and matches at its foot', () => {
    expect(paint(SHOP, { size: [10, 25], path: 'critical', found: [2] })).toEqual([
      'EEEEEEEEE.',
      '.EEE.EEE..',
      '.EEE.EEE..',
      '..E...E...',
      '..E...E...',
      '..........',
      'SSSSSSSSSS',
      '..CCC.....',
      '...D......',
      '......PPP.',
      '..........',
      'SSCDCSPPPS',
      'SSCDCSPPPS',
      'SSCDCSPPPS',
      'SSCDCSPPPS',
      '==========',
      '==========',
      '..........',
      '..........',
      '..........',
      '...M......',
      '...M......',
      '..MMM.....',
      '..MMM.....',
      '.MMMMM....',
    ]);
  });
  it('shows the longest path where it is asked for, its lowest span where they overlap', () => {
    const lines = paint(SHOP, { size: [10, 25], path: 'longest' });
    expect(lines[11]).toBe('SSCDCSSSSS');
    expect(lines[15]).toBe('==========');
  });
  it('shows no path where none is asked for', () => {
    expect(
      paint(SHOP, { size: [10, 25] })
        .slice(10)
        .join(''),
    ).toBe('.'.repeat(150));
  });
  it('paints spans that share a line so that the lowest shows', () => {
    expect(barsOf(paint(SHOP, { size: [10, 22] }))).toEqual(['SSCDCSPPPS']);
    expect(barsOf(paint(SHOP, { size: [10, 23] }))).toEqual(['SSCCCSSSSS', '...D..PPP.']);
  });
  it('gives a few spans tall bars with gaps, on any screen', () => {
    const two = `
      shop: a   ====
        db: b    ==
    `;
    const bars = [
      'SSSS',
      'SSSS',
      'SSSS',
      'SSSS',
      'SSSS',
      '....',
      '.DD.',
      '.DD.',
      '.DD.',
      '.DD.',
      '.DD.',
      '....',
    ];
    expect(barsOf(paint(two, { size: [4, 33] }))).toEqual(bars);
    const twice = bars.flatMap((line) => [line, line]).map((line) => line.replaceAll(/./g, '$&$&'));
    expect(barsOf(paint(two, { size: [8, 66], ratio: 2 }), 2)).toEqual(twice);
  });
  it('shows spans of no length, also at the very end', () => {
    const moments = `
      shop: a   =====
        db: b     |
        db: c        |
    `;
    expect(barsOf(paint(moments, { size: [5, 24] }))).toEqual(['SSSSS', '..D..', '....D']);
  });
  it('shows a subtree alone, over its own time', () => {
    const lines = paint(SHOP, { size: [6, 23], spans: [1, 3], bounds: [2, 5], found: [0, 2] });
    expect(barsOf(lines)).toEqual(['CCCCCC', '..DD..']);
    expect(lines[3], 'the error of cart; that of pay is elsewhere').toBe('E.....');
    expect(lines[19], 'the match in it; the root is elsewhere').toBe('..M...');
  });
  it('puts all into one column where time has no length', () => {
    expect(barsOf(paint(`shop: a  |`, { size: [3, 22] }))).toEqual(['S..']);
  });
});

describe('PixelRow', () => {
  it('paints as a painter would who goes the other way round and paints over', () => {
    const strokes = fc.array(
      fc.record({
        left: fc.nat(19),
        length: fc.integer({ min: 1, max: 20 }),
        color: fc.integer({ min: 1, max: 9 }),
      }),
    );
    fc.assert(
      fc.property(strokes, (all) => {
        const pixels = new Uint32Array(60);
        const row = new PixelRow(pixels, 20);
        const expected = new Uint32Array(60);
        row.moveTo(1, 2);
        for (const { left, length, color } of all) row.fill(left, Math.min(20, left + length), color);
        for (const { left, length, color } of all.toReversed()) {
          expected.fill(color, 20 + left, 20 + Math.min(20, left + length));
          expected.fill(color, 40 + left, 40 + Math.min(20, left + length));
        }
        expect(pixels).toEqual(expected);
      }),
    );
  });
});
