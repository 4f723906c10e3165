import { describe, expect, it } from 'vitest';
import { rowName, type RowFacts } from '../../../../src/ui/trace/waterfall/row-name.ts';

const row: RowFacts = {
  service: 'payments',
  operation: 'POST /charge',
  duration: 612e6,
  resolution: 1,
  offset: 220e6,
  pathTime: 480e6,
  pathName: 'critical path',
  isError: true,
  isUnfinished: false,
  isOrphan: false,
  eventCount: 0,
  level: 4,
  position: 3,
  siblingCount: 5,
  descendantCount: 12,
  isCollapsed: true,
  hiddenErrorCount: 0,
};

describe('rowName', () => {
  it('says everything the bar says', () => {
    expect(rowName(row)).toBe(
      'payments, POST /charge, 612 ms, starts at 220 ms, 480 ms on the critical path, error, level 4, 3 of 5, collapsed, 12 descendants',
    );
  });
  it('says little of a plain leaf off the path', () => {
    expect(rowName({ ...row, pathTime: 0, isError: false, descendantCount: 0, isCollapsed: false })).toBe(
      'payments, POST /charge, 612 ms, starts at 220 ms, level 4, 3 of 5',
    );
  });
  it('says what a collapsed row hides, and only then', () => {
    expect(rowName({ ...row, hiddenErrorCount: 2 })).toMatch(/collapsed, 12 descendants, 2 errors hidden$/);
    expect(rowName({ ...row, hiddenErrorCount: 2, isCollapsed: false })).toMatch(/expanded, 12 descendants$/);
  });
  it('says what is wrong with a span, and its events', () => {
    const mended = { ...row, isUnfinished: true, isOrphan: true, eventCount: 1 };
    expect(rowName(mended)).toContain(
      'POST /charge, starts at 220 ms, 480 ms on the critical path, error, unfinished, parent missing, 1 event',
    );
  });
  it('says that a duration of 0 is less than the clock can tell', () => {
    expect(rowName({ ...row, duration: 0, resolution: 1000, offset: 0 })).toContain('< 1 µs, starts at 0 ns');
  });
});
