import type { AttributeView, SpanDetail } from '../../../core/engine/trace-answers.ts';
import { AttributeType, SpanFlag } from '../../../core/model/span-enums.ts';
import { addNanos, type UnixTime } from '../../../core/model/units.ts';
import { serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';

type WithTrace = Pick<OpenedTrace, 'trace'>;

/** One span as a file of OTLP JSON, which this page and most tools open again; times are as stored. */
export function formatSpanJson(opened: WithTrace, span: number, detail: SpanDetail): string {
  const { spans, operations } = opened.trace;
  const service = { key: 'service.name', type: AttributeType.STRING, value: serviceOf(opened, span) };
  const resource = detail.resource.some(({ key }) => key === service.key)
    ? detail.resource
    : [service, ...detail.resource];
  const start = startOf(opened, span);
  const isUnfinished = (detail.flags & SpanFlag.UNFINISHED) !== 0;
  const written = {
    traceId: detail.traceId,
    spanId: detail.spanId,
    ...(detail.parentSpanId && { parentSpanId: detail.parentSpanId }),
    name: operations[spans.operation[span]!]!.name,
    kind: spans.kind[span],
    startTimeUnixNano: nanosText(start),
    ...(!isUnfinished && { endTimeUnixNano: nanosText(addNanos(start, spans.duration[span]!)) }),
    status: { code: spans.status[span], ...(detail.statusMessage && { message: detail.statusMessage }) },
    attributes: detail.attributes.map(writeAttribute),
    events: detail.events.map(({ name, offset, attributes }) => ({
      name,
      ...(offset !== null && { timeUnixNano: nanosText(addNanos(start, offset)) }),
      attributes: attributes.map(writeAttribute),
    })),
    links: detail.links.map(({ traceId, spanId, attributes }) => ({
      traceId,
      spanId,
      attributes: attributes.map(writeAttribute),
    })),
  };
  const scope = { ...detail.scope, attributes: detail.scope.attributes.map(writeAttribute) };
  const scopeSpans = [{ scope, spans: [written] }];
  const file = { resourceSpans: [{ resource: { attributes: resource.map(writeAttribute) }, scopeSpans }] };
  return JSON.stringify(file, null, 2);
}

/** The span's start as its file states it, whether clocks are aligned or not. */
export function startOf({ trace }: WithTrace, span: number): UnixTime {
  return addNanos(trace.origin, trace.spans.start[span]! - (trace.spans.shift[span] ?? 0));
}

function nanosText({ seconds, nanos }: UnixTime): string {
  return String(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
}

function writeAttribute({ key, type, value }: AttributeView): object {
  return { key, value: writeValue(type, value) };
}

function writeValue(type: AttributeType, text: string): object {
  switch (type) {
    case AttributeType.INT:
      return { intValue: text };
    case AttributeType.DOUBLE:
      return { doubleValue: Number.isFinite(Number(text)) ? Number(text) : text };
    case AttributeType.BOOL:
      return { boolValue: text === 'true' };
    case AttributeType.BYTES:
      return { bytesValue: text };
    case AttributeType.JSON:
      return writeJson(parse(text));
    case AttributeType.NULL:
      return {};
    case AttributeType.STRING:
      return { stringValue: text };
  }
}

/** A parsed value as OTLP's AnyValue. */
function writeJson(value: unknown): object {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(writeJson) } };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'object' && value !== null) {
    const values = Object.entries(value).map(([key, member]) => ({ key, value: writeJson(member) }));
    return { kvlistValue: { values } };
  }
  return typeof value === 'string' ? { stringValue: value } : {};
}

/** What `text` says, or the text itself where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
