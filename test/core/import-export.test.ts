import { describe, expect, test } from 'vitest';
import {
  createAggregator,
  createSpan,
  type Span,
  SpanKind,
  StatusCode,
  type TracAggregator,
} from '../../src/core/index.ts';

const CHECKOUT = createSpan({
  traceId: 'trace-1',
  spanId: 'span-1',
  serviceName: 'shop',
  operationName: 'checkout',
  startTime: 1_700_682_554.050631,
  duration: 0.30000000000000004,
  attributes: { cart: 3, deep: { list: [1, 'zwei', null] } },
});
const CHARGE = createSpan({
  traceId: 'trace-1',
  spanId: 'span-2',
  parentSpanId: 'span-1',
  serviceName: 'payment',
  operationName: 'charge',
  startTime: 1_700_682_554.15,
  duration: 0.1,
  status: StatusCode.ERROR,
  kind: SpanKind.SERVER,
  errorMessage: 'card declined: "expired"\n',
});
const CRON = createSpan({
  traceId: 'trace-2',
  spanId: 'span-1',
  serviceName: 'cron',
  operationName: 'tick',
  startTime: 1_700_682_600,
  duration: 0,
  status: StatusCode.UNSET,
  kind: SpanKind.INTERNAL,
});

function aggregateAll(): TracAggregator {
  const aggregator = createAggregator();
  aggregator.ingestSpans([CHECKOUT, CHARGE, CRON]);
  return aggregator;
}

const bytesOf = (aggregator: TracAggregator): Buffer => Buffer.concat([...aggregator.exportToJson()]);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('exportToJson', () => {
  test('writes what the original reads', () => {
    const file = JSON.parse(bytesOf(aggregateAll()).toString()) as { traces: Record<string, unknown>[] };
    expect(file.traces).toHaveLength(2);
    const [{ spans, ...trace }] = file.traces;
    expect(trace).toMatchObject({ trace_id: 'trace-1', span_count: 2, services: ['payment', 'shop'] });
    expect((spans as unknown[])[1]).toMatchObject({
      trace_id: 'trace-1',
      span_id: 'span-2',
      parent_span_id: 'span-1',
      service_name: 'payment',
      operation_name: 'charge',
      start_time: 1_700_682_554.15,
      duration: 0.1,
      status: 'ERROR',
      kind: 'SERVER',
      attributes: {},
      error_message: 'card declined: "expired"\n',
    });
  });

  test('without traces too', () => {
    expect(JSON.parse(bytesOf(createAggregator()).toString())).toEqual({ traces: [] });
  });
});

describe('importFromJson', () => {
  test('gives back every span that was exported, and says what it read', async () => {
    const aggregator = createAggregator();
    const report = await aggregator.importFromJson(bytesOf(aggregateAll()), 'traces.json');
    expect(report).toEqual({
      format: 'TracAgg JSON',
      traceCount: 2,
      spanCount: 3,
      diagnostics: [],
      failure: null,
    });
    expect(aggregator.getAllTraces().flatMap(({ spans }) => spans)).toEqual([CHECKOUT, CHARGE, CRON]);
  });

  test('exporting, importing and exporting again is a fixed point', async () => {
    const once = bytesOf(aggregateAll());
    const aggregator = createAggregator();
    await aggregator.importFromJson(once);
    const twice = bytesOf(aggregator);
    const again = createAggregator();
    await again.importFromJson(twice);
    expect(bytesOf(again).toString()).toBe(twice.toString());
  });

  test('reads other formats: OTLP', async () => {
    const otlp = {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '5b8efff798038103d269b633813fc60c',
                  spanId: 'eee19b7ec3c1b174',
                  name: 'checkout',
                  kind: 2,
                  startTimeUnixNano: '1700682554050631000',
                  endTimeUnixNano: '1700682554350631000',
                  status: { code: 2, message: 'declined' },
                },
              ],
            },
          ],
        },
      ],
    };
    const aggregator = createAggregator();
    const report = await aggregator.importFromJson(utf8(JSON.stringify(otlp)), 'otlp.json');
    expect(report).toMatchObject({ format: 'OTLP JSON', traceCount: 1, spanCount: 1 });
    expect(aggregator.getTrace('5b8efff798038103d269b633813fc60c')!.getRootSpan()).toMatchObject({
      serviceName: 'shop',
      operationName: 'checkout',
      kind: SpanKind.SERVER,
      status: StatusCode.ERROR,
      errorMessage: 'declined',
      startTime: 1_700_682_554.050631,
      duration: 0.3,
    });
  });

  test('counts what it added itself, whatever is imported at the same time', async () => {
    const other = createAggregator();
    other.ingestSpan({ ...CRON, traceId: 'trace-3' });
    const aggregator = createAggregator();
    const reports = await Promise.all(
      [bytesOf(aggregateAll()), bytesOf(other)].map((file) => aggregator.importFromJson(file)),
    );
    expect(reports.map(({ traceCount, spanCount }) => [traceCount, spanCount])).toEqual([
      [2, 3],
      [1, 1],
    ]);
  });

  test('adds to what is there', async () => {
    const aggregator = createAggregator();
    aggregator.ingestSpan(CHECKOUT);
    expect(await aggregator.importFromJson(bytesOf(aggregateAll()))).toMatchObject({
      traceCount: 1,
      spanCount: 2,
    });
  });

  test('tells what was mended in the traces it has spans of, not in others', async () => {
    const aggregator = createAggregator();
    const orphan = { ...CHARGE, parentSpanId: 'gone' };
    const fileOf = (...spans: Span[]) => {
      const one = createAggregator();
      one.ingestSpans(spans);
      return bytesOf(one);
    };
    const reports = [
      await aggregator.importFromJson(fileOf(orphan)),
      await aggregator.importFromJson(fileOf(CRON)),
      await aggregator.importFromJson(fileOf(orphan, CHECKOUT)),
    ];
    expect(
      reports.map(({ traceCount, spanCount, diagnostics }) => [
        traceCount,
        spanCount,
        diagnostics.map(({ code, count }) => `${code} ${count}`),
      ]),
    ).toEqual([
      [1, 1, ['orphan-span 1', 'no-root 1']],
      [1, 1, []],
      [0, 1, ['duplicate-span 1', 'orphan-span 1']],
    ]);
  });

  test('rejects with the reason where nothing can be read, and keeps what was there', async () => {
    const aggregator = aggregateAll();
    await expect(aggregator.importFromJson(utf8('<html>login</html>'), 'traces.json')).rejects.toThrow(
      /web page/,
    );
    await expect(aggregator.importFromJson(new Uint8Array(0), 'empty.json')).rejects.toThrow(/empty/);
    expect(aggregator.getSummaryStatistics().totalSpans).toBe(3);
  });
});

describe('importFromStream', () => {
  async function* oneByOne(bytes: Uint8Array): AsyncIterable<Uint8Array> {
    for (const byte of bytes) yield Uint8Array.of(byte);
  }

  test('reads the same, byte by byte', async () => {
    const aggregator = createAggregator();
    const report = await aggregator.importFromStream(oneByOne(bytesOf(aggregateAll())), 'traces.json');
    expect(report).toMatchObject({ traceCount: 2, spanCount: 3 });
    expect(aggregator.getAllTraces().flatMap(({ spans }) => spans)).toEqual([CHECKOUT, CHARGE, CRON]);
  });

  test('a stream that breaks leaves nothing behind, and spans ingested meanwhile stay', async () => {
    const aggregator = createAggregator();
    async function* breaking(): AsyncIterable<Uint8Array> {
      yield utf8('{"traces": [{"spans": [');
      aggregator.ingestSpan(CRON);
      throw new Error('disk gone');
    }
    await expect(aggregator.importFromStream(breaking())).rejects.toThrow('disk gone');
    expect(aggregator.getAllTraces().flatMap(({ spans }) => spans)).toEqual([CRON]);
  });
});
