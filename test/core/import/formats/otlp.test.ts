import { describe, expect, test } from 'vitest';
import { DatasetBuilder } from '../../../../src/core/build/dataset-builder.ts';
import { otlp } from '../../../../src/core/import/formats/otlp.ts';
import { DiagnosticCounter } from '../../../../src/core/model/diagnostics.ts';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { readContent, readFiles } from '../../../fixtures/read-files.ts';

const TRACE = '5b8efff798038103d269b633813fc60c';
const ROOT = 'eee19b7ec3c1b173';
const CHILD = 'eee19b7ec3c1b174';

const SPAN = {
  traceId: TRACE,
  spanId: ROOT,
  name: 'GET /cart',
  kind: 2,
  startTimeUnixNano: '1730291040680439518',
  endTimeUnixNano: '1730291040680439519',
};
/** What `SPAN` must become: its times are two odd numbers beyond 2^53, one nanosecond apart. */
const READ = {
  trace: TRACE,
  id: ROOT,
  service: 'cart',
  name: 'GET /cart',
  kind: 'SERVER',
  start: '1730291040680439518',
  duration: 1,
  resource: ['service.name: STRING cart'],
};
const RESOURCE = { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] };

/** A document with one resource and one scope. */
function envelope(...spans: object[]): object {
  return { resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ spans }] }] };
}

async function spansOf(content: unknown): Promise<unknown[]> {
  return describeSpans((await readContent(content)).dataset);
}

describe('an OTLP span keeps', () => {
  test('its times to the nanosecond', async () => {
    expect(await spansOf(envelope(SPAN))).toEqual([READ]);
  });

  test('every type of attribute, integers in all their digits, nested ones as JSON', async () => {
    const attributes = [
      { key: 'text', value: { stringValue: '' } },
      { key: 'int', value: { intValue: '9223372036854775807' } },
      { key: 'small', value: { intValue: 7 } },
      { key: 'double', value: { doubleValue: 0.1 } },
      { key: 'no number', value: { doubleValue: 'NaN' } },
      { key: 'yes', value: { boolValue: true } },
      { key: 'bytes', value: { bytesValue: 'AQID' } },
      {
        key: 'list',
        value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '9007199254740993' }] } },
      },
      { key: 'empty list', value: { arrayValue: {} } },
      {
        key: 'map',
        value: { kvlistValue: { values: [{ key: 'k"', value: { arrayValue: { values: [{}] } } }] } },
      },
      { key: 'nothing', value: {} },
      { key: 'twice', value: { intValue: '1' } },
      { key: 'twice', value: { intValue: '2' } },
    ];
    expect(await spansOf(envelope({ ...SPAN, attributes }))).toEqual([
      {
        ...READ,
        attributes: [
          'text: STRING',
          'int: INT 9223372036854775807',
          'small: INT 7',
          'double: DOUBLE 0.1',
          'no number: DOUBLE NaN',
          'yes: BOOL true',
          'bytes: BYTES AQID',
          'list: JSON ["a",9007199254740993]',
          'empty list: JSON []',
          'map: JSON {"k\\"":[null]}',
          'nothing: NULL',
          'twice: INT 1',
          'twice: INT 2',
        ],
      },
    ]);
  });

  test('an attribute nested 10,000 levels deep', async () => {
    const open = '{"arrayValue":{"values":['.repeat(10_000);
    const close = ']}}'.repeat(10_000);
    const text = JSON.stringify(envelope({ ...SPAN, attributes: [{ key: 'deep', value: 'DEEP' }] }));
    const { dataset } = await readContent(text.replace('"DEEP"', `${open}{"intValue":"1"}${close}`));
    expect(describeSpans(dataset)).toEqual([
      { ...READ, attributes: [`deep: JSON ${'['.repeat(10_000)}1${']'.repeat(10_000)}`] },
    ]);
  });

  test('events, links, status, trace state, what was dropped', async () => {
    const span = {
      ...SPAN,
      traceState: 'vendor=1',
      droppedAttributesCount: 3,
      droppedEventsCount: 0,
      status: { code: 2, message: 'out of stock' },
      events: [
        {
          timeUnixNano: '1730291040680439519',
          name: 'exception',
          attributes: [{ key: 'a', value: { intValue: 1 } }],
        },
        { timeUnixNano: '0', name: '' },
      ],
      links: [
        {
          traceId: TRACE.toUpperCase(),
          spanId: CHILD,
          attributes: [{ key: 'b', value: { boolValue: false } }],
        },
      ],
    };
    expect(await spansOf(envelope(span))).toEqual([
      {
        ...READ,
        status: 'ERROR',
        message: 'out of stock',
        attributes: ['w3c.tracestate: STRING vendor=1', 'otel.dropped_attributes_count: INT 3'],
        events: ['exception @1730291040680439519, a: INT 1', ''],
        links: [`LINK ${TRACE}/${CHILD}, b: BOOL false`],
      },
    ]);
  });

  test('its scope and resource, written before or behind the spans', async () => {
    const scope = { name: 'lib', version: '1.2', attributes: [{ key: 's', value: { stringValue: 't' } }] };
    const before = { resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ scope, spans: [SPAN] }] }] };
    const behind = { resourceSpans: [{ scopeSpans: [{ spans: [SPAN], scope }], resource: RESOURCE }] };
    const expected = [{ ...READ, scope: 'lib 1.2 s: STRING t' }];
    expect(await spansOf(before)).toEqual(expected);
    expect(await spansOf(behind)).toEqual(expected);
  });
});

describe('the same spans are read from', () => {
  const child = { ...SPAN, spanId: CHILD, parentSpanId: ROOT, name: 'SELECT', kind: 3 };
  const expected = [READ, { ...READ, id: CHILD, parent: ROOT, name: 'SELECT', kind: 'CLIENT' }];
  const spans = [SPAN, child];
  const bare = { resource: RESOURCE, scopeSpans: [{ spans }] };
  const snake = {
    resource: { attributes: [{ key: 'service.name', value: { string_value: 'cart' } }] },
    scope_spans: [
      {
        spans: [
          {
            trace_id: TRACE,
            span_id: ROOT,
            parent_span_id: '',
            name: 'GET /cart',
            kind: 'SPAN_KIND_SERVER',
            start_time_unix_nano: SPAN.startTimeUnixNano,
            end_time_unix_nano: SPAN.endTimeUnixNano,
            status: { code: 'STATUS_CODE_UNSET' },
          },
          {
            trace_id: TRACE,
            span_id: CHILD,
            parent_span_id: ROOT,
            name: 'SELECT',
            kind: 'SPAN_KIND_CLIENT',
            start_time_unix_nano: SPAN.startTimeUnixNano,
            end_time_unix_nano: SPAN.endTimeUnixNano,
          },
        ],
      },
    ],
  };
  const inBase64 = [
    { ...SPAN, traceId: 'W47/95gDgQPSabYzgT/GDA==', spanId: '7uGbfsPBsXM=' },
    { ...child, traceId: 'W47_95gDgQPSabYzgT_GDA==', spanId: '7uGbfsPBsXQ=', parentSpanId: '7uGbfsPBsXM=' },
  ];
  const numbers = JSON.stringify(envelope(...spans)).replaceAll(/"(\d{19})"/g, '$1');

  test.each<[string, unknown]>([
    ['an envelope', envelope(...spans)],
    ['a list of envelopes', [envelope(SPAN), envelope(child)]],
    ['one envelope per line', `${JSON.stringify(envelope(SPAN))}\n${JSON.stringify(envelope(child))}\n`],
    [
      'indented envelopes one after the other',
      [SPAN, child].map((s) => JSON.stringify(envelope(s), null, 2)).join('\n'),
    ],
    ['no envelope', bare],
    ['no envelope, one per line', `${JSON.stringify(bare)}\n`],
    ['a list without envelopes', [bare]],
    ['an answer of Jaeger’s v3 API', { result: { resourceSpans: [bare] } }],
    ['snake case and enum names', { resource_spans: [snake] }],
    ['ids in base64, of either alphabet', envelope(...inBase64)],
    ['times as numbers', numbers],
    ['ids in upper case', envelope(...spans.map((s) => ({ ...s, spanId: s.spanId.toUpperCase() })))],
    ['the old names', { resourceSpans: [{ resource: RESOURCE, instrumentationLibrarySpans: [{ spans }] }] }],
    [
      'old and new names with the same spans',
      {
        resourceSpans: [
          { resource: RESOURCE, scopeSpans: [{ spans }], instrumentationLibrarySpans: [{ spans }] },
        ],
      },
    ],
  ])('%s', async (_, content) => {
    expect(await spansOf(content)).toEqual(expected);
  });
});

describe('an OTLP file', () => {
  test('with logs and metrics beside the spans says so', async () => {
    const { dataset, report } = await readContent({
      resourceMetrics: [{ scopeMetrics: [] }, {}],
      ...envelope(SPAN),
      resource_logs: [{}],
    });
    expect(dataset.spans.length).toBe(1);
    expect(report.diagnostics.map(({ code, count }) => [code, count])).toEqual([['other-signal', 3]]);
  });

  test('gives spans without an end no end, and zeros for times none', async () => {
    const open = { ...SPAN, endTimeUnixNano: '0' };
    const timeless = { ...SPAN, spanId: CHILD, parentSpanId: ROOT, startTimeUnixNano: 0, endTimeUnixNano: 0 };
    expect(await spansOf(envelope(open, timeless))).toMatchObject([
      { id: ROOT, duration: 0, flags: ['UNFINISHED'] },
      { id: CHILD, start: SPAN.startTimeUnixNano, duration: 0, flags: ['UNFINISHED', 'START_UNKNOWN'] },
    ]);
  });

  test('takes zeros and nothing for no parent', async () => {
    const orphanless = [
      { ...SPAN, parentSpanId: '0000000000000000' },
      { ...SPAN, spanId: CHILD, parentSpanId: '' },
    ];
    const spans = (await spansOf(envelope(...orphanless))) as { parent?: string }[];
    expect(spans.map(({ parent }) => parent)).toEqual([undefined, undefined]);
  });

  test('reads every spelling of status and kind; an unknown kind is counted', async () => {
    const words = [
      { status: { code: 'Error' }, kind: 'server' },
      { status: { code: '1' }, kind: '5' },
      { status: { code: 13 }, kind: 'SPAN_KIND_INTERNAL' },
      { status: { deprecatedCode: 2 }, kind: 'SPAN_KIND_MIDDLEMAN' },
      { status: {}, kind: 0 },
      { status: null, kind: null },
    ];
    const spans = words.map((word, i) => ({ ...SPAN, spanId: `${i + 1}`, ...word }));
    const { dataset, report } = await readContent(envelope(...spans));
    expect(describeSpans(dataset).map(({ status, kind }) => [status, kind])).toEqual([
      ['ERROR', 'SERVER'],
      ['OK', 'CONSUMER'],
      ['ERROR', 'INTERNAL'],
      ['ERROR', undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(report.diagnostics).toEqual([
      { code: 'unknown-kind', count: 1, example: '"SPAN_KIND_MIDDLEMAN"' },
    ]);
  });

  test('without a service name is of the deployment, or of an unknown service', async () => {
    const deployment = { attributes: [{ key: 'k8s.deployment.name', value: { stringValue: 'cart-v2' } }] };
    const content = {
      resourceSpans: [
        { resource: deployment, scopeSpans: [{ spans: [SPAN] }] },
        { scopeSpans: [{ spans: [{ ...SPAN, spanId: CHILD }] }] },
      ],
    };
    const spans = (await spansOf(content)) as { service: string }[];
    expect(spans.map(({ service }) => service)).toEqual(['cart-v2', 'unknown service']);
  });

  test('has its service and scope before the block that names them is over', () => {
    const builder = new DatasetBuilder();
    const diagnostics = new DiagnosticCounter();
    const reader = otlp.read({
      sink: builder,
      diagnostics,
      fileName: 'a.json',
      keepsAttributes: true,
      place: 0,
    });
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
    reader.open('resourceSpans[]');
    reader.value('resourceSpans[].resource', resource);
    reader.open('resourceSpans[].scopeSpans[]');
    reader.value('resourceSpans[].scopeSpans[].scope', { name: 'http' });
    reader.value('resourceSpans[].scopeSpans[].spans[]', SPAN);
    const { services, scopes } = builder.peek();
    expect([services, scopes.map(({ name }) => name)]).toEqual([['shop'], ['http']]);
  });

  test('has no service yet where that stands behind its spans', () => {
    const builder = new DatasetBuilder();
    const diagnostics = new DiagnosticCounter();
    const target = { sink: builder, diagnostics, fileName: 'a.json', keepsAttributes: true, place: 0 };
    const reader = otlp.read(target);
    reader.open('resourceSpans[]');
    reader.open('resourceSpans[].scopeSpans[]');
    reader.value('resourceSpans[].scopeSpans[].spans[]', SPAN);
    expect(builder.peek().services).toEqual(['service not read yet']);
    reader.close('resourceSpans[].scopeSpans[]');
    reader.close('resourceSpans[]');
    expect(builder.peek().services).toEqual(['unknown service']);
  });

  test('keeps ids that are neither hexadecimal nor base64 as they are', async () => {
    const odd = { ...SPAN, traceId: 'req20250628143730004', spanId: 'checkout-01' };
    expect(await spansOf(envelope(odd))).toMatchObject([
      { trace: 'req20250628143730004', id: 'checkout-01' },
    ]);
  });

  test('skips what is no span and counts it', async () => {
    const { dataset, report } = await readContent(envelope(SPAN, 'nonsense' as never, [] as never));
    expect(dataset.spans.length).toBe(1);
    expect(report.diagnostics).toMatchObject([{ code: 'invalid-record', count: 2 }]);
  });

  test('whose counts are none says so, and shows them as they stand', async () => {
    const odd = [-1, 2.5, 'many', '-3', true, { a: 1 }];
    const plain = [0, '0', '', null, 7, '8'];
    const spans = [...odd, ...plain].map((count, at) => ({
      ...SPAN,
      spanId: `${at + 10}`.padStart(16, '0'),
      droppedEventsCount: count,
      dropped_links_count: count,
    }));
    for (const usesKernel of [true, false]) {
      const content = JSON.stringify(envelope(...spans));
      const { dataset, reports } = await readFiles([{ name: 'a.json', content }], { usesKernel });
      expect(reports[0].diagnostics).toEqual([
        { code: 'impossible-count', count: 2 * odd.length, example: 'otel.dropped_events_count: -1' },
      ]);
      expect(describeSpans(dataset)[2].attributes).toContain('otel.dropped_events_count: STRING many');
    }
  });

  test('dropped twice counts once', async () => {
    const file = { name: 'a.json', content: envelope(SPAN) };
    const { dataset } = await readFiles([file, { ...file, name: 'b.json' }]);
    expect(describeSpans(dataset)).toEqual([READ]);
    expect(dataset.diagnostics).toMatchObject([{ code: 'duplicate-span', count: 1 }]);
  });
});
