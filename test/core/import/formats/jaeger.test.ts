import { describe, expect, test } from 'vitest';
import { DatasetBuilder } from '../../../../src/core/build/dataset-builder.ts';
import { jaeger } from '../../../../src/core/import/formats/jaeger.ts';
import { DiagnosticCounter } from '../../../../src/core/model/diagnostics.ts';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { readContent } from '../../../fixtures/read-files.ts';

const TRACE = '151e8ea44a5cf41c';
/** Ids of 64 bits are padded to OpenTelemetry's 128. */
const TRACE_ID = '0000000000000000151e8ea44a5cf41c';

const PROCESSES = { p1: { serviceName: 'shop', tags: [{ key: 'hostname', type: 'string', value: 'h1' }] } };

const SPAN = {
  traceID: TRACE,
  spanID: 'a1',
  operationName: 'GET /',
  references: [],
  startTime: 1695943858154739,
  duration: 11,
  processID: 'p1',
};
const READ = {
  trace: TRACE_ID,
  id: '00000000000000a1',
  service: 'shop',
  name: 'GET /',
  start: '1695943858154739000',
  duration: 11_000,
  resource: ['hostname: STRING h1'],
};

function api(...spans: object[]): { data: object[] } {
  return { data: [{ traceID: TRACE, spans, processes: PROCESSES }] };
}

/** The span with these tags, as it is read. */
async function readTags(...tags: [type: string, key: string, value: unknown][]): Promise<object> {
  const span = { ...SPAN, tags: tags.map(([type, key, value]) => ({ key, type, value })) };
  return describeSpans((await readContent(api(span))).dataset)[0];
}

describe('Jaeger spans are read from', () => {
  const trace = { traceID: TRACE, spans: [SPAN], processes: PROCESSES };
  const reversed = { processes: PROCESSES, spans: [SPAN], traceID: TRACE };
  const withoutOwnIds = { traceID: TRACE, spans: [{ ...SPAN, traceID: undefined }], processes: PROCESSES };

  test.each<[string, unknown]>([
    ['an answer of the API', { ...api(SPAN), total: 0, limit: 0, offset: 0, errors: null }],
    ['a trace alone', trace],
    ['a list of traces', [trace]],
    ['a trace whose processes come first', reversed],
    ['the page’s inner state', { data: trace, id: TRACE, state: 'FETCH_DONE' }],
    ['one trace per line', `${JSON.stringify(trace)}\n`],
    ['spans whose trace is named once', withoutOwnIds],
    [
      'spans that carry their process',
      { traceID: TRACE, spans: [{ ...SPAN, process: PROCESSES.p1 }], processes: null },
    ],
    ['times written as text', api({ ...SPAN, startTime: '1695943858154739', duration: '11' })],
  ])('%s', async (_, content) => {
    expect(describeSpans((await readContent(content)).dataset)).toEqual([READ]);
  });

  test('several traces, each with processes of its own under the same names', async () => {
    const other = {
      traceID: 'b',
      spans: [{ ...SPAN, traceID: 'b' }],
      processes: { p1: { serviceName: 'bank' } },
    };
    const { dataset } = await readContent({ data: [...api(SPAN).data, other] });
    expect(describeSpans(dataset).map(({ service }) => service)).toEqual(['shop', 'bank']);
  });
});

describe('the parent of a Jaeger span is', () => {
  const child = (references: object[], more = {}): object => ({ ...SPAN, spanID: 'c3', references, ...more });
  const to = (spanID: string, refType = 'CHILD_OF', traceID = TRACE): object => ({
    refType,
    traceID,
    spanID,
  });
  const parents = [SPAN, { ...SPAN, spanID: 'a2' }];

  async function readChild(references: object[], more = {}): Promise<object> {
    const { dataset } = await readContent(api(...parents, child(references, more)));
    const { parent, flags, links } = describeSpans(dataset).find(({ id }) => id === '00000000000000c3')!;
    return { parent, flags, links };
  }

  test('the first CHILD_OF in its trace; the others are links', async () => {
    expect(
      await readChild([to('ff', 'CHILD_OF', 'ff'), to('a2', 'FOLLOWS_FROM'), to('a1'), to('a2')]),
    ).toEqual({
      parent: '00000000000000a1',
      links: [
        'EXTRA_PARENT 000000000000000000000000000000ff/00000000000000ff',
        `FOLLOWS_FROM ${TRACE_ID}/00000000000000a2`,
        `EXTRA_PARENT ${TRACE_ID}/00000000000000a2`,
      ],
    });
  });

  test('without a CHILD_OF the first FOLLOWS_FROM, which does not wait', async () => {
    expect(await readChild([to('a2', 'FOLLOWS_FROM')])).toEqual({
      parent: '00000000000000a2',
      flags: ['ASYNC'],
    });
  });

  test('no span of another trace', async () => {
    expect(await readChild([to('a1', 'CHILD_OF', 'ff')])).toEqual({
      links: ['EXTRA_PARENT 000000000000000000000000000000ff/00000000000000a1'],
    });
  });

  test('none where a reference to span 0 says so', async () => {
    expect(await readChild([to('0000000000000000')])).toEqual({});
  });

  test('what parentSpanID says where there are no references', async () => {
    expect(await readChild([], { parentSpanID: 'a1' })).toEqual({ parent: '00000000000000a1' });
  });

  test('never looked for inside a reference', async () => {
    const nested = {
      ...to('a1'),
      span: { ...SPAN, spanID: 'dead', references: [{ ...to('beef'), span: SPAN }] },
    };
    const { dataset } = await readContent(api(SPAN, child([nested])));
    expect(describeSpans(dataset).map(({ id }) => id)).toEqual(['00000000000000a1', '00000000000000c3']);
  });
});

describe('tags of a Jaeger span', () => {
  test('keep their types and all digits', async () => {
    const { attributes } = (await readTags(
      ['string', 's', 'text'],
      ['bool', 'b', true],
      ['bool', 'b as text', 'false'],
      ['int64', 'i', '9223372036854775807'],
      ['float64', 'f', 72.5],
      ['binary', 'bin', 'AAAwOQ=='],
      ['json', 'unknown type', 'x'],
    )) as { attributes: string[] };
    expect(attributes).toEqual([
      's: STRING text',
      'b: BOOL true',
      'b as text: BOOL false',
      'i: INT 9223372036854775807',
      'f: DOUBLE 72.5',
      'bin: BYTES AAAwOQ==',
      'unknown type: STRING x',
    ]);
  });

  test('that are OpenTelemetry’s kind, status and scope become those', async () => {
    const span = await readTags(
      ['string', 'span.kind', 'consumer'],
      ['string', 'otel.status_code', 'ERROR'],
      ['string', 'otel.status_description', 'too late'],
      ['string', 'otel.scope.name', 'lib'],
      ['string', 'otel.library.version', '2'],
      ['string', 'internal.span.format', 'proto'],
    );
    expect(span).toEqual({ ...READ, kind: 'CONSUMER', status: 'ERROR', message: 'too late', scope: 'lib 2' });
  });

  test.each<[string, string, unknown, string | undefined, string | undefined]>([
    ['true', 'bool', true, 'ERROR', undefined],
    ['"true"', 'string', 'true', 'ERROR', undefined],
    ['a text', 'string', 'ClientSideError', 'ERROR', 'ClientSideError'],
    ['1', 'int64', 1, 'ERROR', undefined],
    ['0', 'int64', 0, undefined, undefined],
    ['false', 'bool', false, undefined, undefined],
    ['"false"', 'string', 'false', undefined, undefined],
    ['nothing', 'string', '', undefined, undefined],
  ])('error=%s', async (_, type, value, status, message) => {
    const span = (await readTags([type, 'error', value])) as { status?: string; message?: string };
    expect([span.status, span.message]).toEqual([status, message]);
  });

  test('error wins over otel.status_code', async () => {
    expect(await readTags(['bool', 'error', true], ['string', 'otel.status_code', 'OK'])).toMatchObject({
      status: 'ERROR',
    });
  });
});

describe('a Jaeger file', () => {
  test('keeps logs as events, named by their event, their message or not at all', async () => {
    const field = (key: string, value: string): object => ({ key, type: 'string', value });
    const logs = [
      { timestamp: 1695943858154740, fields: [field('level', 'info'), field('event', 'cache miss')] },
      { timestamp: 1695943858154741.5, fields: [field('message', 'hello')] },
      { fields: [field('x', 'y')] },
    ];
    const { dataset } = await readContent(api({ ...SPAN, logs }));
    expect(describeSpans(dataset)[0].events).toEqual([
      'cache miss @1695943858154740000, level: STRING info',
      'hello @1695943858154741500',
      'log, x: STRING y',
    ]);
  });

  test('keeps fractions of microseconds', async () => {
    const { dataset } = await readContent(api({ ...SPAN, startTime: 1695943858154739.5, duration: 0.25 }));
    expect(describeSpans(dataset)[0]).toMatchObject({ start: '1695943858154739500', duration: 250 });
  });

  test('that starts at 0 starts at 0', async () => {
    const { dataset } = await readContent(api({ ...SPAN, startTime: 0, duration: 250 }));
    expect(describeSpans(dataset)[0]).toMatchObject({ start: '0', duration: 250_000 });
  });

  test('counts warnings and keeps those of a span with it', async () => {
    const content = api({ ...SPAN, warnings: ['clock skew'] });
    Object.assign(content.data[0], { warnings: ['trace warning'] });
    const { dataset, report } = await readContent(content);
    expect(describeSpans(dataset)[0].attributes).toEqual(['jaeger.warning: STRING clock skew']);
    expect(report.diagnostics).toEqual([{ code: 'source-warning', count: 2, example: 'clock skew' }]);
  });

  test('counts spans whose process is nowhere, whatever it is called', async () => {
    const lost = [1, 2].map((i) => ({ ...SPAN, spanID: `${i}`, processID: '__proto__' }));
    const { dataset, report } = await readContent(api(SPAN, ...lost));
    expect(describeSpans(dataset).map(({ service }) => service)).toEqual([
      'shop',
      'unknown service',
      'unknown service',
    ]);
    expect(report.diagnostics).toEqual([
      { code: 'missing-resource', count: 2, example: 'process "__proto__"' },
    ]);
  });

  test('has no service yet where its processes are still to come', () => {
    const builder = new DatasetBuilder();
    const diagnostics = new DiagnosticCounter();
    const target = { sink: builder, diagnostics, fileName: 'a.json', keepsAttributes: true, place: 0 };
    const reader = jaeger.read(target);
    const servicesNow = () => describeSpans(builder.peek()).map(({ service }) => service);
    reader.open('data[]');
    reader.value('data[].spans[]', SPAN);
    reader.value('data[].spans[]', { ...SPAN, spanID: 'a2', processID: 'p2' });
    expect(servicesNow()).toEqual(['service not read yet', 'service not read yet']);
    reader.value('data[].processes', PROCESSES);
    expect(servicesNow()).toEqual(['shop', 'service not read yet']);
    reader.close('data[]');
    expect(servicesNow()).toEqual(['shop', 'unknown service']);
    expect(builder.finish().services).toEqual(['shop', 'unknown service']);
  });

  test('says what the API could not fetch', async () => {
    const { report } = await readContent({ ...api(SPAN), errors: [{ code: 500, msg: 'shard 3 timed out' }] });
    expect(report.diagnostics).toEqual([{ code: 'partial-export', count: 1, example: 'shard 3 timed out' }]);
  });
});
