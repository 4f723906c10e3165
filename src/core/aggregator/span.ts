import type { Json } from '../import/format.ts';
import { writtenKind, writtenStatus } from '../import/formats/write-tracagg.ts';
import {
  type Dataset,
  parentIdOf,
  serviceOf,
  spanIdOf,
  sparseString,
  traceIdOf,
  traceOf,
} from '../model/dataset.ts';
import { AttributeType, SpanKind, StatusCode } from '../model/span-enums.ts';
import type { SpanIndex } from '../model/units.ts';
import { durationInSeconds, startInSeconds } from '../model/seconds.ts';

/** One unit of work. Times are seconds since the Unix epoch, durations seconds. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** null for a root. */
  readonly parentSpanId: string | null;
  readonly serviceName: string;
  readonly operationName: string;
  readonly startTime: number;
  /** As recorded; one below 0 counts as 0 wherever durations are added or compared. */
  readonly duration: number;
  readonly status: StatusCode;
  readonly kind: SpanKind;
  readonly attributes: Readonly<Record<string, Json>>;
  /** null where there is none. */
  readonly errorMessage: string | null;
}

/** What `createSpan` needs, and what it fills in. */
export type SpanFields = Pick<
  Span,
  'traceId' | 'spanId' | 'serviceName' | 'operationName' | 'startTime' | 'duration'
> &
  Partial<Span>;

/** A span of kind UNSPECIFIED and status OK, without parent, attributes and error message unless they are given. */
export function createSpan(fields: SpanFields): Span {
  return {
    parentSpanId: null,
    status: StatusCode.OK,
    kind: SpanKind.UNSPECIFIED,
    attributes: {},
    errorMessage: null,
    ...fields,
  };
}

/**
 * The span as an object of the TracAgg file. The original program, for which the file is meant, knows neither UNSET nor
 * INTERNAL: they are written as OK and UNSPECIFIED, and stand as they are in `otel` beside them.
 */
export function spanToJson(span: Span): { readonly [key: string]: Json } {
  const otel = {
    ...(span.status === StatusCode.UNSET && { status: 'UNSET' }),
    ...(span.kind === SpanKind.INTERNAL && { kind: 'INTERNAL' }),
  };
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    service_name: span.serviceName,
    operation_name: span.operationName,
    start_time: span.startTime,
    duration: span.duration,
    status: writtenStatus(span.status),
    kind: writtenKind(span.kind),
    attributes: span.attributes,
    error_message: span.errorMessage,
    ...(Object.keys(otel).length > 0 && { otel }),
  };
}

/** The span at `span` of `dataset`. */
export function spanAt(dataset: Dataset, span: SpanIndex): Span {
  const { spans, operations, services, statusMessages } = dataset;
  return {
    traceId: traceIdOf(dataset, traceOf(dataset, span)),
    spanId: spanIdOf(dataset, span),
    parentSpanId: parentIdOf(dataset, span),
    serviceName: services[serviceOf(dataset, span)],
    operationName: operations[spans.operation[span]].name,
    startTime: startInSeconds(dataset, span),
    duration: durationInSeconds(dataset, span),
    status: spans.status[span],
    kind: spans.kind[span],
    attributes: attributesAt(dataset, span),
    errorMessage: sparseString(dataset, statusMessages, span),
  };
}

/** By key; where a key comes twice the last one counts. */
function attributesAt({ spans, attributes, strings }: Dataset, span: SpanIndex): Record<string, Json> {
  const entries: [string, Json][] = [];
  for (let at = spans.attributeStart[span]; at < spans.attributeStart[(span + 1) as SpanIndex]; at++) {
    const attribute = spans.attributeList[at];
    const text = strings.get(attributes.value[attribute]);
    entries.push([strings.get(attributes.key[attribute]), valueOf(attributes.type[attribute], text)]);
  }
  return Object.fromEntries(entries); // own properties, whatever they are called
}

/** The JSON value that `text` stands for; integers beyond 2^53 lose digits. */
function valueOf(type: AttributeType, text: string): Json {
  switch (type) {
    case AttributeType.INT:
    case AttributeType.DOUBLE:
      return Number(text);
    case AttributeType.BOOL:
      return text === 'true';
    case AttributeType.JSON:
      return JSON.parse(text) as Json;
    case AttributeType.NULL:
      return null;
    case AttributeType.STRING:
    case AttributeType.BYTES:
      return text;
  }
}
