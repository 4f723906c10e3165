import { expect, test } from 'vitest';
import { describeSample } from '../../../src/ui/parts/sample-words.ts';

const SAMPLE = {
  errorTraceCount: 312,
  errorShare: 1,
  slowestTraceCount: 2000,
  otherTraceCount: 41,
  otherShare: 0.1,
};

test('a sample says which traces it holds, and never more than is true', () => {
  expect(describeSample(SAMPLE)).toBe(
    'all 312 with errors, the 2,000 slowest of the others, and 41 (10\u202f%) of the rest',
  );
  expect(describeSample({ ...SAMPLE, errorShare: 0.02, otherTraceCount: 0, otherShare: 0 })).toBe(
    '312 (2.0\u202f%) of those with errors, the 2,000 slowest of the others, and none of the rest',
  );
});
