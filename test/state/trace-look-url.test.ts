import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Nanos } from '../../src/core/model/units.ts';
import { DEFAULT_LOOK, type Fold, type TraceLook } from '../../src/state/trace-look.ts';
import { formatLook, parseLook } from '../../src/state/trace-look-url.ts';
import { anyLook } from '../fixtures/any-look.ts';

function formatted(look: TraceLook): string {
  const hash = new URLSearchParams();
  formatLook(look, (key, value, unless = null) => {
    if (value !== null && value !== unless) hash.append(key, value);
  });
  return hash.toString();
}

const parsed = (text: string) => parseLook(new URLSearchParams(text));

const KEYS = [
  'look',
  'path',
  'of',
  'window',
  'waited',
  'unwaited',
  'zoom',
  'top',
  'fold',
  'groups',
  'siblings',
  'column',
  'color-by',
  'find',
  'matches',
  'only',
  'clocks',
  'group-by',
  'flame',
  'measure',
  'of-service',
  'of-operation',
];

describe('the look in a link', () => {
  test('reads back as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyLook, (look) => {
        expect(parsed(formatted(look))).toEqual(look);
      }),
    );
  });

  test('is a look whatever the link says, and one that reads back', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('.', '*', '-', '0', '9', 'e', 's', 'S', 'none', 'slower-', 'service-'),
      }),
    );
    const parameter = fc.tuple(fc.constantFrom(...KEYS), value);
    fc.assert(
      fc.property(fc.array(parameter), (parameters) => {
        const look = parseLook(new URLSearchParams(parameters));
        expect(parsed(formatted(look))).toEqual(look);
      }),
    );
  });

  test('by default takes no room', () => {
    expect(formatted(DEFAULT_LOOK)).toBe('');
    expect(parsed('')).toEqual(DEFAULT_LOOK);
  });

  test('can be read by people', () => {
    const look: TraceLook = {
      ...DEFAULT_LOOK,
      form: 'statistics',
      zoom: { from: 1200, to: 4500 },
      openLevels: 3,
      folds: [
        { to: 'closed', what: 'span', span: '00f067aa0ba902b7' },
        { to: 'open', what: 'group', span: '53995c3f42cd8ad8' },
        { to: 'open', what: 'groups', span: '' },
      ],
      columns: ['duration', 'self', 'attribute:http.method'],
      find: 'charge status:error',
      only: { kind: 'slower', than: 2e6 as Nanos },
      alignClocks: true,
      groupBy: 'attribute:db.system',
      groupSort: { key: 'p95', descending: true },
    };
    expect(formatted(look)).toBe(
      'look=statistics&zoom=1200-4500&fold=3.s00f067aa0ba902b7.G53995c3f42cd8ad8.A&column=duration&column=self' +
        '&column=.http.method&find=charge+status%3Aerror&only=slower-2000000&clocks=aligned&group-by=.db.system' +
        '&groups-sort=-p95',
    );
  });

  test('holds whole nanoseconds: what was in sight is in the window', () => {
    const zoom = { from: -2.5, to: 7.25 };
    expect(parsed(formatted({ ...DEFAULT_LOOK, zoom })).zoom).toEqual({ from: -3, to: 8 });
  });

  test('without columns is not the look with those by default', () => {
    expect(parsed(formatted({ ...DEFAULT_LOOK, columns: [] })).columns).toEqual([]);
  });

  test('holds which spans are shown', () => {
    for (const kind of ['path', 'errors', 'zoom'] as const)
      expect(parsed(formatted({ ...DEFAULT_LOOK, only: { kind } })).only).toEqual({ kind });
  });

  test.each([
    'zoom=5-5',
    'zoom=9-3',
    'zoom=1e99-2e99',
    'zoom=1-99999999999999999999',
    'zoom=a-b',
    'fold=0',
    'fold=x9.-3.1e9..',
    'column=weight',
    'only=slower--5',
    'only=slower-',
    'only=everything',
    'of-service=db',
    'group-by=mood',
    'groups-sort=-mood',
    'look=upside-down&path=both&siblings=age&matches=no&flame=blue&measure=weight&groups=on&clocks=late',
  ])('is as by default where the link says %s', (text) => {
    expect(parsed(text)).toEqual(DEFAULT_LOOK);
  });

  test('loses only what is wrong: each fold and each column fails alone', () => {
    const look = parsed(
      'fold=x.2.sab.7seven.Ccd&column=weight&column=.http.method&column=.http.method&zoom=1-2',
    );
    expect(look).toEqual({
      ...DEFAULT_LOOK,
      openLevels: 2,
      folds: [
        { to: 'closed', what: 'span', span: 'ab' },
        { to: 'open', what: 'children', span: 'cd' },
      ],
      columns: ['attribute:http.method'],
      zoom: { from: 1, to: 2 },
    });
  });

  test('of thousands of folds holds the last ones', () => {
    const folds = Array.from({ length: 5000 }, (_, i): Fold => ({
      to: 'closed',
      what: 'span',
      span: i.toString(16).padStart(16, '0'),
    }));
    const text = formatted({ ...DEFAULT_LOOK, openLevels: 2, folds });
    expect(text.length).toBeLessThan(6100);
    const read = parsed(text);
    expect(read.openLevels).toBe(2);
    expect(read.folds.length).toBeGreaterThan(300);
    expect(read.folds).toEqual(folds.slice(-read.folds.length));
  });
});
