import { expect, test } from 'vitest';
import type { Progress } from '../../src/core/model/source.ts';
import type { FileState } from '../../src/state/app-state.ts';
import { LoadMeter } from '../../src/state/load-meter.ts';

const progress = (done: number, spanCount: number): Progress => ({
  done,
  total: 1000,
  spanCount,
  format: 'OTLP JSON',
  detail: 'all',
  memory: 10 * done,
  expectedMemory: 10_000,
  revision: 1,
});

const file = (changes: Partial<FileState>): FileState => ({
  id: 1,
  name: 'a',
  size: 1000,
  phase: 'reading',
  progress: null,
  report: null,
  ...changes,
});

test('sums over files; what is settled is done, and what was cancelled gave nothing', () => {
  const load = new LoadMeter().measure(
    [
      file({ phase: 'failed', size: 50 }),
      file({ phase: 'cancelled', size: 100, progress: progress(20, 7) }),
      file({ progress: progress(400, 3) }),
      file({ phase: 'waiting' }),
    ],
    null,
    0,
  );
  expect(load).toMatchObject({
    fileCount: 4,
    settledCount: 2,
    failedCount: 1,
    cancelledCount: 1,
    doneBytes: 550,
    totalBytes: 2150,
    spanCount: 3,
    memory: 4000,
    expectedMemory: 10_000,
    bytesPerSecond: null,
    secondsLeft: null,
  });
});

test('a steady rate is told as it is, and the time that is left follows from it', () => {
  const meter = new LoadMeter();
  let load = meter.measure([file({})], null, 0);
  for (let tenth = 1; tenth <= 20; tenth++)
    load = meter.measure([file({ progress: progress(10 * tenth, 0) })], null, tenth / 10);
  expect(load.bytesPerSecond).toBeCloseTo(100, 5);
  expect(load.secondsLeft).toBeCloseTo(8, 5);
});

test('what is told twice in one moment counts all the same', () => {
  const meter = new LoadMeter();
  let load = meter.measure([file({})], null, 0);
  for (let second = 0; second < 5; second++) {
    meter.measure([file({ progress: progress(10 * second + 5, 0) })], null, second);
    load = meter.measure([file({ progress: progress(10 * second + 10, 0) })], null, second + 1);
  }
  expect(load.bytesPerSecond).toBeCloseTo(10, 5);
});

test('where nothing was read nobody knows how long the rest takes', () => {
  const meter = new LoadMeter();
  meter.measure([file({})], null, 0);
  expect(meter.measure([file({})], null, 1.4)).toMatchObject({ bytesPerSecond: null, secondsLeft: null });
  expect(meter.measure([file({})], null, 1.6)).toMatchObject({ bytesPerSecond: 0, secondsLeft: null });
});

test('a pause lowers the rate step by step, and it recovers', () => {
  const meter = new LoadMeter();
  const rates: number[] = [];
  for (let second = 0; second <= 30; second++) {
    const done = 30 * Math.min(second, 10) + 30 * Math.max(0, second - 20);
    rates.push(meter.measure([file({ progress: progress(done, 0) })], null, second).bytesPerSecond ?? 0);
  }
  expect(rates[10]).toBeCloseTo(30, 5);
  expect(rates[12]).toBeGreaterThan(10);
  expect(rates[20]).toBeLessThan(4);
  expect(rates[30]).toBeGreaterThan(25);
});
