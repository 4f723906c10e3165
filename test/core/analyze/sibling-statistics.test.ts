import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupSiblings } from '../../../src/core/analyze/sibling-groups.ts';
import { measureSiblings, type SiblingStatistics } from '../../../src/core/analyze/sibling-statistics.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans, type ShortSpan } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

type Measured = { [K in keyof SiblingStatistics]: number };

/** The statistics of each group of the first trace, times in milliseconds. */
function measure(dataset: Dataset): Measured[] {
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const statistics = measureSiblings(slice, groupSiblings(slice, dataset.operations.length));
  return Array.from(
    statistics.count,
    (_, group) =>
      Object.fromEntries(
        Object.entries(statistics).map(([name, column]: [string, Int32Array | Float64Array]) => [
          name,
          column instanceof Float64Array ? column[group] / CELL : column[group],
        ]),
      ) as Measured,
  );
}

describe('a group of like siblings', () => {
  test('is measured: sum, wall, spread, how many at once', () => {
    const [group] = measure(
      drawTraces(`
        app: GET /             ------------------
          db: SELECT           ----
          db: SELECT [error]     ----
          db: SELECT             --
          db: SELECT                 -
          db: SELECT                     -----
          db: SELECT                         -----
      `),
    );
    expect(group).toEqual({
      count: 6,
      finishedCount: 6,
      errorCount: 1,
      start: 0,
      end: 19,
      sum: 21,
      wall: 16,
      min: 1,
      median: 4, // of 1 2 4 4 5 5 the fourth, as every percentile here
      max: 5,
      concurrency: 3,
    });
  });

  test('members that touch do not run at the same time; those of no length never do', () => {
    const [group] = measure(
      drawTraces(`
        app: GET /      ---------
          db: SELECT    ---
          db: SELECT       ---
          db: SELECT       |
          db: SELECT       |
          db: SELECT          ---
      `),
    );
    expect(group).toMatchObject({ concurrency: 1, wall: 9, min: 0, median: 3, max: 3 });
  });

  test('unfinished members count, and have no duration', () => {
    const children = [null, 4, 4, 2, 1].map((ms, i): ShortSpan => ({
      id: `c${i}`,
      parent: 'r',
      name: 'call',
      startMs: 10 * i,
      ms,
    }));
    expect(measure(buildSpans([{ id: 'r', ms: 60 }, ...children]))).toEqual([
      {
        count: 5,
        finishedCount: 4,
        errorCount: 0,
        start: 0,
        end: 41,
        sum: 11,
        wall: 11,
        min: 1,
        median: 4,
        max: 4,
        concurrency: 1,
      },
    ]);
  });

  test('of nothing but unfinished members lasts from first start to last start', () => {
    const children = Array.from({ length: 5 }, (_, i): ShortSpan => ({
      id: `c${i}`,
      parent: 'r',
      name: 'call',
      startMs: i,
      ms: null,
    }));
    expect(measure(buildSpans([{ id: 'r', ms: 60 }, ...children]))).toMatchObject([
      { count: 5, finishedCount: 0, start: 0, end: 4, sum: 0, wall: 0, median: 0, concurrency: 1 },
    ]);
  });

  test('wall and concurrency are what counting cell by cell gives, the rest what sorting gives', () => {
    const anyMembers = fc.array(fc.record({ startMs: fc.nat(40), ms: fc.nat(12) }), {
      minLength: 5,
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyMembers, (members) => {
        const dataset = buildSpans([
          { id: 'r', ms: 60 },
          ...members.map((times, i) => ({ id: `c${i}`, parent: 'r', name: 'call', ...times })),
        ]);
        const running = Array.from(
          { length: 60 },
          (_, cell) => members.filter(({ startMs, ms }) => startMs <= cell && cell < startMs + ms).length,
        );
        const lengths = members.map(({ ms }) => ms).toSorted((a, b) => a - b);
        expect(measure(dataset)).toMatchObject([
          {
            min: lengths[0],
            median: lengths[lengths.length >> 1],
            max: lengths.at(-1),
            wall: running.filter((count) => count > 0).length,
            concurrency: Math.max(1, ...running),
            sum: members.reduce((sum, { ms }) => sum + ms, 0),
          },
        ]);
      }),
    );
  });
});
