import { expect, test } from 'vitest';
import type { Timeline } from '../../../src/core/engine/protocol.ts';
import {
  countLane,
  describeBucket,
  durationLane,
  centreOf,
  timeTicks,
} from '../../../src/ui/overview/timeline-scale.ts';

/** 2026-11-22 14:00:00 UTC. */
const START = { seconds: 1_795_356_000, nanos: 0 };

function timeline(bucketCount: number, width: number, start = START): Timeline {
  return {
    start,
    first: start,
    last: start,
    width,
    traces: new Int32Array(bucketCount),
    errorTraces: new Int32Array(bucketCount),
    p95: new Float64Array(bucketCount).fill(NaN),
  };
}

const textsOf = (ticks: readonly { text: string }[]) => ticks.map(({ text }) => text);

test('counts run from 0 at the foot of the lane to a round number at its top, in whole numbers', () => {
  const lane = countLane(Int32Array.of(3, 57, 12), 10, 100);
  expect(lane.y(0)).toBe(100);
  expect(lane.y(60)).toBe(10);
  expect(textsOf(lane.ticks)).toEqual(['0', '20', '40', '60']);
  expect(textsOf(countLane(Int32Array.of(1, 0), 0, 90).ticks)).toEqual(['0', '1']);
});

test('durations are round in the unit they are written in; empty buckets count for nothing', () => {
  const lane = durationLane(Float64Array.of(NaN, 1.9e9, 0.2e9), 0, 100);
  expect(textsOf(lane.ticks)).toEqual(['0', '1 s', '2 s'].map(thin));
  expect(lane.y(1e9)).toBe(50);
  expect(textsOf(durationLane(Float64Array.of(100e9), 0, 100).ticks)).toEqual(
    ['0', '1 min', '2 min'].map(thin),
  );
  expect(textsOf(durationLane(Float64Array.of(NaN), 0, 100).ticks)[0]).toBe('0');
});

test('half an hour has a tick every five minutes, at round times', () => {
  const ticks = timeTicks(timeline(60, 30e9), 600, 'utc');
  expect(textsOf(ticks)).toEqual(['14:00', '14:05', '14:10', '14:15', '14:20', '14:25', '14:30']);
  expect(ticks[1]?.at).toBeCloseTo(100);
});

test.each([
  ['a second', 60, 1e9 / 60, /^14:00:0\d\.\d{3}$/],
  ['a minute', 60, 1e9, /^14:00:\d\d$|^14:01:00$/],
  ['a week', 60, (7 * 86_400e9) / 60, /^2026-11-\d\d$/],
  ['ten milliseconds', 60, 10e6 / 60, /^\+\d+\sms$/],
])('%s has as much of the time in its ticks as tells them apart', (_, buckets, width, pattern) => {
  const ticks = textsOf(timeTicks(timeline(buckets, width), 600, 'utc'));
  expect(ticks.length).toBeGreaterThan(2);
  expect(new Set(ticks).size).toBe(ticks.length);
  for (const text of ticks.slice(1)) expect(text).toMatch(pattern);
});

test('ticks never stand closer than a label is wide', () => {
  for (const width of [200, 310, 330, 600, 1300])
    for (const bucket of [1e6, 1e9, 7e9, 30e9, 100e9, 3600e9, 86_400e9, 91 * 86_400e9]) {
      const ticks = timeTicks(timeline(60, bucket), width, 'utc');
      for (let i = 1; i < ticks.length; i++)
        expect(
          centreOf(ticks[i], width) - centreOf(ticks[i - 1], width),
          `${width} px of ${bucket} ns`,
        ).toBeGreaterThanOrEqual(7 * ticks[i].text.length);
    }
});

test('a bucket is told by its times, with dates where the timeline spans days', () => {
  expect(describeBucket(timeline(60, 30e9), 1, 'utc')).toBe('14:00:30 to 14:01:00');
  expect(describeBucket(timeline(60, 1e6), 1, 'utc')).toBe('14:00:00.001 to 14:00:00.002');
  expect(describeBucket(timeline(60, 3600e9), 12, 'utc')).toBe('2026-11-23 02:00:00 to 2026-11-23 03:00:00');
});

function thin(text: string): string {
  return text.replace(' ', '\u202f');
}
