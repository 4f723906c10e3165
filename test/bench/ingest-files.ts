import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from '../../src/core/lib/random.ts';
import { makeTrace, SERVICES, type BenchSpan, type BenchService } from './bench-trace.ts';

const FOLDER = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
/** Traces written at once: in OTLP the spans of one service among them stand together, as an exporter batches them. */
const TRACES_AT_ONCE = 50;

/** A file to measure reading with. */
export interface IngestFile {
  readonly path: string;
  readonly spanCount: number;
  /** Of all its spans, those of events not counted. */
  readonly attributeCount: number;
}

type Batch = readonly (readonly BenchSpan[])[];

/** How a shape is written: what stands before, between and behind the batches, and a batch. */
interface Writer {
  readonly opening: string;
  readonly separator: string;
  readonly closing: string;
  readonly write: (batch: Batch) => string;
}

/** The shapes that reading is measured in, by the names of the table. */
export const WRITERS = {
  'OTLP JSON': {
    opening: '{"resourceSpans":[',
    separator: ',',
    closing: ']}',
    write: (batch) => resourceSpans(batch).join(','),
  },
  'OTLP JSON lines': {
    opening: '',
    separator: '\n',
    closing: '\n',
    write: (batch) =>
      resourceSpans(batch)
        .map((part) => `{"resourceSpans":[${part}]}`)
        .join('\n'),
  },
  'Jaeger JSON': {
    opening: '{"data":[',
    separator: ',',
    closing: '],"total":0,"limit":0,"offset":0,"errors":null}',
    write: (batch) => batch.map(jaegerTrace).join(','),
  },
  'Zipkin JSON': {
    opening: '[',
    separator: ',',
    closing: ']',
    write: (batch) => batch.map((trace) => JSON.stringify(trace.map(zipkinSpan))).join(','),
  },
  'TracAgg JSON': {
    opening: '{"traces":[',
    separator: ',',
    closing: ']}',
    write: (batch) => batch.map(tracAggTrace).join(','),
  },
} as const satisfies Record<string, Writer>;

export type ShapeName = keyof typeof WRITERS;

/** The file of `shape` of about `megabytes` MB, always the same; it is written the first time. */
export function writeIngestFile(shape: ShapeName, megabytes: number): IngestFile {
  const name = `ingest.${shape.toLowerCase().replaceAll(' ', '-')}.${megabytes}`;
  const [path, counts] = [join(FOLDER, `${name}.json`), join(FOLDER, `${name}.counts`)];
  if (!existsSync(counts)) {
    mkdirSync(FOLDER, { recursive: true });
    const written = writeTraces(`${path}.part`, WRITERS[shape], megabytes * 1e6);
    renameSync(`${path}.part`, path);
    writeFileSync(counts, JSON.stringify(written));
  }
  return { path, ...(JSON.parse(readFileSync(counts, 'utf8')) as Omit<IngestFile, 'path'>) };
}

/** Writes traces until there are `byteCount` bytes; returns what they hold. */
function writeTraces(
  file: string,
  { opening, separator, closing, write }: Writer,
  byteCount: number,
): Omit<IngestFile, 'path'> {
  const random = new Random(1);
  const out = openSync(file, 'w');
  let [spanCount, attributeCount] = [0, 0];
  let written = writeSync(out, opening);
  for (let trace = 0; written < byteCount; trace += TRACES_AT_ONCE) {
    const batch = Array.from({ length: TRACES_AT_ONCE }, (_, at) => makeTrace(random, trace + at));
    written += writeSync(out, (trace > 0 ? separator : '') + write(batch));
    for (const span of batch.flat()) {
      spanCount++;
      attributeCount += span.attributes.length;
    }
  }
  writeSync(out, closing);
  closeSync(out);
  return { spanCount, attributeCount };
}

type Value = string | number | boolean;
type Attributes = readonly (readonly [key: string, value: Value])[];

const nanosOf = (micros: number): string => `${micros}000`;

function resourceSpans(batch: Batch): string[] {
  const byService = new Map<BenchService, BenchSpan[]>();
  for (const span of batch.flat()) {
    const members = byService.get(span.service) ?? [];
    byService.set(span.service, members);
    members.push(span);
  }
  return Array.from(byService, ([service, spans]) =>
    JSON.stringify({
      resource: { attributes: otlpAttributes([['service.name', service.name], ...service.resource]) },
      scopeSpans: [{ scope: { name: service.library, version: '1.27.0' }, spans: spans.map(otlpSpan) }],
    }),
  );
}

function otlpSpan(span: BenchSpan) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    flags: 257,
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: nanosOf(span.start),
    endTimeUnixNano: nanosOf(span.start + span.duration),
    attributes: otlpAttributes(span.attributes),
    events: span.events.map(({ time, name, attributes }) => ({
      timeUnixNano: nanosOf(time),
      name,
      attributes: otlpAttributes(attributes),
    })),
    status: span.isError ? { code: 2, message: 'failed' } : {},
  };
}

function otlpAttributes(attributes: Attributes) {
  return attributes.map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: Value) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

function jaegerTrace(trace: readonly BenchSpan[]): string {
  const { traceId: traceID } = trace[0];
  const processes = new Map(trace.map(({ service }) => [`p${SERVICES.indexOf(service)}`, service]));
  return JSON.stringify({
    traceID,
    spans: trace.map((span) => ({
      traceID,
      spanID: span.spanId,
      flags: 1,
      operationName: span.name,
      references: span.parentSpanId ? [{ refType: 'CHILD_OF', traceID, spanID: span.parentSpanId }] : [],
      startTime: span.start,
      duration: span.duration,
      tags: jaegerTags([
        ...span.attributes,
        ['span.kind', KINDS[span.kind]],
        ...(span.isError ? ERROR_TAGS : []),
      ]),
      logs: span.events.map(({ time, name, attributes }) => ({
        timestamp: time,
        fields: jaegerTags([['event', name], ...attributes]),
      })),
      processID: `p${SERVICES.indexOf(span.service)}`,
      warnings: null,
    })),
    processes: Object.fromEntries(
      Array.from(processes, ([id, { name, resource }]) => [
        id,
        { serviceName: name, tags: jaegerTags(resource) },
      ]),
    ),
    warnings: null,
  });
}

const ERROR_TAGS: Attributes = [
  ['otel.status_code', 'ERROR'],
  ['error', true],
];

function jaegerTags(attributes: Attributes) {
  return attributes.map(([key, value]) => ({ key, type: jaegerType(value), value }));
}

function jaegerType(value: Value): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function zipkinSpan(span: BenchSpan) {
  return {
    traceId: span.traceId,
    id: span.spanId,
    ...(span.parentSpanId && { parentId: span.parentSpanId }),
    ...(span.kind > 1 && { kind: KINDS[span.kind].toUpperCase() }),
    name: span.name,
    timestamp: span.start,
    duration: span.duration,
    localEndpoint: { serviceName: span.service.name, ipv4: span.service.address, port: 8080 },
    annotations: span.events.map(({ time, name }) => ({ timestamp: time, value: name })),
    tags: Object.fromEntries([
      ...span.attributes.map(([key, value]) => [key, String(value)] as const),
      ...(span.isError ? [['error', 'failed'] as const] : []),
    ]),
  };
}

function tracAggTrace(trace: readonly BenchSpan[]): string {
  const [root] = trace;
  const end = Math.max(...trace.map(({ start, duration }) => start + duration));
  return JSON.stringify({
    trace_id: root.traceId,
    duration: (end - root.start) / 1e6,
    span_count: trace.length,
    services: [...new Set(trace.map(({ service }) => service.name))].toSorted(),
    spans: trace.map((span) => ({
      trace_id: span.traceId,
      span_id: span.spanId,
      parent_span_id: span.parentSpanId || null,
      service_name: span.service.name,
      operation_name: span.name,
      start_time: span.start / 1e6,
      duration: span.duration / 1e6,
      status: span.isError ? 'ERROR' : 'OK',
      kind: KINDS[span.kind].toUpperCase(),
      attributes: Object.fromEntries(span.attributes),
      error_message: span.isError ? 'failed' : null,
    })),
  });
}
