import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeTracAgg } from '../../../../src/core/import/formats/write-tracagg.ts';
import type { Dataset } from '../../../../src/core/model/dataset.ts';
import { hasSamples, listSamples, sampleBytes } from '../../../fixtures/check-sample.ts';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { readContent } from '../../../fixtures/read-files.ts';

const ORACLE = fileURLToPath(new URL('../../../../../shared/oracle/reference.json', import.meta.url));

/** A span as the original program writes it. */
const SPAN = {
  trace_id: 'Trace-1',
  span_id: 's0',
  parent_span_id: null,
  service_name: 'api',
  operation_name: 'handle',
  start_time: 1000.5,
  duration: 0.5,
  status: 'OK',
  kind: 'SERVER',
  attributes: {},
  error_message: null,
};

function file(...spans: (typeof SPAN | object)[]): { traces: object[] } {
  return {
    traces: [{ trace_id: 'Trace-1', duration: 0.5, span_count: spans.length, services: ['api'], spans }],
  };
}

function textOf(dataset: Dataset): string {
  const decoder = new TextDecoder();
  return Array.from(writeTracAgg(dataset), (part) => decoder.decode(part)).join('');
}

async function rewrite(content: unknown): Promise<string> {
  return textOf((await readContent(content)).dataset);
}

describe('a TracAgg file', { timeout: 60_000 }, () => {
  test('is read with its ids as they are', async () => {
    const { dataset, report } = await readContent(file(SPAN));
    expect(describeSpans(dataset)).toEqual([
      {
        trace: 'Trace-1',
        id: 's0',
        service: 'api',
        name: 'handle',
        kind: 'SERVER',
        status: 'OK',
        start: '1000500000000',
        duration: 5e8,
      },
    ]);
    expect(report.formats).toEqual(['TracAgg JSON']);
    expect(report.diagnostics).toEqual([]);
  });

  test('of the original program is written back with the same values and nothing added', async () => {
    const original = file(
      {
        ...SPAN,
        start_time: 1700682554.050631,
        duration: 2.4727591613743596,
        attributes: {
          'http.method': 'GET',
          n: 0,
          half: 0.5,
          ok: true,
          list: [1, 'zwei', null],
          deep: { ключ: '🧭' },
        },
      },
      {
        ...SPAN,
        span_id: 's1',
        parent_span_id: 's0',
        start_time: 1700682555.1,
        duration: 0.30000000000000004,
      },
      {
        ...SPAN,
        span_id: 's2',
        parent_span_id: 's0',
        start_time: 1700682555.2,
        duration: -0.25,
        status: 'ERROR',
        error_message: 'boom: "quoted"\n',
      },
      { ...SPAN, span_id: 's3', parent_span_id: 'gone', start_time: 1700682555.3, kind: 'CONSUMER' },
    );
    Object.assign(original.traces[0], {
      duration: 1700682554.050631 + 2.4727591613743596 - 1700682554.050631,
    });
    expect(JSON.parse(await rewrite(original))).toEqual(original);
  });

  test('that starts at 0 keeps its 0', async () => {
    const original = file({ ...SPAN, start_time: 0 });
    expect(JSON.parse(await rewrite(original))).toEqual(original);
  });

  test('gives any seconds back to the last bit', async () => {
    const start = fc.double({ min: -1e9, max: 4e9, noNaN: true });
    const duration = fc.double({ min: -10, max: 1e7, noNaN: true });
    await fc.assert(
      fc.asyncProperty(start, duration, async (startTime, seconds) => {
        const times = { start_time: startTime + 0, duration: seconds + 0 }; // JSON has no -0
        const [trace] = JSON.parse(await rewrite(file({ ...SPAN, ...times }))).traces;
        expect(trace.spans[0]).toMatchObject(times);
      }),
    );
  });

  test('without traces is a TracAgg file all the same', async () => {
    const { report } = await readContent({ traces: [] });
    expect(report.formats).toEqual(['TracAgg JSON']);
  });

  test('whose totals are not those of its spans says so', async () => {
    const wrong = file(SPAN);
    Object.assign(wrong.traces[0], { span_count: 7 });
    const { report } = await readContent(wrong);
    expect(report.diagnostics).toEqual([
      { code: 'mismatched-summary', count: 1, example: 'trace Trace-1 states 7 spans, 1 found' },
    ]);
  });
});

/** A span that says everything the original has no word for. */
const OTLP = {
  resourceSpans: [
    {
      resource: {
        attributes: [
          { key: 'service.name', value: { stringValue: 'cart' } },
          { key: 'pid', value: { intValue: '1' } },
        ],
      },
      schemaUrl: 'https://opentelemetry.io/schemas/1.4.0',
      scopeSpans: [
        {
          scope: { name: 'lib', version: '1', attributes: [{ key: 'x', value: { doubleValue: 2 } }] },
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b173',
              name: 'work',
              kind: 1,
              startTimeUnixNano: '1730291040680439518',
              endTimeUnixNano: '1730291040980439529',
              attributes: [
                { key: 'big', value: { intValue: '9223372036854775807' } },
                { key: 'whole', value: { doubleValue: 2 } },
                { key: 'bytes', value: { bytesValue: 'AQID' } },
                { key: 'list', value: { arrayValue: { values: [{ intValue: '9223372036854775807' }] } } },
                { key: 'twice', value: { stringValue: 'a' } },
                { key: 'twice', value: { stringValue: 'b' } },
                { key: '7', value: { stringValue: 'a key JavaScript would move' } },
              ],
              events: [
                {
                  timeUnixNano: '1730291040680439520',
                  name: 'e',
                  attributes: [{ key: 'k', value: { stringValue: 'v' } }],
                },
                { timeUnixNano: '0', name: 'timeless' },
              ],
              links: [
                { traceId: 'a1', spanId: 'b2', attributes: [{ key: 'l', value: { boolValue: true } }] },
              ],
            },
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b174',
              parentSpanId: 'eee19b7ec3c1b173',
              name: 'never ends',
              startTimeUnixNano: '1730291040680439519',
            },
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b175',
              parentSpanId: 'eee19b7ec3c1b173',
              name: 'ends before it starts',
              startTimeUnixNano: '1730291040680439529',
              endTimeUnixNano: '1730291040680439520',
            },
          ],
        },
      ],
    },
  ],
};

describe('an export', { timeout: 60_000 }, () => {
  test('uses only the original’s words in the original’s keys', async () => {
    const [trace] = JSON.parse(await rewrite(OTLP)).traces;
    expect(trace).toMatchObject({
      trace_id: '5b8efff798038103d269b633813fc60c',
      span_count: 3,
      services: ['cart'],
    });
    const { otel: _, ...own } = trace.spans[0];
    expect(own).toEqual({
      trace_id: '5b8efff798038103d269b633813fc60c',
      span_id: 'eee19b7ec3c1b173',
      parent_span_id: null,
      service_name: 'cart',
      operation_name: 'work',
      start_time: 1730291040.6804395,
      duration: 0.300000011,
      status: 'OK',
      kind: 'UNSPECIFIED',
      attributes: {
        7: 'a key JavaScript would move',
        big: Number('9223372036854775807'),
        whole: 2,
        bytes: 'AQID',
        list: [Number('9223372036854775807')],
        twice: 'b',
      },
      error_message: null,
    });
  });

  test('read again says everything that was read first', async () => {
    const { dataset } = await readContent(OTLP);
    const again = await readContent(textOf(dataset));
    expect(describeSpans(again.dataset)).toEqual(describeSpans(dataset));
    expect(again.dataset.sources).toContainEqual({ name: 'test.json', format: 'OTLP JSON', resolution: 1 });
    expect(again.dataset.resources).toContainEqual(
      expect.objectContaining({ schemaUrl: 'https://opentelemetry.io/schemas/1.4.0' }),
    );
  });

  test('keeps ends that were set aside', async () => {
    const at = '1730291040680439518';
    const spans = [
      {
        traceId: '1'.repeat(32),
        spanId: '1'.repeat(16),
        startTimeUnixNano: at,
        endTimeUnixNano: '9000000000000000007',
      },
      {
        traceId: '1'.repeat(32),
        spanId: '2'.repeat(16),
        startTimeUnixNano: at,
        endTimeUnixNano: '1730291040680439999',
      },
    ];
    const { dataset } = await readContent({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
    expect(dataset.diagnostics.map(({ code }) => code)).toContain('impossible-time');
    const text = textOf(dataset);
    expect(JSON.parse(text).traces[0].spans[0].duration).toBeCloseTo(7269708959.31956, 4);
    const again = await readContent(text);
    expect(again.report.diagnostics).toEqual([]);
    expect(describeSpans(again.dataset)).toEqual(describeSpans(dataset));
    expect(again.dataset.asideEnds).toEqual(dataset.asideEnds);
    expect(dataset.asideEnds.length).toBe(1);
    expect(textOf(again.dataset)).toBe(text);
  });

  test('read and written again is the same to the byte', async () => {
    const first = await rewrite(OTLP);
    expect(await rewrite(first)).toBe(first);
  });

  test('of any spans is a fixed point: circles, orphans, rivals, missing ends, every type of attribute', async () => {
    const id = fc.constantFrom('', '1', '2', '3', '4');
    // Steps of 10 µs: no two starts are close enough to mean the same moment.
    const start = fc
      .bigInt({ min: 1n, max: 10n ** 8n })
      .map((step) => `${17n * 10n ** 17n + step * 10_000n}`);
    const nanos = fc.option(start);
    const value = fc.oneof(
      fc.record({ stringValue: fc.string() }),
      fc.record({ intValue: fc.oneof(fc.maxSafeInteger(), fc.bigInt().map(String)) }),
      fc.record({
        doubleValue: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant('NaN')),
      }),
      fc.record({ boolValue: fc.boolean() }),
      fc.constant({}),
      fc.record({ arrayValue: fc.record({ values: fc.array(fc.record({ doubleValue: fc.double() })) }) }),
    );
    const attributes = fc.array(fc.record({ key: fc.constantFrom('a', 'b', '0', '__proto__'), value }), {
      maxLength: 4,
    });
    const span = fc.record({
      traceId: fc.constantFrom('', '1'),
      spanId: id,
      parentSpanId: id,
      name: fc.constantFrom('x', 'y'),
      kind: fc.nat(5),
      startTimeUnixNano: start,
      endTimeUnixNano: nanos,
      status: fc.record({ code: fc.nat(2), message: fc.constantFrom('', 'm') }),
      attributes,
      events: fc.array(fc.record({ name: fc.string(), timeUnixNano: nanos, attributes }), { maxLength: 2 }),
    });
    // Of rivals under one id that start at the same moment it is the order that decides who has the children.
    const spans = fc.uniqueArray(span, {
      selector: ({ startTimeUnixNano }) => startTimeUnixNano,
      minLength: 1,
    });
    const serviceCalled = (name: string) => ({
      attributes: [{ key: 'service.name', value: { stringValue: name } }],
    });
    await fc.assert(
      fc.asyncProperty(spans, fc.nat(10), async (content, ofShop) => {
        const resourceSpans = [
          { resource: serviceCalled('shop'), scopeSpans: [{ spans: content.slice(0, ofShop) }] },
          { resource: serviceCalled('db'), scopeSpans: [{ spans: content.slice(ofShop) }] },
        ];
        const first = await rewrite({ resourceSpans });
        expect(await rewrite(first)).toBe(first);
      }),
    );
  });

  test('of values nested 10,000 levels deep is a fixed point too', async () => {
    const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
    const content = JSON.stringify(file({ ...SPAN, attributes: { deep: 'DEEP' } })).replace('"DEEP"', deep);
    const { dataset } = await readContent(content);
    expect(describeSpans(dataset)[0].attributes).toEqual([`deep: JSON ${deep}`]);
    const first = textOf(dataset);
    expect(await rewrite(first)).toBe(first);
  });

  test('comes in parts that do not cut characters', async () => {
    const spans = Array.from({ length: 2000 }, (_, i) => ({
      ...SPAN,
      span_id: `s${i}`,
      operation_name: '🧭'.repeat(50),
    }));
    const { dataset } = await readContent(file(...spans));
    const parts = [...writeTracAgg(dataset)];
    expect(parts.length).toBeGreaterThan(1);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    expect(() => parts.map((part) => decoder.decode(part))).not.toThrow();
  });
});

describe.skipIf(!hasSamples)('over the real files', { timeout: 60_000 }, () => {
  const folders = ['otlp/', 'tempo/', 'grafana-download/', 'jaeger-api/', 'zipkin/'];
  const paths = hasSamples
    ? listSamples().filter((path) => folders.some((folder) => path.startsWith(folder)))
    : [];

  test.each(paths)('the export of %s is a fixed point and says the same', async (path) => {
    const { dataset } = await readContent(sampleBytes(path));
    const first = textOf(dataset);
    const again = await readContent(first);
    expect(textOf(again.dataset)).toBe(first);
    expect(spansWithoutHistory(again.dataset)).toEqual(spansWithoutHistory(dataset));
  });

  const cases = existsSync(ORACLE)
    ? (
        JSON.parse(readFileSync(ORACLE, 'utf8')) as {
          cases: { name: string; export: { traces: object[] } }[];
        }
      ).cases
    : [];

  test.each(cases)('the original’s file $name comes back value for value', async ({ export: original }) => {
    const { dataset, report } = await readContent(original);
    expect(report.diagnostics).toEqual([]);
    expect(sortSpans(JSON.parse(textOf(dataset)))).toEqual(sortSpans(original));
  });
});

/** Siblings may stand in another order than they arrived in: by start. */
function sortSpans(content: { traces: object[] }): object {
  const byId = (a: { span_id: string }, b: { span_id: string }): number => (a.span_id < b.span_id ? -1 : 1);
  return content.traces.map((trace) => ({
    ...trace,
    spans: (trace as { spans: { span_id: string }[] }).spans.toSorted(byId),
  }));
}

/** That a span was once united of parts is not in the file. */
function spansWithoutHistory(dataset: Dataset): object[] {
  return describeSpans(dataset).map(({ flags = [], ...span }) => ({
    ...span,
    flags: flags.filter((flag) => flag !== 'MERGED'),
  }));
}
