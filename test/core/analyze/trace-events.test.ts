import { describe, expect, test } from 'vitest';
import { listEvents } from '../../../src/core/analyze/trace-events.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans, timeAt } from '../../fixtures/build-spans.ts';
import { hasSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { readContent } from '../../fixtures/read-files.ts';

const builder = addSpans([]);
const event = (name: string, ms: number | null, attributes: Record<string, string> = {}) => ({
  name,
  time: ms === null ? null : timeAt(ms),
  attributes: Object.entries(attributes).map(([key, value]) => builder.attribute(key, 0, value)),
});

addSpans(
  [
    { id: 'elsewhere', traceId: 'before', events: [event('far', 1)] },
    { id: 'r', ms: 100, events: [event('started', 0), event('done', 90), event('untimed', null)] },
    {
      id: 'a',
      parent: 'r',
      startMs: 10,
      ms: 20,
      events: [
        event('cache miss', 15, { key: 'cart:7', tries: '2' }),
        event('exception', 20, {
          'exception.type': 'TimeoutError',
          'exception.message': 'no answer after 30 ms\nfrom "pay"',
          'exception.stacktrace': 'at a\nat b',
          'exception.escaped': 'true',
        }),
      ],
    },
    {
      id: 'b',
      parent: 'r',
      startMs: 10,
      ms: 20,
      events: [
        event('exception', 12, {
          'exception.type': 'TimeoutError',
          'exception.message': 'no answer after 12 ms',
        }),
        // As OpenTracing has it, read from Jaeger's logs.
        event('error', 25, { 'error.kind': 'Refused', message: "can't reach host 10.0.0.1", stack: 'at c' }),
        event('gave up', 26, { 'error.object': 'EOF' }),
      ],
    },
  ],
  builder,
);
const dataset = builder.finish();

function rowsOf(read: Dataset, trace = 0): string[] {
  const { span, time, name, names, summary, summaries, kind } = listEvents(
    read,
    sliceTrace(read, trace as TraceIndex),
  );
  return Array.from(
    span,
    (at, row) =>
      `${time[row] / 1e6} #${at} ${names[name[row]]}${kind[row] < 0 ? '' : ` !${kind[row]}`} | ${summaries[summary[row]]}`,
  );
}

describe('listEvents', () => {
  test('all events of the trace by time, those without time last', () => {
    expect(rowsOf(dataset, 1)).toEqual([
      '0 #0 started | ',
      '12 #2 exception !0 | TimeoutError: no answer after 12 ms',
      '15 #1 cache miss | key=cart:7  tries=2',
      '20 #1 exception !0 | TimeoutError: no answer after 30 ms…  exception.escaped=true',
      "25 #2 error !1 | Refused: can't reach host 10.0.0.1",
      '26 #2 gave up !2 | EOF',
      '90 #0 done | ',
      'NaN #0 untimed | ',
    ]);
  });

  test('exceptions of one type whose messages are alike are of one kind', () => {
    expect(listEvents(dataset, sliceTrace(dataset, 1 as TraceIndex)).kinds).toEqual([
      { type: 'TimeoutError', message: 'no answer after # ms' },
      { type: 'Refused', message: "can't reach host #.#.#.#" },
      { type: '', message: 'EOF' },
    ]);
  });

  test('long values, and long lines, are cut', () => {
    const values = (length: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'x'.repeat(length)]));
    const long = [values(120, 1), values(121, 1), values(95, 4), values(99, 4), { k0: ' \ntwo\nlines' }];
    const read = addSpans(
      [{ id: 'l', traceId: 'long', ms: 9, events: long.map((each, at) => event('e', at, each)) }],
      builder,
    ).finish();
    const x = (length: number): string => 'x'.repeat(length);
    expect(rowsOf(read, 2).map((row) => row.split('| ')[1])).toEqual([
      `k0=${x(120)}`,
      `k0=${x(120)}…`,
      Array.from({ length: 4 }, (_, at) => `k${at}=${x(95)}`).join('  '),
      `${Array.from({ length: 4 }, (_, at) => `k${at}=${x(99)}`)
        .join('  ')
        .slice(0, 400)}…`,
      'k0=two…',
    ]);
  });

  test('only those of the trace', () => {
    expect(rowsOf(dataset, 0)).toEqual(['1 #0 far | ']);
  });
});

describe.skipIf(!hasSamples)('real files', () => {
  test('the events of a build, read from Jaeger', async () => {
    const { dataset: real } = await readContent(sampleBytes('jaeger-api/buildx-buildkit.json'));
    const { span, time, names, summaries, kinds } = listEvents(real, sliceTrace(real, 0 as TraceIndex));
    expect(span).toHaveLength(real.events.length);
    expect(time.every((moment, at) => at === 0 || moment >= time[at - 1])).toBe(true);
    expect(names).toContain('http.getconn.start');
    expect(summaries).toContain('message.type=SENT  message.id=1');
    expect(kinds).toEqual([]);
  });
});
