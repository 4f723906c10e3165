import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatDurationText, parseDurationText } from '../../../src/core/model/duration-text.ts';

describe('parseDurationText', () => {
  test.each([
    ['250', 250e6],
    ['0.5', 500e3],
    ['0', 0],
    ['250ms', 250e6],
    ['1.5 s', 1.5e9],
    ['.5s', 0.5e9],
    ['0,5s', 0.5e9],
    ['1,5', 1.5e6],
    ['0,125 s', 125e6],
    ['1h 2,5 min', 3750e9],
    ['2min', 120e9],
    ['2 m', 120e9],
    ['1h 30min', 5400e9],
    ['2\u202fmin 5\u202fs', 125e9],
    ['3 µs', 3e3],
    ['3us', 3e3],
    ['7 NS', 7],
    ['1d', 86_400e9],
    ['9007199.254740991 s', Number.MAX_SAFE_INTEGER],
  ])('reads %j as %d ns', (text, nanos) => {
    expect(parseDurationText(text)).toBe(nanos);
  });

  test.each([
    '',
    ' ',
    '.',
    'fast',
    '-5ms',
    '1,500 ms',
    '1,000,000 ns',
    ',5 s',
    '5 ms,4 µs',
    '5 parsecs',
    '5ms4',
    '5 ms, 4 µs',
    '1e3',
    '105d',
    '104d 104d',
    '9007199255',
    'Infinity',
  ])('does not pretend to understand %j', (text) => {
    expect(parseDurationText(text)).toBeNull();
  });
});

describe('formatDurationText', () => {
  test.each([
    [0, '0 ns'],
    [1, '1 ns'],
    [999, '999 ns'],
    [1000, '1 µs'],
    [1500, '1.5 µs'],
    [250e6, '250 ms'],
    [1e9, '1 s'],
    [1.5e9, '1.5 s'],
    [90e9, '90 s'],
    [120e9, '2 min'],
    [7200e9, '2 h'],
    [1_000_000_001, '1.000000001 s'],
  ])('writes %d ns as %j', (nanos, text) => {
    expect(formatDurationText(nanos)).toBe(text);
  });

  it('is read back as the same nanoseconds, whatever they are', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (nanos) => parseDurationText(formatDurationText(nanos)) === nanos),
      { seed: 1 },
    );
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(1, 1e3, 1e6, 1e9, 60e9, 3600e9), (n, unit) => {
        expect(parseDurationText(formatDurationText(n * unit))).toBe(
          n * unit <= Number.MAX_SAFE_INTEGER ? n * unit : null,
        );
      }),
      { seed: 2 },
    );
  });
});
