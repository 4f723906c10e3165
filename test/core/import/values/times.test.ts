import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nanosBetween,
  nanosOfMicros,
  nanosText,
  timeOfMicros,
  timeOfNanos,
  timeOfNanosUnlessZero,
} from '../../../../src/core/import/values/times.ts';

describe('nanoseconds since the epoch', () => {
  test.each<[unknown, object | null]>([
    ['1730291040680439518', { seconds: 1730291040, nanos: 680439518 }],
    ['999999999', { seconds: 0, nanos: 999999999 }],
    ['1000000000', { seconds: 1, nanos: 0 }],
    ['0', { seconds: 0, nanos: 0 }],
    [1_500_000_000, { seconds: 1, nanos: 500_000_000 }],
    [1730291040680439600, { seconds: 1730291040, nanos: 680439552 }], // the double nearest to it
    ['-1', { seconds: -1, nanos: 999999999 }],
    [-1, { seconds: -1, nanos: 999999999 }],
    [' 1000000001 ', { seconds: 1, nanos: 1 }],
    ['1.5e9', { seconds: 1, nanos: 500_000_000 }],
    ['9007199254740991999999999', { seconds: Number.MAX_SAFE_INTEGER, nanos: 999999999 }],
    ['9007199254740992000000000', null], // beyond all time
    ['9'.repeat(400), null],
    [1e300, null],
    ['-1e300', null],
    ['', null],
    ['soon', null],
    [null, null],
    [undefined, null],
    [true, null],
  ])('%j', (value, expected) => {
    expect(timeOfNanos(value as string)).toEqual(expected);
  });

  test('are written as they were read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (nanos) => {
        expect(nanosText(timeOfNanos(String(nanos))!)).toBe(String(nanos));
      }),
    );
  });

  test('have the difference that integers of any size have', () => {
    const recent = fc.bigInt({ min: 0n, max: 4n * 10n ** 18n });
    const lessThan104Days = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });
    fc.assert(
      fc.property(recent, lessThan104Days, (start, duration) => {
        const [from, to] = [timeOfNanos(String(start))!, timeOfNanos(String(start + duration))!];
        expect(nanosBetween(from, to)).toBe(Number(duration));
      }),
    );
  });

  test('of 0 may mean none', () => {
    expect(timeOfNanosUnlessZero('0')).toBeNull();
    expect(timeOfNanosUnlessZero(0)).toBeNull();
    expect(timeOfNanosUnlessZero('1')).toEqual({ seconds: 0, nanos: 1 });
  });
});

test.each<[unknown, object | null]>([
  [1695943858154739, { seconds: 1695943858, nanos: 154739000 }],
  ['1695943858154739', { seconds: 1695943858, nanos: 154739000 }],
  [1695943858154739.25, { seconds: 1695943858, nanos: 154739250 }],
  [0.9999999, { seconds: 0, nanos: 1000 }],
  [999999.9999, { seconds: 1, nanos: 0 }],
  [-1, { seconds: -1, nanos: 999999000 }],
  ['', null],
  [null, null],
])('microseconds since the epoch: %j', (value, expected) => {
  expect(timeOfMicros(value as number)).toEqual(expected);
});

test('a length in microseconds is a whole number of nanoseconds', () => {
  expect([nanosOfMicros(11), nanosOfMicros('0.25'), nanosOfMicros(0.0004), nanosOfMicros('x')]).toEqual([
    11_000,
    250,
    0,
    null,
  ]);
});
