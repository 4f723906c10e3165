import { describe, expect, it } from 'vitest';
import { rowName } from '../../../../src/ui/trace/waterfall/row-name.ts';
import type { GroupFacts, HiddenFacts, SpanFacts } from '../../../../src/ui/trace/waterfall/row-facts.ts';

const row: SpanFacts = {
  kind: 'span',
  service: 'payments',
  operation: 'POST /charge',
  duration: 612e6,
  resolution: 1,
  offset: 220e6,
  selfTime: 100e6,
  pathTime: 480e6,
  pathName: 'critical path',
  slack: 0,
  isError: true,
  isUnfinished: false,
  isOrphan: false,
  isMatch: false,
  isContext: false,
  shift: 0,
  eventCount: 0,
  level: 4,
  position: 3,
  siblingCount: 5,
  descendantCount: 12,
  isCollapsed: true,
  hiddenErrorCount: 0,
  overhang: { before: 0, after: 0 },
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
  it('says that a span is found, that its clock was moved, and how far hidden descendants reach', () => {
    const odd = { ...row, isMatch: true, shift: -2e6, overhang: { before: 0, after: 5e6 } };
    expect(rowName(odd)).toBe(
      'payments, POST /charge, 612 ms, starts at 220 ms, 480 ms on the critical path, error, clock moved by −2 ms, match, level 4, 3 of 5, collapsed, 12 descendants, descendants end 5 ms after it',
    );
  });
});

describe('the name of a group', () => {
  const group: GroupFacts = {
    kind: 'group',
    service: 'orders',
    operation: 'SELECT',
    count: 37,
    errorCount: 0,
    pathTime: 0,
    pathName: 'critical path',
    offset: 1e9,
    sum: 1.9e9,
    wall: 0.7e9,
    min: 12e6,
    median: 40e6,
    max: 90e6,
    resolution: 1,
    concurrency: 3,
    isRepeated: false,
    matchCount: 0,
    level: 3,
    position: 2,
    siblingCount: 4,
    isCollapsed: true,
  };
  it('says how many there are, how long they took and how many at a time', () => {
    expect(rowName(group)).toBe(
      '37 × orders, SELECT, 3 at a time, sum 1.9 s, wall 700 ms, 12 ms to 90 ms, median 40 ms, starts at 1 s, level 3, 2 of 4, collapsed',
    );
  });
  it('says what stands out in it, and why it looks like a query per row', () => {
    const name = rowName({
      ...group,
      concurrency: 1,
      isRepeated: true,
      errorCount: 2,
      matchCount: 1,
      pathTime: 5e6,
    });
    expect(name).toContain('one at a time');
    expect(name).toContain(
      '5 ms on the critical path, 2 errors, 1 match, looks like N+1: The same call again',
    );
  });
});

describe('the name of a run left out', () => {
  const hidden: HiddenFacts = {
    kind: 'hidden',
    spanCount: 12,
    errorCount: 2,
    pathTime: 80e6,
    pathName: 'critical path',
    level: 3,
    position: 2,
    siblingCount: 4,
  };
  it('says what is in it', () => {
    expect(rowName(hidden)).toBe(
      '12 spans hidden, 2 errors, 80 ms on the critical path, level 3, 2 of 4, collapsed',
    );
    expect(rowName({ ...hidden, spanCount: 1, errorCount: 0, pathTime: 0 })).toBe(
      '1 span hidden, level 3, 2 of 4, collapsed',
    );
  });
});
