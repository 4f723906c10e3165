import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatCountOf,
  formatDate,
  formatDuration,
  formatShare,
  formatTime,
} from '../../../src/ui/parts/format.ts';

const MS = 1e6;
const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** With plain spaces, to be readable here. */
function plain(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

describe('a duration', () => {
  test.each([
    [1, '1 ns'],
    [999, '999 ns'],
    [1500, '1.5 µs'],
    [612 * MS, '612 ms'],
    [1.2345 * MS, '1.23 ms'],
    [1842 * MS, '1.84 s'],
    [59.9 * SECOND, '59.9 s'],
    [125 * SECOND, '2 min 5 s'],
    [2 * MINUTE, '2 min'],
    [90 * MINUTE, '1 h 30 min'],
    [25 * HOUR, '1 d 1 h'],
  ])('of %d ns is %s', (nanos, text) => {
    expect(plain(formatDuration(nanos))).toBe(text);
  });

  test('that rounds up to a whole unit takes that unit', () => {
    expect(plain(formatDuration(999_600))).toBe('1 ms');
    expect(plain(formatDuration(999.7 * MS))).toBe('1 s');
    expect(plain(formatDuration(59.9997 * SECOND))).toBe('1 min');
    expect(plain(formatDuration(HOUR - 1))).toBe('1 h');
    expect(plain(formatDuration(119.8 * SECOND))).toBe('2 min');
  });

  test('of 0 is less than a tick of the clock, where that is known to be coarse', () => {
    expect(plain(formatDuration(0))).toBe('0 ns');
    expect(plain(formatDuration(0, 1000))).toBe('< 1 µs');
    expect(plain(formatDuration(0, MS))).toBe('< 1 ms');
  });

  test('below 0 has a minus sign', () => {
    expect(plain(formatDuration(-5 * MS))).toBe('−5 ms');
  });

  test('never shows more than three digits in a number below a minute', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 59 * SECOND, noNaN: true }), (nanos) => {
        expect(formatDuration(nanos).replaceAll(/[^\d]/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(
          3,
        );
      }),
      { seed: 1 },
    );
  });
});

test('counts have separators and agree with their noun', () => {
  expect([0, 999, 1000, 18430, 1_234_567].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '18,430',
    '1,234,567',
  ]);
  expect(formatCountOf(1, 'span')).toBe('1 span');
  expect(formatCountOf(0, 'span')).toBe('0 spans');
  expect(formatCountOf(2, 'entry', 'entries')).toBe('2 entries');
});

test.each([
  [0, '0 %'],
  [0.0004, '< 0.1 %'],
  [0.012, '1.2 %'],
  [0.06, '6.0 %'],
  [0.0994, '9.9 %'],
  [0.0996, '10 %'],
  [0.126, '13 %'],
  [0.99, '99 %'],
  [0.996, '99.6 %'],
  [0.9996, '99.9 %'],
  [1, '100 %'],
  [2, '200 %'],
])('a share of %d is %s', (share, text) => {
  expect(plain(formatShare(share))).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [4_200_000, '4.2 MB'],
  [999_600, '1 MB'],
  [600_000_000, '600 MB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(plain(formatBytes(bytes))).toBe(text);
});

describe('a time', () => {
  const time = { seconds: Date.UTC(2026, 10, 22, 14, 5, 9) / 1000, nanos: 123_456_789 };

  test('has its zone and as many digits as asked for, never rounded up', () => {
    expect(formatTime(time, 'utc', 9)).toBe('2026-11-22 14:05:09.123456789 UTC');
    expect(formatTime(time, 'utc')).toBe('2026-11-22 14:05:09.123 UTC');
    expect(formatClock({ ...time, nanos: 999_999_999 }, 'utc', 3)).toBe('14:05:09.999');
    expect(formatClock(time, 'utc', 0)).toBe('14:05:09');
  });

  test('before 1970 is right', () => {
    expect(formatDate({ seconds: -1, nanos: 0 }, 'utc')).toBe('1969-12-31');
  });
});
