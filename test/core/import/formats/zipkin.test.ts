import { describe, expect, test } from 'vitest';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { readContent } from '../../../fixtures/read-files.ts';

const TRACE = '4d1e00c0db9010db86154a4ba6e91385';

const SPAN = {
  traceId: TRACE,
  id: '4d1e00c0db9010db',
  kind: 'CLIENT',
  name: 'get',
  timestamp: 1472470996199000,
  duration: 207,
  localEndpoint: { serviceName: 'frontend', ipv4: '10.0.0.1', port: 80 },
};
const READ = {
  trace: TRACE,
  id: '4d1e00c0db9010db',
  service: 'frontend',
  name: 'get',
  kind: 'CLIENT',
  start: '1472470996199000000',
  duration: 207_000,
  resource: ['network.local.address: STRING 10.0.0.1', 'network.local.port: INT 80'],
};

async function readSpan(more: object): Promise<object> {
  return describeSpans((await readContent([{ ...SPAN, ...more }])).dataset)[0];
}

describe('Zipkin spans are read from', () => {
  test.each<[string, unknown]>([
    ['a list', [SPAN]],
    ['a list of traces', [[SPAN]]],
    ['a span alone', SPAN],
    ['a span per line', `${JSON.stringify(SPAN)}\n`],
    ['a list under another name', { data: [SPAN] }],
  ])('%s', async (_, content) => {
    expect(describeSpans((await readContent(content)).dataset)).toEqual([READ]);
  });

  test('a span with no more than its ids and times', async () => {
    const { traceId, id, name, timestamp, duration } = SPAN;
    const { dataset } = await readContent([{ traceId, id, name, timestamp, duration }]);
    expect(describeSpans(dataset)).toMatchObject([
      { service: 'unknown service', name: 'get', duration: 207_000 },
    ]);
  });

  test('no span of version 1, which is refused', async () => {
    const v1 = { traceId: '1', id: '2', name: 'get', annotations: [], binaryAnnotations: [] };
    const { report } = await readContent([v1]);
    expect(report.spanCount).toBe(0);
    expect(report.failure).toContain('v1');
  });
});

describe('a Zipkin span', () => {
  test('has tags and the other side of the call as attributes', async () => {
    const span = await readSpan({
      tags: { 'http.path': '/api', 'peer.service': 'said by the tag' },
      remoteEndpoint: { serviceName: 'backend', ipv6: '2001:db8::c001', port: 9000 },
    });
    expect(span).toEqual({
      ...READ,
      attributes: [
        'http.path: STRING /api',
        'peer.service: STRING said by the tag',
        'network.peer.address: STRING 2001:db8::c001',
        'network.peer.port: INT 9000',
      ],
    });
  });

  test('has annotations as events, also those of OpenTelemetry’s exporters', async () => {
    const timestamp = 1472470996199001;
    const span = await readSpan({
      annotations: [
        { timestamp, value: 'cache miss' },
        { timestamp, value: 'retry|{"n":2}|0' },
        { timestamp, value: '{"python": {"a": true}}' },
        { timestamp, value: '"java": {"b": "c"}' },
        { timestamp, value: '{"just": "text"}' },
      ],
    });
    expect(span).toEqual({
      ...READ,
      events: [
        'cache miss @1472470996199001000',
        'retry @1472470996199001000, n: INT 2',
        'python @1472470996199001000, a: BOOL true',
        'java @1472470996199001000, b: STRING c',
        '{"just": "text"} @1472470996199001000',
      ],
    });
  });

  test('has links in its tags', async () => {
    const span = await readSpan({
      tags: { 'otlp.link.0': `${TRACE}|86154a4ba6e91385||{"k":"a|b"}|0`, x: 'y' },
    });
    expect(span).toEqual({
      ...READ,
      attributes: ['x: STRING y'],
      links: [`LINK ${TRACE}/86154a4ba6e91385, k: STRING a|b`],
    });
  });

  test.each<[string, object, string | undefined, string | undefined]>([
    ['an error with its text', { error: 'timed out' }, 'ERROR', 'timed out'],
    ['an error without a text', { error: '' }, 'ERROR', undefined],
    ['an error that says true', { error: 'true' }, 'ERROR', undefined],
    ['no error that says false', { error: 'false' }, undefined, undefined],
    [
      'a status of OpenTelemetry’s',
      { 'otel.status_code': 'ERROR', 'otel.status_description': 'd' },
      'ERROR',
      'd',
    ],
    ['a good status', { 'otel.status_code': 'OK' }, 'OK', undefined],
  ])('has %s', async (_, tags, status, message) => {
    const span = (await readSpan({ tags })) as { status?: string; message?: string };
    expect([span.status, span.message]).toEqual([status, message]);
  });

  test('without a kind has that of its tag, or none', async () => {
    expect(await readSpan({ kind: undefined, tags: { 'span.kind': 'internal' } })).toMatchObject({
      kind: 'INTERNAL',
    });
    expect(await readSpan({ kind: undefined })).not.toHaveProperty('kind');
  });

  test('without a start takes that of its first annotation, without an end has none', async () => {
    const times = { timestamp: undefined, duration: undefined };
    const span = await readSpan({ ...times, annotations: [{ timestamp: 1472470996199005, value: 'x' }] });
    expect(span).toMatchObject({
      start: '1472470996199005000',
      duration: 0,
      flags: ['UNFINISHED', 'START_UNKNOWN'],
    });
  });
});

describe('parts of Zipkin spans', () => {
  const server = {
    ...SPAN,
    kind: 'SERVER',
    shared: true,
    timestamp: SPAN.timestamp + 10,
    duration: 100,
    localEndpoint: { serviceName: 'backend' },
  };

  test('with one id are client and server, and what the server calls stands below it', async () => {
    const query = {
      ...SPAN,
      id: 'ff',
      parentId: SPAN.id,
      name: 'query',
      localEndpoint: { serviceName: 'backend' },
    };
    const { dataset } = await readContent([query, server, SPAN]);
    expect(describeSpans(dataset).map(({ service, name, parent }) => [service, name, parent])).toEqual([
      ['frontend', 'get', undefined],
      ['backend', 'get', SPAN.id],
      ['backend', 'query', SPAN.id],
    ]);
    expect(Array.from({ length: 3 }, (_, span) => dataset.spans.depth[span as never])).toEqual([0, 1, 2]);
  });

  test('of one side are one span with everything either says', async () => {
    const late = { traceId: TRACE, id: SPAN.id, localEndpoint: SPAN.localEndpoint, tags: { late: 'yes' } };
    const { dataset } = await readContent([SPAN, late]);
    expect(describeSpans(dataset)).toEqual([
      { ...READ, flags: ['MERGED'], attributes: ['late: STRING yes'] },
    ]);
  });

  test('that are equal are one', async () => {
    const { dataset } = await readContent([SPAN, SPAN, SPAN]);
    expect(describeSpans(dataset)).toEqual([READ]);
    expect(dataset.diagnostics).toMatchObject([{ code: 'duplicate-span', count: 2 }]);
  });
});
