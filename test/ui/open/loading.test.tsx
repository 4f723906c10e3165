import { expect, test } from 'vitest';
import type { FileState } from '../../../src/state/app-state.ts';
import { shareDone, sumProgress } from '../../../src/ui/open/loading.ts';

const file = (phase: FileState['phase'], size: number, done = 0): FileState => ({
  id: 0,
  name: 'a.json',
  size,
  phase,
  progress: phase === 'reading' ? { done, total: size, spanCount: 5, format: '' } : null,
  report: null,
});

test('progress of many files is the sum of their bytes; what failed or was cancelled counts as done', () => {
  const totals = sumProgress([
    file('done', 100),
    file('failed', 50),
    file('cancelled', 50),
    file('reading', 200, 30),
    file('waiting', 100),
  ]);
  expect(totals).toEqual({
    fileCount: 5,
    settledCount: 3,
    failedCount: 1,
    cancelledCount: 1,
    doneBytes: 230,
    totalBytes: 500,
    spanCount: 5,
  });
  expect(shareDone(totals)).toBe(0.46);
});

test('a file that grew while it was read does not count for more than its size', () => {
  expect(sumProgress([file('reading', 100, 140)]).doneBytes).toBe(100);
});

test('where no sizes are known, progress counts files; of nothing it is 0', () => {
  expect(shareDone(sumProgress([file('done', 0), file('reading', 0)]))).toBe(0.5);
  expect(shareDone(sumProgress([]))).toBe(0);
});
