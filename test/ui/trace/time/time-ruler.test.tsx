import { describe, expect, it } from 'vitest';
import {
  clockDigits,
  formatTick,
  formatWindow,
  listTicks,
} from '../../../../src/ui/trace/time/time-ruler.ts';

const MS = 1e6;
const S = 1e9;
const MIN = 60 * S;

const labels = (start: number, end: number, count: number) =>
  listTicks(start, end, count).map(({ label }) => label.replaceAll('\u202f', ' '));

describe('listTicks', () => {
  it('counts in round steps of the unit that fits', () => {
    expect(labels(0, 1840 * MS, 5)).toEqual(['0', '500 ms', '1.0 s', '1.5 s']);
    expect(labels(0, 612 * MS, 6)).toEqual(['0', '100 ms', '200 ms', '300 ms', '400 ms', '500 ms', '600 ms']);
    expect(labels(0, 900, 2)).toEqual(['0', '500 ns']);
  });
  it('counts long times in minutes and hours, not in hundreds of seconds', () => {
    expect(labels(0, 4 * MIN, 4)).toEqual(['0', '1 min', '2 min', '3 min', '4 min']);
    expect(labels(0, 3 * 60 * MIN, 6)).toEqual([
      '0',
      '30 min',
      '1 h',
      '1 h 30 min',
      '2 h',
      '2 h 30 min',
      '3 h',
    ]);
    expect(labels(0, 20 * 24 * 60 * MIN, 4).slice(0, 3)).toEqual(['0', '5 d', '10 d']);
  });
  it('gives neighbours different labels on a narrow window', () => {
    expect(labels(12.305 * S, 12.335 * S, 3)).toEqual(['12.31 s', '12.32 s', '12.33 s']);
  });
  it('never asks for less than a nanosecond', () => {
    expect(labels(0, 3, 10)).toEqual(['0', '1 ns', '2 ns', '3 ns']);
  });
  it('marks the one moment of a scale of no length', () => {
    expect(labels(0, 0, 8)).toEqual(['0']);
  });
});

describe('formatTick', () => {
  it('keeps seconds beside minutes where the step needs them', () => {
    expect(formatTick(150 * S, 30 * S)).toBe('2\u202fmin 30\u202fs');
  });
  it('signs what lies before 0', () => {
    expect(formatTick(-20 * MS, 10 * MS)).toBe('−20\u202fms');
  });
});

describe('formatWindow', () => {
  it('tells apart what is a thousandth of the window apart', () => {
    const plain = (from: number, to: number) => formatWindow({ from, to }).replaceAll('\u202f', ' ');
    expect(plain(0, 1840 * MS)).toBe('0 to 1.840 s');
    expect(plain(120 * MS, 480 * MS)).toBe('120.0 ms to 480.0 ms');
    expect(plain(12.0003 * S, 12.0004 * S)).toBe('12.0003000 s to 12.0004000 s');
  });
});

describe('clockDigits', () => {
  it('are as many as a px needs, from milliseconds to nanoseconds', () => {
    expect([5 * S, 1 * MS, 400_000, 1000, 1, 0.01, 0].map(clockDigits)).toEqual([3, 3, 4, 6, 9, 9, 9]);
  });
});
