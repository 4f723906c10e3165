import { READABLE, type DocumentRefusal } from './refusal.ts';

const FILE_EXPORTER = 'give its traces pipeline the file exporter (format: json)';
const COLLECTOR = 'an OpenTelemetry collector whose traces pipeline has the file exporter (format: json)';
const FROM_JAEGER =
  'open the trace in Jaeger and choose “Trace JSON”, or fetch /api/traces/{id} from Jaeger’s query service';

function vendor(what: string, instead: string): string {
  return `${what}, which TracAgg does not read. ${instead}`;
}

/** Traces of other tools, which are not read. Of two that fit, the first is told. */
export const FOREIGN_TRACES: readonly DocumentRefusal[] = [
  {
    name: 'AWS X-Ray',
    signs: [
      ['Traces[].Segments'],
      [['trace_id', /^1-[0-9a-f]{8}-[0-9a-f]{24}$/]],
      [['format', /^json$/], 'version:number'],
      ['TraceSummaries'],
    ],
    sentence: vendor(
      'This is AWS X-Ray',
      `Send the segments through an OpenTelemetry collector (awsxray receiver) and ${FILE_EXPORTER}.`,
    ),
  },
  {
    name: 'Datadog',
    signs: [
      ['trace_id:number', 'span_id:number', 'resource', 'meta'],
      ['trace_id:number', 'span_id:number', 'resource', 'service'],
      ['attributes.resource_name', 'attributes.trace_id'],
      ['root_id', 'spans:object'],
    ],
    sentence: vendor(
      'This is a Datadog trace',
      `Send what the tracers send through an OpenTelemetry collector (datadog receiver) and ${FILE_EXPORTER}.`,
    ),
  },
  {
    name: 'Go stdouttrace',
    signs: [['SpanContext', 'SpanKind'], ['SpanContext.TraceID']],
    sentence: vendor(
      'This is what Go’s stdouttrace exporter prints',
      `Use the OTLP exporter (otlptracehttp) and ${COLLECTOR}. For docker buildx: “docker buildx history trace” opens the build in Jaeger, which saves Trace JSON.`,
    ),
  },
  {
    name: 'console exporter of Python or PHP',
    signs: [
      ['context.trace_id', 'name'],
      ['context.trace_id', 'start_time'],
    ],
    sentence: vendor(
      'This is what the console span exporter of OpenTelemetry for Python or PHP prints',
      `Use the OTLP exporter (OTEL_TRACES_EXPORTER=otlp) and ${COLLECTOR}.`,
    ),
  },
  {
    name: 'JavaScript span objects',
    signs: [['_spanContext.traceId'], ['spanContext.traceId', 'startTime']],
    sentence: vendor(
      'These are span objects of OpenTelemetry for JavaScript, written with JSON.stringify',
      `Use the OTLP exporter (@opentelemetry/exporter-trace-otlp-http) and ${COLLECTOR}.`,
    ),
  },
  {
    name: 'Swift stdout exporter',
    signs: [['spanKind', 'spanId', 'span']],
    sentence: vendor(
      'This is what the stdout exporter of OpenTelemetry for Swift prints',
      `Use the OTLP exporter and ${COLLECTOR}.`,
    ),
  },
  {
    name: 'OpenSearch Data Prepper',
    signs: [
      ['traceId', 'durationInNanos'],
      ['traceId', 'traceGroup'],
      ['traceId', 'attributes.data_stream'],
      ['traceGroupFields'],
    ],
    sentence: vendor(
      'These are span documents of OpenSearch Data Prepper',
      `An OpenTelemetry collector feeds it: ${FILE_EXPORTER}.`,
    ),
  },
  {
    name: 'Jaeger in Elasticsearch',
    signs: [
      ['startTimeMillis', 'traceID'],
      ['traceID', 'spanID', 'process.tag'],
      ['serviceName', 'operationName:string', '_index'],
    ],
    sentence: vendor(
      'These are Jaeger’s documents in Elasticsearch or OpenSearch',
      `To have the same spans, ${FROM_JAEGER}.`,
    ),
  },
  {
    name: 'Elastic APM',
    signs: [
      ['metadata.service'],
      ['metadata:object'],
      ['transaction.id', 'transaction.trace_id'],
      ['span.trace_id', 'span.transaction_id'],
      ['metricset.samples'],
      ['processor.event'],
      ['trace.id', 'transaction.id'],
      ['trace.id', 'span.id', 'agent'],
      ['trace.id', '@timestamp'],
    ],
    sentence: vendor(
      'This is Elastic APM',
      `Record with OpenTelemetry (Elastic’s EDOT agents do) and send to ${COLLECTOR}.`,
    ),
  },
  {
    name: 'SkyWalking',
    signs: [['traceSegmentId'], ['segmentId', 'serviceCode'], ['spans[].segmentId'], ['segmentObject']],
    sentence: vendor(
      'This is Apache SkyWalking',
      `Send what the agents send through an OpenTelemetry collector (skywalking receiver) and ${FILE_EXPORTER}.`,
    ),
  },
  {
    name: 'Google Cloud Trace',
    signs: [
      ['projectId', 'spans'],
      ['projectId', 'traceId'],
      ['batchWriteSpansRequest'],
      [['name', /^projects\/[^/]+\/traces\/[^/]+\/spans\//]],
    ],
    sentence: vendor(
      'This is Google Cloud Trace',
      `Where the spans come from OpenTelemetry, send them through ${COLLECTOR}.`,
    ),
  },
  {
    name: 'Azure Application Insights',
    signs: [
      ['tables[].columns', 'tables[].rows'],
      ['operation_Id'],
      ['OperationId', 'DurationMs'],
      ['records[].operationId'],
      ['operation_ParentId'],
    ],
    sentence: vendor(
      'This is an answer of Azure Application Insights or Log Analytics',
      `Where the spans come from OpenTelemetry, send them through ${COLLECTOR}.`,
    ),
  },
  {
    name: 'Honeycomb',
    signs: [['trace.trace_id', 'trace.span_id'], ['trace.trace_id', 'duration_ms'], ['data.trace.trace_id']],
    sentence: vendor(
      'These are rows of a Honeycomb query',
      `Where the spans come from OpenTelemetry, send them through ${COLLECTOR}.`,
    ),
  },
  {
    name: 'New Relic',
    signs: [
      ['spans[].trace.id'],
      ['distributedTracing.trace'],
      ['spans[].attributes', 'common'],
      ['trace.id', 'duration.ms'],
    ],
    sentence: vendor(
      'This is New Relic',
      `Where the spans come from OpenTelemetry, send them through ${COLLECTOR}.`,
    ),
  },
  {
    name: 'Sentry',
    signs: [
      ['event_id', 'sent_at'],
      ['event_id', 'sdk'],
      ['dsn', 'sdk'],
      ['contexts.trace', 'start_timestamp'],
      ['event_id', 'contexts'],
    ],
    sentence: vendor(
      'This is a Sentry envelope or event',
      'Sentry has no export in an open trace format: record with OpenTelemetry beside it, or open the trace in Sentry.',
    ),
  },
  {
    name: 'Chrome trace events',
    signs: [['traceEvents'], ['ph', 'ts', 'pid'], ['ph', 'ts', 'cat']],
    sentence: vendor(
      'These are Chrome trace events, a recording of what threads did',
      'Open it in Perfetto (ui.perfetto.dev); it holds no distributed traces.',
    ),
  },
  {
    name: 'Next.js build trace',
    signs: [['id:number', 'traceId', 'tags', 'timestamp', 'duration']],
    sentence: vendor(
      'This is a trace of a Next.js build (.next/trace)',
      'For traces of a running Next.js application, use @vercel/otel with an OTLP exporter.',
    ),
  },
  {
    name: 'Zipkin v1',
    signs: [
      ['binaryAnnotations'],
      ['annotations[].endpoint'],
      ['binary_annotations'],
      ['annotations[].host'],
    ],
    sentence: vendor(
      'This is Zipkin’s old format v1',
      'A Zipkin server reads it and gives v2: POST it to /api/v1/spans and save what GET /api/v2/trace/{id} answers.',
    ),
  },
  {
    name: 'Jaeger in protobuf’s or Thrift’s JSON',
    signs: [
      ['spans[].traceIdLow'],
      ['spans[].trace_id', 'spans[].references'],
      ['spans[].operation_name', 'spans[].tags'],
      ['process.service_name'],
    ],
    sentence: vendor(
      'This is a batch of Jaeger’s internal model (protobuf or Thrift as JSON)',
      `To have the same spans, ${FROM_JAEGER}.`,
    ),
  },
  {
    name: 'spans of ClickHouse',
    signs: [
      ['TraceId', 'SpanName'],
      ['TraceId', 'SpanId'],
    ],
    sentence: vendor(
      'These are rows of the ClickHouse table otel_traces',
      `An OpenTelemetry collector fills that table: ${FILE_EXPORTER}.`,
    ),
  },
  {
    name: 'single Jaeger spans',
    signs: [['traceID', 'spanID']],
    sentence: `These are single spans in the style of Jaeger, without the trace and the processes around them. To have them whole, ${FROM_JAEGER}.`,
  },
  {
    name: 'table of spans',
    signs: [
      ['trace_id', 'span_id'],
      ['traceId', 'spanId'],
      ['traceid', 'spanid'],
      ['minutes_ago', 'duration_ms'],
      ['resource_attributes', 'duration_ms'],
    ],
    sentence: vendor(
      'This is a table with a span in each row',
      `Export the traces from the tool they come from, as one of these: ${READABLE}.`,
    ),
  },
];
