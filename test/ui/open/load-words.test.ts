import { expect, test } from 'vitest';
import type { LoadState } from '../../../src/state/app-state.ts';
import { formatTimeLeft, shareDone } from '../../../src/ui/open/load-words.ts';

const LOAD: LoadState = {
  fileCount: 4,
  settledCount: 1,
  failedCount: 0,
  cancelledCount: 0,
  doneBytes: 30,
  totalBytes: 120,
  spanCount: 0,
  bytesPerSecond: null,
  secondsLeft: null,
  memory: 0,
  expectedMemory: 0,
  detail: 'all',
  ending: null,
};

test('the share done is of bytes, of files where no sizes are known, and never more than all', () => {
  expect(shareDone(LOAD)).toBe(0.25);
  expect(shareDone({ ...LOAD, totalBytes: 0, doneBytes: 0 })).toBe(0.25);
  expect(shareDone({ ...LOAD, doneBytes: 150 })).toBe(1);
  expect(shareDone({ ...LOAD, fileCount: 0, totalBytes: 0 })).toBe(0);
});

test('the time left is told in steps that stand still for a while', () => {
  expect([0, 4.9, 6, 12, 27, 88, 100, 700, 5300, 8000].map(formatTimeLeft)).toEqual([
    'a few seconds left',
    'a few seconds left',
    'about 5 s left',
    'about 10 s left',
    'about 30 s left',
    'about 90 s left',
    'about 2 min left',
    'about 12 min left',
    'about 88 min left',
    'about 2 h left',
  ]);
});
