import { describe, expect, test } from 'vitest';
import { LinkKind, SpanKind, StatusCode } from '../../../src/core/model/span-enums.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import {
  addSpans,
  buildSpans,
  mended,
  outline,
  rootsOf,
  type ShortSpan,
  timeAt,
} from '../../fixtures/build-spans.ts';
import { spanIdOf, traceOf } from '../../../src/core/model/dataset.ts';
import { ALL_REPAIRS } from '../../../src/core/model/repairs.ts';

const FIRST = 0 as SpanIndex;
const column = (values: unknown): number[] => [...(values as Iterable<number>)];

describe('order', () => {
  test('traces are contiguous, parents stand before children, siblings by start, ties by input order', () => {
    const dataset = buildSpans([
      { id: 'late', parent: 'root', startMs: 5 },
      { id: 'other', traceId: 'u' },
      { id: 'tie1', parent: 'root', startMs: 2 },
      { id: 'tie2', parent: 'root', startMs: 2 },
      { id: 'leaf', parent: 'late', startMs: 6 },
      { id: 'root', ms: 10 },
    ]);
    expect(outline(dataset)).toEqual([
      'root 0+10',
      '  tie1 2+1',
      '  tie2 2+1',
      '  late 5+1',
      '    leaf 6+1',
      'other 0+1',
    ]);
    expect(column(dataset.spans.parent)).toEqual([-1, 0, 0, 0, 3, -1]);
    expect(column(dataset.spans.subtreeEnd)).toEqual([5, 2, 3, 5, 5, 6]);
    expect([0, 1, 2, 3, 4, 5].map((span) => traceOf(dataset, span as SpanIndex))).toEqual([0, 0, 0, 0, 0, 1]);
    expect(column(dataset.traces.firstSpan)).toEqual([0, 5, 6]);
    expect(dataset.diagnostics).toEqual([]);
  });

  test('the order of arrival changes nothing', () => {
    const spans = [
      { id: 'a', ms: 9 },
      { id: 'b', parent: 'a', startMs: 1 },
      { id: 'c', parent: 'b', startMs: 2 },
    ];
    expect(outline(buildSpans(spans.toReversed()))).toEqual(outline(buildSpans(spans)));
  });

  test('more may be added after finishing, also what was missing', () => {
    const builder = addSpans([{ id: 'child', parent: 'root', startMs: 1 }]);
    expect(outline(builder.finish())).toEqual(['child 0+1 ORPHAN (root)']);
    addSpans([{ id: 'root', ms: 5 }], builder);
    expect(outline(builder.finish())).toEqual(['root 0+5', '  child 1+1']);
  });

  test('a chain of 100,000 levels and a parent of 100,000 children', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => ({
      id: `c${i}`,
      ...(i > 0 && { parent: `c${i - 1}` }),
    }));
    const deep = buildSpans(chain);
    expect(deep.spans.depth[99_999 as SpanIndex]).toBe(99_999);
    expect(deep.spans.subtreeEnd[FIRST]).toBe(100_000);
    const wide = buildSpans(
      chain.map(({ id }, i) => (i === 0 ? { id } : { id, parent: 'c0', startMs: 100_000 - i })),
    );
    expect(wide.spans.subtreeEnd[FIRST]).toBe(100_000);
    expect(spanIdOf(wide, 1 as SpanIndex)).toBe('c99999');
  });
});

describe('times', () => {
  test('nanoseconds are exact beyond 2^53', () => {
    const start = { seconds: 1_730_291_040, nanos: 680_439_518 };
    const { spans, traces } = buildSpans([
      { id: 'a', start },
      { id: 'b', parent: 'a', start: { ...start, nanos: start.nanos + 1 } },
    ]);
    expect(column(spans.start)).toEqual([0, 1]);
    expect(traces.originSeconds[0 as TraceIndex]).toBe(start.seconds);
    expect(traces.originNanos[0 as TraceIndex]).toBe(start.nanos);
  });

  test('every trace has an origin of its own, decades apart', () => {
    const { spans, traces } = buildSpans([{ id: 'now' }, { id: 'then', traceId: 'u', startMs: -1e12 }]);
    expect(column(spans.start)).toEqual([0, 0]);
    expect(column(traces.originSeconds)).toEqual([1_767_225_600, 767_225_600]);
  });

  test('the trace lasts from its earliest start to its latest end', () => {
    const { traces } = buildSpans([
      { id: 'root', startMs: 10, ms: 5 },
      { id: 'early', parent: 'root', startMs: 8 },
      { id: 'late', parent: 'root', startMs: 14, ms: 6 },
    ]);
    expect(traces.duration[0 as TraceIndex]).toBe(12e6);
  });

  test('an end before the start counts as no duration', () => {
    const dataset = buildSpans([{ id: 'a', ms: -5 }]);
    expect(outline(dataset)).toEqual(['a 0+0 NEGATIVE_DURATION']);
    expect(mended(dataset)).toEqual({ 'negative-duration': 1 });
  });

  test('one tick before the start is rounding, not a fault', () => {
    expect(outline(buildSpans([{ id: 'a', ms: -0.000001 }]))).toEqual(['a 0+0']);
  });

  test('a span without an end is unfinished', () => {
    const dataset = buildSpans([
      { id: 'a', ms: 10 },
      { id: 'b', parent: 'a', startMs: 4, ms: null },
    ]);
    expect(outline(dataset)).toEqual(['a 0+10', '  b 4+0 UNFINISHED']);
    expect(dataset.traces.duration[0 as TraceIndex]).toBe(10e6);
  });

  test('a missing start comes from events, else from the parent, else from the trace', () => {
    const dataset = buildSpans([
      { id: 'root', startMs: 3 },
      {
        id: 'fromEvent',
        parent: 'root',
        startMs: null,
        events: [
          { name: 'e', time: timeAt(7), attributes: [] },
          { name: 'f', time: timeAt(5), attributes: [] },
        ],
      },
      { id: 'fromAbove', parent: 'fromParent', startMs: null },
      { id: 'fromParent', parent: 'fromEvent', startMs: null },
      { id: 'fromTrace', startMs: null },
    ]);
    expect(outline(dataset)).toEqual([
      'root 0+1',
      '  fromEvent 2+1 START_UNKNOWN',
      '    fromParent 2+1 START_UNKNOWN',
      '      fromAbove 2+1 START_UNKNOWN',
      'fromTrace 0+1 START_UNKNOWN',
    ]);
    expect(mended(dataset)).toEqual({ 'unknown-start': 4, 'several-roots': 1 });
  });

  test('a span far from the rest does not stretch its trace', () => {
    const days = 24 * 3600e3;
    const dataset = buildSpans([
      { id: 'root' },
      { id: 'a', parent: 'root' },
      { id: 'b', parent: 'root' },
      { id: '1970', parent: 'root', startMs: -20_000 * days },
    ]);
    expect(mended(dataset)).toEqual({ 'impossible-time': 1 });
    expect(dataset.traces.duration[0 as TraceIndex]).toBe(1e6);
    expect(rootsOf(dataset)).toEqual({ t: 'root' });
  });

  test('a start before 1990 or after 2100 is impossible beside one between them, however few they are', () => {
    const dataset = buildSpans([
      { id: 'root', start: { seconds: -1, nanos: 999_995_000 } },
      { id: 'a', parent: 'root' },
    ]);
    expect(outline(dataset)[1]).toBe('  a 0+1');
    expect(mended(dataset)).toEqual({ 'impossible-time': 1 });
    expect(dataset.traces.duration[0 as TraceIndex]).toBe(1e6);
    const relative = buildSpans([{ id: 'a', start: { seconds: 0, nanos: 5 } }]);
    expect(relative.diagnostics).toEqual([]);
  });

  test('an end years away counts as none until times are not set aside any more', () => {
    const years = 263 * 365 * 24 * 3600e3;
    const builder = addSpans([
      { id: 'root', ms: 9 },
      { id: 'garbage', parent: 'root', startMs: 2, ms: years },
      { id: 'year', traceId: 'u', ms: 365 * 24 * 3600e3 },
    ]);
    const aside = builder.finish();
    expect(outline(aside)).toEqual(['root 0+9', '  garbage 2+0 UNFINISHED', `year 0+${365 * 24 * 3600e3}`]);
    expect(mended(aside)).toEqual({ 'impossible-time': 1 });
    expect(aside.traces.duration[0 as TraceIndex]).toBe(9e6);
    builder.repairs = { ...ALL_REPAIRS, setImpossibleTimesAside: false };
    const believed = builder.finish();
    expect(outline(believed)[1]).toBe(`  garbage 2+${years}`);
    expect(believed.diagnostics).toEqual([]);
    builder.repairs = ALL_REPAIRS;
    expect(outline(builder.finish())).toEqual(outline(aside));
  });

  test('a trace that really takes days is left alone', () => {
    const days = 24 * 3600e3;
    const dataset = buildSpans(
      [0, 1, 2, 3].map((day) => ({ id: `d${day}`, ...(day > 0 && { parent: 'd0' }), startMs: day * days })),
    );
    expect(dataset.diagnostics).toEqual([]);
    expect(dataset.traces.duration[0 as TraceIndex]).toBe(3 * days * 1e6 + 1e6);
  });
});

describe('parents', () => {
  test('an absent parent makes an orphan; the earliest root names the trace', () => {
    const dataset = buildSpans([
      { id: 'orphan', parent: 'gone' },
      { id: 'second', startMs: 3 },
      { id: 'first', startMs: 2 },
    ]);
    expect(outline(dataset)).toEqual(['orphan 0+1 ORPHAN (gone)', 'first 2+1', 'second 3+1']);
    expect(rootsOf(dataset)).toEqual({ t: 'first' });
    expect(mended(dataset)).toEqual({ 'orphan-span': 1, 'several-roots': 1 });
  });

  test('without a root the earliest orphan stands in', () => {
    const dataset = buildSpans([
      { id: 'b', parent: 'gone', startMs: 1 },
      { id: 'a', parent: 'gone' },
    ]);
    expect(rootsOf(dataset)).toEqual({ t: 'a' });
    expect(mended(dataset)).toEqual({ 'orphan-span': 2, 'no-root': 1 });
  });

  test('a circle is cut at its earliest span and keeps all of them', () => {
    const dataset = buildSpans([
      { id: 'tail', parent: 'a', startMs: 9 },
      { id: 'a', parent: 'c', startMs: 2 },
      { id: 'b', parent: 'a', startMs: 1 },
      { id: 'c', parent: 'b', startMs: 3 },
    ]);
    expect(outline(dataset)).toEqual(['b 0+1 CYCLE_CUT', '  c 2+1', '    a 1+1', '      tail 8+1']);
    expect(mended(dataset)).toEqual({ 'parent-cycle': 1, 'no-root': 1 });
  });

  test('two circles in one trace are two cuts', () => {
    const dataset = buildSpans([
      { id: 'a', parent: 'b' },
      { id: 'b', parent: 'a', startMs: 1 },
      { id: 'x', parent: 'y', startMs: 2 },
      { id: 'y', parent: 'x', startMs: 3 },
    ]);
    expect(outline(dataset)).toEqual(['a 0+1 CYCLE_CUT', '  b 1+1', 'x 2+1 CYCLE_CUT', '  y 3+1']);
  });

  test('a span that names itself is a root', () => {
    const dataset = buildSpans([{ id: 'a', parent: 'a' }]);
    expect(outline(dataset)).toEqual(['a 0+1 SELF_PARENT']);
    expect(mended(dataset)).toEqual({ 'self-parent': 1 });
  });

  test('a consumer below a producer is asynchronous, and so is what follows from its parent', () => {
    const dataset = buildSpans([
      { id: 'p', kind: SpanKind.PRODUCER },
      { id: 'c', parent: 'p', kind: SpanKind.CONSUMER },
      { id: 'f', parent: 'p', async: true, startMs: 1 },
    ]);
    expect(outline(dataset)).toEqual(['p 0+1', '  c 0+1 ASYNC', '  f 1+1 ASYNC']);
  });
});

describe('copies', () => {
  const span = { id: 'a', attributes: { k: 'v' }, events: [{ name: 'e', time: timeAt(1), attributes: [] }] };

  test('the same file twice counts once', () => {
    const dataset = buildSpans([span, { id: 'b', parent: 'a' }, span, { id: 'b', parent: 'a' }]);
    expect(outline(dataset)).toEqual(['a 0+1', '  b 0+1']);
    expect(mended(dataset)).toEqual({ 'duplicate-span': 2 });
    expect(dataset.events.length).toBe(1);
  });

  test('parts of one span are united: what one lacks the other gives', () => {
    const dataset = buildSpans(
      [
        { id: 'a', ms: null, attributes: { one: '1' } },
        {
          id: 'a',
          startMs: null,
          ms: 5,
          status: StatusCode.ERROR,
          statusMessage: 'boom',
          attributes: { two: '2' },
        },
      ].map((part) => ({ ...part, name: 'work' })),
    );
    expect(outline(dataset)).toEqual(['a 0+5 MERGED']);
    expect(mended(dataset)).toEqual({ 'merged-span': 1 });
    expect(dataset.spans.status[FIRST]).toBe(StatusCode.ERROR);
    expect(dataset.statusMessages.length).toBe(1);
    expect(column(dataset.spans.attributeStart)).toEqual([0, 2]);
  });

  test.each([
    [0.002, ['a 0+5 MERGED']],
    [0.003, ['a 0+5 CONFLICTING', 'a 0.003+5 CONFLICTING']],
  ])(
    'copies of two clocks %d ms apart: a microsecond of rounding on each side is one moment',
    (startMs, expected) => {
      const copies = [
        { id: 'a', ms: 5, attributes: { one: '1' } },
        { id: 'a', ms: 5, startMs },
      ];
      expect(outline(buildSpans(copies))).toEqual(expected);
    },
  );

  test('the server side of a shared id stands below the client, its children below it', () => {
    const dataset = buildSpans([
      { id: 'child', parent: 'x', service: 'backend', startMs: 3 },
      { id: 'x', service: 'backend', kind: SpanKind.SERVER, shared: true, startMs: 2, ms: 4 },
      { id: 'x', service: 'frontend', kind: SpanKind.CLIENT, ms: 8 },
    ]);
    expect(outline(dataset)).toEqual(['x 0+8', '  x 2+4 SHARED_SERVER', '    child 3+1']);
    expect(mended(dataset)).toEqual({ 'shared-span': 1 });
  });

  test('of two clients of one id the earlier has the server, whichever came first', () => {
    const server: ShortSpan = { id: 'x', kind: SpanKind.SERVER, startMs: 3 };
    const late: ShortSpan = { id: 'x', name: 'late', kind: SpanKind.CLIENT, startMs: 2 };
    const early: ShortSpan = { id: 'x', name: 'early', kind: SpanKind.CLIENT, startMs: 1 };
    const expected = ['x 0+1 CONFLICTING', '  x 2+1 SHARED_SERVER', 'x 1+1 CONFLICTING'];
    expect(outline(buildSpans([late, early, server]))).toEqual(expected);
    expect(outline(buildSpans([server, early, late]))).toEqual(expected);
  });

  test('a shared server without its client is an ordinary span', () => {
    expect(outline(buildSpans([{ id: 'x', kind: SpanKind.SERVER, shared: true }]))).toEqual(['x 0+1']);
  });

  test('a part whose service the file did not get to name joins the one that has it', () => {
    const dataset = buildSpans([
      { id: 'a', service: '', ms: 4 },
      { id: 'a', service: 'shop', ms: 4 },
    ]);
    expect(outline(dataset)).toEqual(['a 0+4 MERGED']);
    expect(dataset.services).toEqual(['shop']);
  });

  test('of parts that tell different starts the one with an end is right, whichever came first', () => {
    const begun = { id: 'a', startMs: 0, ms: null };
    const ended = { id: 'a', startMs: 5, ms: 10 };
    const other = { id: 'b', startMs: 0 };
    for (const parts of [
      [begun, ended],
      [ended, begun],
    ])
      expect(outline(buildSpans([other, ...parts]))).toEqual(['b 0+1', 'a 5+10 MERGED']);
  });

  test('a start that one part knows is the start, whichever came first', () => {
    const early = { id: 'b', startMs: 0 };
    const unknown = { id: 'a', startMs: null, ms: 10 };
    const known = { id: 'a', startMs: 5, ms: 10 };
    for (const parts of [
      [unknown, known],
      [known, unknown],
    ])
      expect(outline(buildSpans([early, ...parts]))).toEqual(['b 0+1', 'a 5+10 MERGED']);
  });

  test('one id with two stories keeps both, marked', () => {
    const dataset = buildSpans([
      { id: 'a', name: 'x' },
      { id: 'a', name: 'y', startMs: 1 },
      { id: 'b', parent: 'a', startMs: 2 },
    ]);
    expect(outline(dataset)).toEqual(['a 0+1 CONFLICTING', '  b 2+1', 'a 1+1 CONFLICTING']);
    expect(mended(dataset)).toEqual({ 'conflicting-span': 2, 'several-roots': 1 });
  });

  test('copies that are kept are no conflict, but take part in one', () => {
    const builder = addSpans([
      { id: 'a', name: 'x' },
      { id: 'a', name: 'x' },
      { id: 'b', name: 'y' },
      { id: 'b', name: 'y' },
      { id: 'b', name: 'z' },
    ]);
    builder.repairs = { ...ALL_REPAIRS, dropDuplicates: false };
    const dataset = builder.finish();
    expect(outline(dataset)).toEqual([
      'a 0+1',
      'a 0+1',
      ...Array.from({ length: 3 }, () => 'b 0+1 CONFLICTING'),
    ]);
    expect(mended(dataset)).toEqual({ 'kept-duplicate': 2, 'conflicting-span': 3, 'several-roots': 1 });
  });

  test('an id used ten thousand times is kept ten thousand times', () => {
    const dataset = buildSpans(Array.from({ length: 10_000 }, (_, i) => ({ id: 'a', startMs: i })));
    expect(dataset.spans.length).toBe(10_000);
  });

  test('spans without an id are never taken for one another', () => {
    const dataset = buildSpans([{ id: '' }, { id: '' }]);
    expect(dataset.spans.length).toBe(2);
    expect(mended(dataset)).toEqual({ 'missing-span-id': 2, 'several-roots': 1 });
  });
});

describe('what stands beside the spans', () => {
  test('events, links and messages open by span, after sorting', () => {
    const builder = addSpans([]);
    const attributes = [builder.attribute('exception.type', 0, 'E')];
    addSpans(
      [
        {
          id: 'b',
          parent: 'a',
          startMs: 2,
          statusMessage: 'no',
          events: [{ name: 'late', time: null, attributes }],
        },
        {
          id: 'a',
          links: [{ traceId: 'u', spanId: 'x', kind: LinkKind.LINK, attributes: [] }],
          events: [{ name: 'first', time: timeAt(1), attributes: [] }],
        },
      ],
      builder,
    );
    const { events, links, statusMessages, strings } = builder.finish();
    expect([...events.span]).toEqual([0, 1]);
    expect([...events.time]).toEqual([1e6, NaN]);
    expect([...events.name].map((name) => strings.get(name))).toEqual(['first', 'late']);
    expect([...events.attributeStart]).toEqual([0, 0, 1]);
    expect([[...links.span], strings.get(links.traceId[0])]).toEqual([[0], 'u']);
    expect([[...statusMessages.span], strings.get(statusMessages.value[0])]).toEqual([[1], 'no']);
  });

  test('equal resources are one, also when they were reserved and defined later', () => {
    const builder = addSpans([]);
    const early = builder.reserveResource();
    const shop = builder.resource({ service: 'shop', attributes: [] });
    const never = builder.reserveResource();
    addSpans(
      [{ id: '1' }, { id: '2' }, { id: '3' }].map(({ id }, i) => ({
        id,
        resource: [early, shop, never][i],
      })),
      builder,
    );
    builder.defineResource(early, { service: 'shop', attributes: [] });
    const { services, resources } = builder.finish();
    expect(services).toEqual(['shop', 'unknown service']);
    expect(resources).toHaveLength(2);
  });

  test('services and operations are numbered in order of arrival, not of layout', () => {
    const { services, operations } = buildSpans([
      { id: 'b', parent: 'a', service: 'two', startMs: 1 },
      { id: 'a', service: 'one' },
    ]);
    expect(services).toEqual(['two', 'one']);
    expect(operations.map(({ name }) => name)).toEqual(['op b', 'op a']);
  });

  test('a data set stays as it was when more is added', () => {
    const builder = addSpans([{ id: 'a', attributes: { k: '1' } }]);
    const before = builder.finish();
    addSpans([{ id: 'b', attributes: { k: '2' } }], builder);
    builder.finish();
    expect(outline(before)).toEqual(['a 0+1']);
    expect(before.attributes.length).toBe(1);
  });
});
