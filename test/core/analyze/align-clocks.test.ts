import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignClocks } from '../../../src/core/analyze/align-clocks.ts';
import { findClockPairs } from '../../../src/core/analyze/clock-pairs.ts';
import { findClocks } from '../../../src/core/analyze/trace-clocks.ts';
import { sliceTrace, type TraceSlice } from '../../../src/core/analyze/trace-slice.ts';
import { type Dataset, spanIdOf } from '../../../src/core/model/dataset.ts';
import { SpanKind, StatusCode } from '../../../src/core/model/span-enums.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans, type ShortSpan } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces, PICTURE_START } from '../../fixtures/picture.ts';

function align(dataset: Dataset): TraceSlice {
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const clocks = findClocks(dataset, slice);
  return alignClocks(slice, clocks, findClockPairs(slice, clocks));
}

/** The slice drawn: one line a span, its name and its bar where it now stands; from the trace's own start. */
function draw(dataset: Dataset, { spans } = align(dataset)): string[] {
  return Array.from({ length: spans.length }, (_, at) => {
    const span = at as SpanIndex;
    const name = '  '.repeat(spans.depth[span]) + dataset.operations[spans.operation[span]].name;
    const bar = '-'.repeat(spans.duration[span] / CELL);
    return name.padEnd(12) + ' '.repeat(spans.start[span] / CELL) + bar;
  });
}

/** The lines of a drawing, without its margin. */
function linesOf(drawing: string): string[] {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin));
}

describe('aligned clocks', () => {
  test('a callee moves to where its call fits, and who it calls moves with it', () => {
    const dataset = drawTraces(`
      web: shop [client]             ------------
        orders: order [server]    -------
          orders: pick             ---
          orders: ask [client]      ----
            stock: count [server]    --
      `);
    const slice = align(dataset);
    expect(draw(dataset, slice)).toEqual(
      linesOf(`
      shop        ------------
        order     -------
          pick     ---
          ask       ----
            count    --
      `),
    );
    expect(Array.from(slice.shift!, (shift) => shift / CELL)).toEqual([0, 3, 3, 3, 3]);
    expect(slice.origin).toEqual({ ...PICTURE_START, nanos: 3 * CELL });
    expect(slice.duration).toBe(12 * CELL);
  });

  test('a shift that a callee has against its shifted caller comes on top', () => {
    const dataset = drawTraces(`
      web: shop [client]                 -----------
        orders: order [server]         ---------
          orders: ask [client]          -------
            stock: count [server]    ----
      `);
    expect(draw(dataset)).toEqual(
      linesOf(`
      shop        -----------
        order     ---------
          ask      -------
            count  ----
      `),
    );
  });

  test('siblings stand in order of their new starts, their subtrees with them', () => {
    const dataset = drawTraces(`
      web: shop                  ----------------
        web: late [client]          -------
          pay: charge [server]   -----
            pay: log             -
        web: early [client]      ----
        pay: audit                ---
      `);
    const slice = align(dataset);
    expect(draw(dataset, slice)).toEqual(
      linesOf(`
      shop        ----------------
        early     ----
        late         -------
          charge     -----
            log      -
        audit         ---
      `),
    );
    expect(Array.from({ length: 6 }, (_, at) => slice.spanOf[at as SpanIndex])).toEqual([0, 1, 3, 4, 5, 2]);
    expect(slice.root).toBe(0);
  });

  test('clocks that agree leave the slice as it is', () => {
    const dataset = drawTraces(`
      web: shop [client]         --------
        orders: order [server]    ----
    `);
    const slice = align(dataset);
    expect(slice.shift).toBeNull();
    expect(slice).toEqual(sliceTrace(dataset, 0 as TraceIndex));
  });
});

test('a callee that fits its other caller as it stands is not moved out of that by the one that is shifted', () => {
  const dataset = drawTraces(`
    web: shop                     ------------------
      web: one [client]           --------
        orders: order [server]  --------
          orders: ask [client]    ----
            stock: in [server]      --
      web: two [client]                    -----
        stock: now [server]                 ----
    `);
  expect(draw(dataset)).toEqual(
    linesOf(`
    shop        ------------------
      one       --------
        order   --------
          ask     ----
            in    --
      two                -----
        now               ----
    `),
  );
});

test('where callers disagree, the one with more calls is believed', () => {
  const dataset = drawTraces(`
    web: shop                  --------------------------
      web: one [client]        ----
        stock: a [server]       --
      web: two [client]            ----
        stock: b [server]           --
      web: three [client]                  ----------
        orders: order [server]     --------
          orders: ask [client]       ----
            stock: c [server]         --
  `);
  expect(draw(dataset)).toEqual(
    linesOf(`
    shop        --------------------------
      one       ----
        a        --
      two           ----
        b            --
      three                 ----------
        order               --------
          ask                 ----
            c          --
  `),
  );
});

test('a caller whose callee is set already moves to it', () => {
  const dataset = drawTraces(`
    web: shop                       ------------------
      web: ask [client]             --------
        orders: first [server]       ----
      stock: watch                           --------
        stock: ask [client]                   ----
          orders: answer [server]          ----
  `);
  expect(draw(dataset)).toEqual(
    linesOf(`
    shop        ------------------
      ask       --------
        first    ----
      watch           --------
        ask            ----
          answer       ----
  `),
  );
});

test('a callee that lasts a tick longer than its caller begins with it', () => {
  const dataset = drawTraces(`
    web: shop [client]         ----
      pay: charge [server]  -----
  `);
  expect(draw(dataset)).toEqual(
    linesOf(`
    shop        ----
      charge    -----
  `),
  );
});

test('the clock of the root is right, also where a tree stands before it; other trees follow', () => {
  const dataset = buildSpans([
    { id: 'left', parent: 'lost', service: 'pay', startMs: 0, ms: 4 },
    { id: 'root', service: 'web', startMs: 10, ms: 30 },
    { id: 'call', parent: 'root', service: 'web', kind: SpanKind.CLIENT, startMs: 20, ms: 10 },
    { id: 'charge', parent: 'call', service: 'pay', kind: SpanKind.SERVER, startMs: 5, ms: 10 },
    { id: 'job', parent: 'gone', service: 'cron', startMs: 50, ms: 20 },
    { id: 'start', parent: 'job', service: 'cron', kind: SpanKind.CLIENT, startMs: 55, ms: 10 },
    { id: 'run', parent: 'start', service: 'runner', kind: SpanKind.SERVER, startMs: 50, ms: 10 },
  ]);
  const slice = align(dataset);
  const moved = Array.from({ length: slice.spans.length }, (_, at) => [
    spanIdOf(dataset, slice.spanOf[at as SpanIndex]),
    slice.columns.start[at] / 1e6 + 10,
    slice.shift![at] / 1e6,
  ]);
  expect(moved).toEqual([
    ['root', 10, 0],
    ['call', 20, 0],
    ['charge', 20, 15],
    ['left', 15, 15],
    ['job', 50, 0],
    ['start', 55, 0],
    ['run', 55, 5],
  ]);
  expect(slice.root).toBe(0);
});

test('whatever is shifted, it is the same trace with the same tree, and who was called began after its caller', () => {
  const anyCalls = fc.record({
    skew: fc.integer({ min: -50, max: 50 }),
    calls: fc.array(fc.record({ to: fc.nat(1), delay: fc.integer({ min: 1, max: 3 }) }), { maxLength: 12 }),
  });
  fc.assert(
    fc.property(anyCalls, ({ skew, calls }) => {
      // Two services that call each other, each call inside the one before it; the clock of one is off.
      const spans: ShortSpan[] = [{ id: 's0', service: 'service 0', startMs: 1000, ms: 1000 }];
      let [from, to, inside] = [1000, 2000, 0];
      const add = (id: string, parent: string, kind: SpanKind) =>
        spans.push({
          id,
          parent,
          kind,
          service: `service ${inside}`,
          ...(spans.length % 3 === 0 && { status: StatusCode.ERROR }),
          startMs: from + inside * skew,
          ms: to - from,
        });
      for (const call of calls) {
        const caller = `c${spans.length}`;
        add(caller, spans.at(-1)!.id, SpanKind.CLIENT);
        [from, to, inside] = [from + call.delay, to - call.delay, call.to];
        add(`s${spans.length}`, caller, SpanKind.SERVER);
      }
      const dataset = buildSpans(spans);
      const slice = align(dataset);
      const { parent, start, subtreeEnd, depth } = slice.columns;
      for (let at = 0; at < parent.length; at++) {
        const own = slice.spanOf[at as SpanIndex];
        const above = parent[at] < 0 ? -1 : slice.spanOf[parent[at] as SpanIndex];
        expect(above).toBe(dataset.spans.parent[own]);
        expect(subtreeEnd[at] - at).toBe(dataset.spans.subtreeEnd[own] - own);
        expect(depth[at]).toBe(dataset.spans.depth[own]);
        for (const column of ['duration', 'operation', 'kind', 'status', 'flags'] as const)
          expect(slice.columns[column][at]).toBe(dataset.spans[column][own]);
        expect(start[at]).toBeGreaterThanOrEqual((start[parent[at]] ?? 0) - CELL); // one tick
      }
      expect(Math.min(...start)).toBe(0);
      expect(spanIdOf(dataset, slice.spanOf[slice.root])).toBe('s0');
    }),
  );
});
