import { expect, test } from 'vitest';
import { addNanos, compareTimes, fromUnixSeconds, toUnixSeconds } from '../../../src/core/model/units.ts';

test('some nanoseconds later carries into the seconds, and earlier borrows', () => {
  expect(addNanos({ seconds: 10, nanos: 999_999_999 }, 2)).toEqual({ seconds: 11, nanos: 1 });
  expect(addNanos({ seconds: 10, nanos: 0 }, -1)).toEqual({ seconds: 9, nanos: 999_999_999 });
  expect(addNanos({ seconds: 10, nanos: 5 }, 3_000_000_000)).toEqual({ seconds: 13, nanos: 5 });
});

test('a fraction of a nanosecond is dropped, so that the result is a moment that exists', () => {
  expect(addNanos({ seconds: 10, nanos: 1 }, 0.9)).toEqual({ seconds: 10, nanos: 1 });
});

test('seconds come back as the same double', () => {
  for (const seconds of [0, 0.1, 1_767_225_600.123457, 1_767_225_600.75, -0.5])
    expect(toUnixSeconds(fromUnixSeconds(seconds))).toBe(seconds);
});

test('a fraction that rounds up to a second is one', () => {
  expect(fromUnixSeconds(1.999_999_999_9)).toEqual({ seconds: 2, nanos: 0 });
});

test('moments are ordered by seconds, then by nanoseconds', () => {
  expect(compareTimes({ seconds: 1, nanos: 9 }, { seconds: 2, nanos: 0 })).toBeLessThan(0);
  expect(compareTimes({ seconds: 2, nanos: 1 }, { seconds: 2, nanos: 0 })).toBeGreaterThan(0);
  expect(compareTimes({ seconds: 2, nanos: 1 }, { seconds: 2, nanos: 1 })).toBe(0);
});
