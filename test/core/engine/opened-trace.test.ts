import { expect, test } from 'vitest';
import { arrangeTrace } from '../../../src/core/engine/arrange-trace.ts';
import { OpenTrace, TraceOpener } from '../../../src/core/engine/open-trace.ts';
import { listEvents } from '../../../src/core/engine/event-list.ts';
import { viewFlame } from '../../../src/core/engine/flame-view.ts';
import { viewPath } from '../../../src/core/engine/path-view.ts';
import { viewSpan } from '../../../src/core/engine/span-detail.ts';
import { findSpans } from '../../../src/core/engine/span-search.ts';
import { viewTrace } from '../../../src/core/engine/trace-view.ts';
import { stringAt } from '../../../src/core/lib/joined-strings.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { SpanKind, StatusCode } from '../../../src/core/model/span-enums.ts';
import { buildSpans, type ShortSpan, timeAt } from '../../fixtures/build-spans.ts';
import { drawTraces } from '../../fixtures/picture.ts';

const WHOLE = { of: null, window: null, blocking: [], nonBlocking: [] };

/** Web calls pay at 10 ms, whose clock is 4 ms behind; a span of pay next to the call stands before it as stored. */
function skewed(): Dataset {
  const event = (name: string, ms: number) => ({ name, time: timeAt(ms), attributes: [] });
  const pay: Partial<ShortSpan> = { service: 'pay', kind: SpanKind.SERVER };
  return buildSpans([
    { id: 'root', service: 'web', startMs: 0, ms: 30, events: [event('begun', 1)] },
    { id: 'call', parent: 'root', service: 'web', kind: SpanKind.CLIENT, startMs: 10, ms: 10 },
    { id: 'charge', parent: 'call', ...pay, startMs: 6, ms: 8, events: [event('charged', 7)] },
    { id: 'audit', parent: 'root', ...pay, startMs: 8, ms: 1, events: [event('noted', 8)] },
  ]);
}

const view = (alignClocks: boolean) => viewTrace(new OpenTrace(skewed(), { traceId: 't', alignClocks }));
const idsOf = ({ spanIds, spanCount }: ReturnType<typeof view>) =>
  Array.from({ length: spanCount }, (_, at) => stringAt(spanIds, at));

test('clocks that differ are named, aligned or not', () => {
  const clock = {
    caller: { service: 'web', place: '' },
    callee: { service: 'pay', place: '' },
    offset: 4e6,
    least: 4e6,
    most: 6e6,
    callCount: 1,
    misfitCount: 1,
  };
  expect(view(false).clocks).toEqual([clock]);
  expect(view(true).clocks).toEqual([clock]);
});

test('as stored, nothing is shifted', () => {
  const stored = view(false);
  expect(idsOf(stored)).toEqual(['root', 'audit', 'call', 'charge']);
  expect([...stored.spans.start]).toEqual([0, 8e6, 10e6, 6e6]);
  expect(stored.spans.shift).toHaveLength(0);
  expect([...stored.events.span]).toEqual([0, 1, 3]);
  expect([...stored.events.time]).toEqual([1e6, 8e6, 7e6]);
});

test('aligned, spans and their events move, and all columns follow the new order', () => {
  const aligned = view(true);
  expect(idsOf(aligned)).toEqual(['root', 'call', 'charge', 'audit']);
  expect([...aligned.spans.parent]).toEqual([-1, 0, 1, 0]);
  expect([...aligned.spans.start]).toEqual([0, 10e6, 10e6, 12e6]);
  expect([...aligned.spans.duration]).toEqual([30e6, 10e6, 8e6, 1e6]);
  expect([...aligned.spans.shift]).toEqual([0, 0, 4e6, 4e6]);
  expect([...aligned.spans.selfTime]).toEqual([20e6, 2e6, 8e6, 1e6]);
  expect([...aligned.spans.position]).toEqual([1, 1, 1, 2]);
  expect([...aligned.events.span]).toEqual([0, 2, 3]);
  expect([...aligned.events.time]).toEqual([1e6, 11e6, 12e6]);
  expect(aligned.duration).toBe(30e6);
});

test('aligned, every answer counts spans in the new order, and events by the new times', () => {
  const params = { traceId: 't', alignClocks: true };
  const open = new OpenTrace(skewed(), params);
  expect([...findSpans(open, { ...params, query: 'id:audit' }).spans]).toEqual([3]);
  expect(viewSpan(open, { ...params, span: 3 }).spanId).toBe('audit');
  const { span, time, name, names } = listEvents(open);
  expect(Array.from(name, (own, row) => [names[own], span[row], time[row]])).toEqual([
    ['begun', 0, 1e6],
    ['charged', 2, 11e6],
    ['noted', 3, 12e6],
  ]);
});

test('siblings are sorted by what is asked for', () => {
  const dataset = drawTraces(`
    app: GET /      =-------------==
      a: quick       -----
      b: long        =----==
        c: in it      ====
      d: last               ======
  `);
  const open = new OpenTrace(dataset, { traceId: 't0', alignClocks: false });
  const names = (sort: 'start' | 'duration' | 'self' | 'critical') =>
    Array.from(
      arrangeTrace(open, { traceId: 't0', alignClocks: false, ...WHOLE, sort, isGrouped: true }).span,
      (span) => dataset.operations[open.slice.columns.operation[span]].name,
    ).join(', ');
  expect(names('start')).toBe('GET /, quick, long, in it, last');
  expect(names('duration')).toBe('GET /, long, in it, last, quick');
  expect(names('self')).toBe('GET /, last, quick, long, in it');
  expect(names('critical')).toBe('GET /, last, long, in it, quick');
});

test('like siblings are groups where they are asked for', () => {
  const dataset = drawTraces(`
    app: GET /       -----
      db: SELECT     -
      db: SELECT      -
      db: SELECT       -
      db: SELECT        -
      db: SELECT         -
  `);
  const params = { traceId: 't0', alignClocks: false };
  const open = new OpenTrace(dataset, params);
  const countsOf = (isGrouped: boolean) =>
    arrangeTrace(open, { ...params, ...WHOLE, sort: 'start', isGrouped }).groups.count;
  expect([...countsOf(true)]).toEqual([5]);
  expect([...countsOf(false)]).toEqual([]);
});

test('what is counted of a trace', () => {
  const whole = viewTrace(
    new OpenTrace(
      buildSpans([
        { id: 'r', ms: 30 },
        { id: 'a', parent: 'r', startMs: 1, status: StatusCode.ERROR },
        { id: 'b', parent: 'a', startMs: 1 },
        { id: 'c', parent: 'r', startMs: 2, status: StatusCode.ERROR },
        { id: 'd', parent: 'lost', startMs: 3 },
      ]),
      { traceId: 't', alignClocks: false },
    ),
  );
  expect(whole).toMatchObject({ spanCount: 5, errorCount: 2, depthCount: 3, rootCount: 2, hasRoot: true });
  expect([...whole.errorsBefore]).toEqual([0, 0, 1, 1, 2, 2]);
  expect([...whole.spans.childCount]).toEqual([2, 1, 0, 0, 0]);
  expect([...whole.spans.position]).toEqual([1, 1, 1, 2, 2]);
});

test('a trace of a lone orphan that took no time', () => {
  const params = { traceId: 't', alignClocks: false };
  const open = new OpenTrace(buildSpans([{ id: 'o', parent: 'lost', ms: 0 }]), params);
  expect(viewTrace(open)).toMatchObject({ depthCount: 1, rootCount: 1, hasRoot: false });
  const { services, operations, span } = viewPath(open, { ...params, ...WHOLE });
  expect([...services, ...operations].map(({ percentage }) => percentage)).toEqual([0, 0]);
  expect(span).toHaveLength(0);
});

test('the trace asked about last is kept, until another or other clocks are asked for', () => {
  const opener = new TraceOpener(skewed());
  const first = opener.open({ traceId: 't', alignClocks: false });
  expect(opener.open({ traceId: 't', alignClocks: false })).toBe(first);
  expect(opener.open({ traceId: 't', alignClocks: true })).not.toBe(first);
});

test('shares are of the duration that is shown: aligned, that of the aligned trace', () => {
  const dataset = buildSpans([
    { id: 'call', service: 'web', kind: SpanKind.CLIENT, startMs: 40, ms: 20 },
    { id: 'charge', parent: 'call', service: 'pay', kind: SpanKind.SERVER, startMs: 0, ms: 20 },
  ]);
  const sharesOf = (alignClocks: boolean) => {
    const params = { traceId: 't', alignClocks };
    const open = new OpenTrace(dataset, params);
    const { services, operations } = viewPath(open, { ...params, ...WHOLE });
    return [...services, ...operations].map(({ percentage }) => Math.round(percentage));
  };
  expect(sharesOf(false)).toEqual([33, 33, 33, 33]);
  expect(sharesOf(true)).toEqual([100, 100, 100, 100]);
});

test.each([-1, 4])('place %i, where the trace has no span', (at) => {
  const params = { traceId: 't', alignClocks: false };
  const open = new OpenTrace(skewed(), params);
  const path = { ...params, ...WHOLE };
  const missing = `The trace has no span at place ${at}.`;
  expect(() => viewSpan(open, { ...params, span: at })).toThrow(missing);
  expect(() => viewPath(open, { ...path, of: at })).toThrow(missing);
  expect(() => viewFlame(open, { ...path, top: at, order: 'time', measure: 'self' })).toThrow(missing);
});
