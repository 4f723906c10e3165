import { expect, test } from 'vitest';
import { describeEvidence, formatShift } from '../../../../src/ui/trace/toolbar/clock-words.ts';

const told = (least: number, most: number, misfitCount = 12) =>
  describeEvidence({ least, most, callCount: 40, misfitCount }).replaceAll('\u202f', ' ');

test('a shift has a sign', () => {
  expect([83e6, -83e6].map((nanos) => formatShift(nanos).replaceAll('\u202f', ' '))).toEqual([
    '+83 ms',
    '−83 ms',
  ]);
});

test('the evidence is the range that fits every call, and how many do not fit as stored', () => {
  expect(told(-85e6, -81e6)).toBe('fits from −85 ms to −81 ms; 12 of 40 calls do not fit as stored');
  expect(told(2e6, 2e6, 1)).toBe('fits only +2 ms; 1 of 40 calls does not fit as stored');
  expect(told(2e6, Infinity)).toMatch(/^fits from \+2 ms on;/);
  expect(told(-Infinity, -2e6)).toMatch(/^fits up to −2 ms;/);
});
