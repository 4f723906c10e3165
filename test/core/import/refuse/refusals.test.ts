import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeOtlp, makeSource, open } from '../source-files.ts';

/** Checks that a file is refused, in a sentence that names what it is. */
async function checkRefused(content: string | Uint8Array, sentence: RegExp, name = 'trace.json') {
  const report = await open(makeSource(content, name));
  expect(report.failure).toMatch(sentence);
  expect(report).toMatchObject({ spanCount: 0, formats: [], evidence: '' });
}

describe('documents that are known and not read are named, wherever they lie', () => {
  test.each<[string, unknown, RegExp]>([
    ['logs', { resourceLogs: [{ scopeLogs: [] }] }, /^These are OpenTelemetry logs/],
    ['metrics', { resource_metrics: [] }, /^These are OpenTelemetry metrics/],
    [
      'resourceSpans as an object',
      { resourceSpans: {} },
      /^This is OTLP JSON, but resourceSpans should be a list of objects and is an object/,
    ],
    ['resourceSpans as null', { resourceSpans: null }, /should be a list of objects and is null/],
    [
      'an empty answer of Jaeger',
      { data: [], total: 0, errors: null },
      /^This is an answer of Jaeger’s API without traces/,
    ],
    ['services of Jaeger', { data: ['a'], total: 1, errors: null }, /but not with traces/],
    [
      'an empty search of Tempo',
      { traces: [], metrics: {} },
      /^This is a Tempo search answer without traces/,
    ],
    [
      'a search of Tempo without spans',
      { traces: [{ traceID: 'a', rootTraceName: 'b' }] },
      /lists traces without their spans/,
    ],
    [
      'X-Ray traces',
      { Traces: [{ Id: '1', Segments: [{ Id: 'a', Document: '{}' }] }] },
      /^This is AWS X-Ray/,
    ],
    [
      'an X-Ray segment',
      { trace_id: '1-5f187253-6a106696d56b1f4ef9eba2ed', id: '5cc4a447f5d4d696' },
      /^This is AWS X-Ray/,
    ],
    ['Datadog', [[{ trace_id: 1, span_id: 2, resource: 'r', meta: {} }]], /^This is a Datadog trace/],
    [
      'Go stdouttrace',
      { Name: 'a', SpanContext: { TraceID: 'f0' }, SpanKind: 1 },
      /^This is what Go’s stdouttrace/,
    ],
    [
      'Python console',
      { name: 'a', context: { trace_id: '0xdb' }, kind: 'SpanKind.SERVER' },
      /^This is what the console span exporter/,
    ],
    [
      'Swift stdout',
      { span: 'a', spanId: '1', spanKind: 'client', traceId: '2' },
      /^This is what the stdout exporter .* Swift/,
    ],
    [
      'Data Prepper',
      { traceId: 'a', spanId: 'b', durationInNanos: 1 },
      /^These are span documents of OpenSearch Data Prepper/,
    ],
    [
      'Jaeger in Elasticsearch',
      {
        hits: {
          hits: [{ _source: { traceID: 'a', spanID: 'b', startTimeMillis: 1, process: { tag: {} } } }],
        },
      },
      /^These are Jaeger’s documents in Elasticsearch/,
    ],
    ['Elastic APM intake', { metadata: { service: { name: 'a' } } }, /^This is Elastic APM/],
    [
      'Elastic APM documents',
      { hits: { hits: [{ _source: { processor: { event: 'span' } } }] } },
      /^This is Elastic APM/,
    ],
    [
      'SkyWalking',
      { traceId: 'a', traceSegmentId: 'b', spans: [{ spanId: 0 }] },
      /^This is Apache SkyWalking/,
    ],
    [
      'SkyWalking UI',
      { data: { trace: { spans: [{ segmentId: 'a', spanId: 0, serviceCode: 'c' }] } } },
      /^This is Apache SkyWalking/,
    ],
    ['Google v1', { projectId: 'p', traceId: 't', spans: [{ spanId: '1' }] }, /^This is Google Cloud Trace/],
    [
      'Google v2',
      { spans: [{ name: 'projects/p/traces/t/spans/s', spanId: 's' }] },
      /^This is Google Cloud Trace/,
    ],
    [
      'Azure',
      { tables: [{ name: 'PrimaryResult', columns: [{ name: 'operation_Id' }], rows: [[1]] }] },
      /^This is an answer of Azure/,
    ],
    [
      'Honeycomb',
      [{ 'trace.trace_id': 'a', 'trace.span_id': 'b', duration_ms: 1 }],
      /^These are rows of a Honeycomb query/,
    ],
    [
      'New Relic',
      [{ common: {}, spans: [{ id: 'a', 'trace.id': 'b', attributes: {} }] }],
      /^This is New Relic/,
    ],
    ['Sentry', { event_id: 'a', sent_at: 'b' }, /^This is a Sentry envelope/],
    ['Chrome trace events', { traceEvents: [{ ph: 'X', ts: 1, pid: 1 }] }, /^These are Chrome trace events/],
    [
      'Next.js',
      [{ name: 'a', duration: 1, timestamp: 2, id: 3, tags: {}, startTime: 4, traceId: 'b' }],
      /^This is a trace of a Next.js build/,
    ],
    [
      'Zipkin v1',
      [[{ traceId: 'a', id: 'b', annotations: [{ timestamp: 1, value: 'cs', endpoint: {} }] }]],
      /^This is Zipkin’s old format v1/,
    ],
    [
      'Jaeger proto',
      { process: { service_name: 'a' }, spans: [{ trace_id: 'AA==' }] },
      /^This is a batch of Jaeger’s internal model/,
    ],
    [
      'ClickHouse',
      { TraceId: 'a', SpanId: 'b', SpanName: 'c', Duration: 1 },
      /^These are rows of the ClickHouse table/,
    ],
    [
      'single Jaeger spans',
      [{ traceID: 'a', spanID: 'b', duration: 1 }],
      /^These are single spans in the style of Jaeger/,
    ],
    [
      'a table of spans',
      { trace_id: 'a', span_id: 'b', parent_span_id: null },
      /^This is a table with a span in each row/,
    ],
    [
      'a dashboard',
      { annotations: { list: [] }, panels: [], schemaVersion: 1 },
      /^This is a Grafana dashboard/,
    ],
    ['a HAR', { log: { version: '1.2', entries: [] } }, /^This is an HTTP archive/],
    ['a CPU profile', { nodes: [], samples: [], timeDeltas: [] }, /^This is a CPU profile/],
    ['dependencies', [{ parent: 'a', child: 'b', callCount: 1 }], /^This is a graph of dependencies/],
    [
      'an error of Jaeger',
      { data: null, errors: [{ code: 404, msg: 'trace not found' }] },
      /^This is an error answer of a server: 404 trace not found\./,
    ],
    [
      'an error',
      { error: { code: 'E1', message: 'no such trace' } },
      /^This is an error answer of a server: E1 no such trace\./,
    ],
    [
      'keys nobody knows',
      { foo: 1, bar: [{ baz: 2 }] },
      /^Not recognised: top-level keys foo, bar\. These are read: OTLP JSON/,
    ],
    ['a list of numbers', [1, 2, 3], /^Not recognised: a list or object without keys/],
  ])('%s', (_, document, sentence) => checkRefused(JSON.stringify(document), sentence));

  test('in an Elasticsearch bulk file, the documents count and the action lines do not', () =>
    checkRefused(
      '{"index":{}}\n{"traceID":"a","spanID":"b","startTimeMillis":1}\n',
      /^These are Jaeger’s documents/,
    ));

  test('spans beside them are read all the same', async () => {
    const report = await open(makeSource(`{"resourceLogs":[]}\n${makeOtlp(2)}\n{"traceEvents":[]}`));
    expect(report).toMatchObject({ spanCount: 2, failure: null });
  });
});

test('an empty list says that nothing matched', () => checkRefused('[]\n', /holds an empty list/));

describe('files that are no JSON are named by their first bytes', () => {
  test.each<[string, string | number[], RegExp]>([
    ['nothing', '', /^The file is empty \(0 bytes\)\.$/],
    ['blanks', ' \n\t\n', /^The file is empty: there are only blanks in it\.$/],
    ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0, 0], /^This is a RAR archive/],
    ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], /^This is a 7-Zip archive/],
    ['LZMA', [0x5d, 0, 0, 0x80, 0, 0xff], /^This is compressed with LZMA/],
    ['zip', [0x50, 0x4b, 3, 4, 0, 0], /^This ZIP archive holds no files to read/],
    ['parquet', [0x50, 0x41, 0x52, 0x31, 0x15, 0], /^This is a Parquet file/],
    ['SQLite', [...new TextEncoder().encode('SQLite format 3\0')], /^This is an SQLite database/],
    ['OTLP protobuf', [0x0a, 0x80, 0x01, 0x0a, 0x10, 0x00], /^This is OTLP in protobuf/],
    ['framed protobuf', [0, 0, 1, 0, 0x0a, 0x10], /“format: proto”/],
    ['framed zstd', [0, 0, 1, 0, 0x28, 0xb5, 0x2f, 0xfd], /^The compressed data end too early/],
    ['other bytes', [0x7f, 0x45, 0x4c, 0x46, 1, 2, 0, 0], /^This is a binary file of an unknown kind/],
    [
      'a login page',
      '<!DOCTYPE html><html><head><title>Sign in</title>',
      /^This is a web page \(“Sign in”\), probably a login/,
    ],
    ['XML', '<?xml version="1.0"?><a/>', /^This is XML/],
    [
      '.NET console',
      'Activity.TraceId:            a0f6\nActivity.SpanId: b0\n',
      /^This is console output of OpenTelemetry for \.NET/,
    ],
    ['Ruby console', '#<struct OpenTelemetry::SDK::Trace::SpanData\n name="a">', /for Ruby/],
    [
      'JavaScript console',
      "{\n  resource: {\n    attributes: {\n      'a': 'b'\n    }\n  }\n}",
      /for JavaScript/,
    ],
    ['C++ console', '{\n  "name" : "a",\n  "tracestate" : ,\n}', /for C\+\+/],
    ['debug exporter', 'ResourceSpans #0\nResource SchemaURL: \n', /^This is what the debug exporter/],
    ['CSV', 'TraceID,SpanID,ParentID\na,b,root\n', /^This is a table \(CSV\) with a span in each row/],
    ['other text', 'hello\nworld\n', /^This is text, but no JSON/],
    ['single quotes', "{'a': 1}", /^Not valid JSON at line 1, column 2: single quotes/],
    ['comments', '{\n  // why\n  "a": 1\n}', /^Not valid JSON at line 2, column 3: JSON knows no comments/],
    [
      'a cut document of no known format',
      '{"a": [1, 2',
      /^The file ends in the middle of a record, at byte 11/,
    ],
  ])('%s', (_, content, sentence) =>
    checkRefused(typeof content === 'string' ? content : Uint8Array.from(content), sentence),
  );

  test('JSON after an empty line is no protobuf', async () => {
    expect(await open(makeSource(`\n\n\n${makeOtlp(1)}`))).toMatchObject({ spanCount: 1, failure: null });
  });
});

const SAMPLES = new URL('../../../../../shared/samples/', import.meta.url);

/** By folder: what every file in it is said to be. */
const FOLDERS: Record<string, RegExp> = {
  'csv-spans': /^This is a table \(CSV\)/,
  datadog: /^This is a Datadog trace/,
  'elastic-apm': /^This is Elastic APM/,
  'flat-span-ndjson': /^This is a table with a span in each row/,
  'gcp-cloudtrace': /^This is Google Cloud Trace/,
  'jaeger-es': /^These are Jaeger’s documents in Elasticsearch/,
  'jaeger-proto-json': /^This is a batch of Jaeger’s internal model/,
  'opensearch-dataprepper': /^These are span documents of OpenSearch Data Prepper/,
  'otel-console-python': /^This is what the console span exporter of OpenTelemetry for Python or PHP/,
  'otel-stdout-go': /^This is what Go’s stdouttrace exporter prints/,
  'otlp-protobuf': /^This is OTLP in protobuf/,
  sentry: /^This is a Sentry envelope/,
  skywalking: /^This is Apache SkyWalking/,
  xray: /^This is AWS X-Ray/,
  'zipkin-v1': /^This is Zipkin’s old format v1/,
  'otel-console-text':
    /^This is (?:console output of OpenTelemetry for|what (?:Go’s stdouttrace|the (?:console span|stdout)) exporter)/,
};

/** By file, where a folder holds many kinds. */
const FILES: Record<string, RegExp> = {
  'not-a-trace/grafana-dashboard-named-jaeger.json': /^This is a Grafana dashboard/,
  'not-a-trace/jaegerui-dependency-graph.json': /^This is a graph of dependencies/,
  'not-a-trace/otlp-logs-only.json': /^These are OpenTelemetry logs/,
  'not-a-trace/speedscope-firefox.cpuprofile.json': /^This is a CPU profile/,
  'invalid/apm-invalid-event.ndjson': /^This is Elastic APM/,
  'invalid/apm-invalid-json-event.ndjson': /^This is Elastic APM/,
  'invalid/apm-invalid-json-metadata.ndjson': /^This is Elastic APM/,
  'invalid/duckdb-empty.jsonl': /is empty \(0 bytes\)/,
  'invalid/duckdb-whitespace.jsonl': /is empty: there are only blanks/,
  'invalid/jaeger-uiconv-trace_empty.json': /is empty \(0 bytes\)/,
  'invalid/jaeger-uiconv-invalid_json.json': /^These are single spans in the style of Jaeger/,
  'invalid/jaeger-uiconv-wrong_format.json': /^These are single spans in the style of Jaeger/,
  'invalid/xray-minCauseIsInvalid.txt': /^This is AWS X-Ray/,
  'invalid/xray-segmentValidationFailed.txt': /^This is AWS X-Ray/,
  'derived/api-error.json': /^This is an error answer of a server: 404 trace not found/,
  'derived/html-login-page.json': /^This is a web page \(“Sign in”\)/,
  'derived/otlp-traces.collector-fileexporter-proto-framed.pb': /“format: proto”/,
};

describe.skipIf(!existsSync(SAMPLES))('real files', () => {
  const inFolders = Object.entries(FOLDERS).flatMap(([folder, sentence]) =>
    existsSync(new URL(folder, SAMPLES))
      ? readdirSync(new URL(folder, SAMPLES)).map((file) => [`${folder}/${file}`, sentence] as const)
      : [],
  );

  test.each([...inFolders, ...Object.entries(FILES)])('%s', (path, sentence) =>
    checkRefused(new Uint8Array(readFileSync(new URL(path, SAMPLES))), sentence, path),
  );

  test.each([
    ['invalid/robotframework-malformed.jsonl', 3],
    ['invalid/crisp-err1-pattern1.json', 2],
    ['invalid/jaegerui-otlp-in-error.json', 1],
    ['invalid/otlp2parquet-invalid_base64.json', 1],
    ['invalid/otlp2parquet-invalid_kind.json', 1],
    ['derived/jaeger-buildx.truncated.json', 48],
    ['derived/jaeger-buildx.trailing-comma.json', 73],
    ['derived/otlp-essvt-two-gzip-members.jsonl.gz', 1066],
    ['derived/otlp-essvt.jsonl.zst', 1066],
    ['derived/otlp-essvt.collector-fileexporter-framed.json.zst', 1066],
    ['derived/otlp-docker-json-log.log', 730],
    ['derived/otlp-k8s-container-log-prefix.log', 730],
  ])('%s keeps its %i spans', async (path, spanCount) => {
    const report = await open(makeSource(new Uint8Array(readFileSync(new URL(path, SAMPLES))), path));
    expect(report.spanCount).toBe(spanCount);
  });
});
