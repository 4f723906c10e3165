import { AttributeType, LinkKind, SpanFlag } from '../../model/span-enums.ts';
import type { EventRecord, LinkRecord, SpanRecord } from '../../model/span-record.ts';
import {
  type AttributeIndex,
  fromUnixSeconds,
  NANOS_PER_SECOND,
  type ResourceIndex,
  type ScopeIndex,
  type SourceIndex,
  toSeconds,
  toUnixSeconds,
  type UnixTime,
} from '../../model/units.ts';
import { type AttributeSink, attributesOf } from '../values/attributes.ts';
import type { DocumentReader, Format, Json, ReadTarget, Shape } from '../format.ts';
import { type Fields, asFields, asList, asNumber, asText, recordsOf, requireFields } from '../values/json.ts';
import { containersOf } from '../values/paths.ts';
import { possible, timeOfNanos } from '../values/times.ts';
import { kindOf, statusOf } from '../values/words.ts';

const TRACE = 'traces[]';
/** Where spans stand. */
export const SPAN = 'traces[].spans[]';
/** What the file states of a trace, and its spans give again. */
const TOTALS = ['traces[].duration', 'traces[].span_count', 'traces[].services'];
const TRACE_ID = 'traces[].trace_id';
/** What the file says of traces. */
export const STATED = [TRACE_ID, ...TOTALS];

/**
 * TracAgg's own file, as the Python library writes it: times in seconds, ids as they are. What `write-tracagg.ts` put
 * beside it into `otel` comes back out of it.
 */
export const tracAgg: Format = {
  name: 'TracAgg JSON',
  resolution: 1,
  containers: containersOf([SPAN, ...TOTALS]),
  detect,
  read: (target) => new TracAggReader(target),
};

function detect(shape: Shape): string | null {
  if (shape.has(`${SPAN}.operation_name`)) return `found ${SPAN} with operation_name`;
  if (shape.has('traces[].span_count')) return 'found traces[].span_count';
  return shape.typeOf('traces') === 'array' &&
    [...shape.paths].every((path) => path === '' || path === 'traces')
    ? 'found an empty list of traces'
    : null;
}

/** Sums over the spans of the open trace, in the file's own numbers. */
interface Totals {
  earliest: number;
  latest: number;
  spanCount: number;
  readonly services: Set<string>;
}

const noTotals = (): Totals => ({ earliest: Infinity, latest: -Infinity, spanCount: 0, services: new Set() });

/** Doubles of the present day are a quarter of a microsecond apart. */
const TOLERANCE = 1e-6;

/** A span that ended before it started: how long before is not in the file. More than a tick of any clock, in ns. */
const SOME_NEGATIVE_DURATION = -2 * NANOS_PER_SECOND;

/** Reads traces, and compares what each states of itself with its spans. */
export class TracAggReader implements DocumentReader {
  readonly source: SourceIndex;
  readonly scope: ScopeIndex;
  readonly #target: ReadTarget;
  readonly #resources = new Map<string, ResourceIndex>();
  readonly #sources = new Map<string, SourceIndex>();
  #stated = new Map<string, Json>();
  #totals = noTotals();

  constructor(target: ReadTarget) {
    this.#target = target;
    const { name, resolution } = tracAgg;
    this.source = target.sink.source({ name: target.fileName, format: name, resolution });
    this.scope = target.sink.scope('', '');
  }

  open(path: string): void {
    if (path !== TRACE) return;
    this.#stated = new Map();
    this.#totals = noTotals();
  }

  value(path: string, value: Json): void {
    if (path === SPAN) this.#addSpan(requireFields(value, 'a span'));
    else this.#stated.set(path, value);
  }

  close(path: string): void {
    if (path === TRACE) this.#checkTotals();
  }

  #addSpan(span: Fields): void {
    const { sink, diagnostics, keepsAttributes } = this.#target;
    const otel = asFields(span.otel) ?? {};
    const service = asText(span.service_name);
    this.count(service, asNumber(span.start_time) ?? NaN, asNumber(span.duration) ?? 0);
    sink.add({
      traceId: asText(span.trace_id),
      spanId: asText(span.span_id),
      parentSpanId: asText(span.parent_span_id),
      name: asText(span.operation_name),
      kind: kindOf(otel.kind ?? span.kind, diagnostics),
      status: statusOf(otel.status ?? span.status),
      statusMessage: asText(span.error_message),
      ...timesOf(span, otel),
      attributes: keepsAttributes ? this.#attributesOf(otel.attributes ?? span.attributes) : [],
      events: keepsAttributes ? this.#eventsOf(otel.events) : [],
      links: keepsAttributes ? this.#linksOf(otel.links) : [],
      resource: this.#resourceIn(asFields(otel.resource), service),
      scope: this.#scopeOf(asFields(otel.scope)),
      source: this.#sourceOf(asFields(otel.source)),
      place: this.#target.place,
      async: hasFlag(otel, 'ASYNC'),
      shared: hasFlag(otel, 'SHARED_SERVER'),
    });
  }

  /** The resource of spans that say nothing of theirs but the service. */
  resourceOf(service: string): ResourceIndex {
    const known = this.#resources.get(service) ?? this.#target.sink.resource({ service, attributes: [] });
    this.#resources.set(service, known);
    return known;
  }

  #resourceIn(resource: Fields | null, service: string): ResourceIndex {
    if (!resource) return this.resourceOf(service);
    return this.#target.sink.resource({
      service,
      attributes: this.#attributesOf(resource.attributes),
      schemaUrl: asText(resource.schema_url),
    });
  }

  #scopeOf(scope: Fields | null): ScopeIndex {
    if (!scope) return this.scope;
    const attributes = this.#attributesOf(scope.attributes);
    return this.#target.sink.scope(asText(scope.name), asText(scope.version), attributes);
  }

  /** The file a span was first read from, if it was another than this. */
  #sourceOf(source: Fields | null): SourceIndex {
    if (!source) return this.source;
    const [name, format] = [asText(source.name), asText(source.format)];
    const key = `${format} ${name}`;
    const resolution = asNumber(source.resolution) ?? tracAgg.resolution;
    const known = this.#sources.get(key) ?? this.#target.sink.source({ name, format, resolution });
    this.#sources.set(key, known);
    return known;
  }

  #eventsOf(value: Json | undefined): readonly EventRecord[] {
    return recordsOf(value).map(({ name, time_unix_nano: time, attributes }) => ({
      name: asText(name),
      time: timeOfNanos(time),
      attributes: this.#attributesOf(attributes),
    }));
  }

  #linksOf(value: Json | undefined): readonly LinkRecord[] {
    return recordsOf(value).map(({ trace_id: traceId, span_id: spanId, kind, attributes }) => ({
      traceId: asText(traceId),
      spanId: asText(spanId),
      kind: LinkKind[asText(kind) as keyof typeof LinkKind] ?? LinkKind.LINK,
      attributes: this.#attributesOf(attributes),
    }));
  }

  /** A plain map, or where that cannot say everything a list of [key, type, text]. */
  #attributesOf(value: Json | undefined): AttributeIndex[] {
    const { sink } = this.#target;
    if (!Array.isArray(value)) return attributesOf(value, sink);
    const attributes: AttributeIndex[] = [];
    for (const element of asList(value)) {
      const attribute = tripleAttribute(element, sink);
      if (attribute !== null) attributes.push(attribute);
    }
    return attributes;
  }

  /** Counts a span into what its trace should state; in seconds, `start` NaN where there is none. */
  count(service: string, start: number, duration: number): void {
    const totals = this.#totals;
    totals.spanCount++;
    totals.services.add(service);
    totals.earliest = Math.min(totals.earliest, start);
    totals.latest = Math.max(totals.latest, start + duration);
  }

  #checkTotals(): void {
    const { earliest, latest, spanCount, services } = this.#totals;
    const [duration, statedCount, statedServices] = TOTALS.map((path) => this.#stated.get(path));
    const names = new Set(asList(statedServices).map(asText));
    const difference =
      (typeof statedCount === 'number' &&
        statedCount !== spanCount &&
        `${statedCount} spans, ${spanCount} found`) ||
      (typeof duration === 'number' &&
        Math.abs(duration - (latest - earliest)) > TOLERANCE &&
        `a duration of ${duration} s, ${latest - earliest} s found`) ||
      (statedServices !== undefined &&
        (names.size !== services.size || [...services].some((name) => !names.has(name))) &&
        `services ${[...names].join(', ')}; found ${[...services].join(', ')}`);
    if (difference)
      this.#target.diagnostics.add(
        'mismatched-summary',
        () => `trace ${asText(this.#stated.get(TRACE_ID))} states ${difference}`,
      );
  }
}

/** The attribute that is written as [key, type, text]; null where `element` is no list. */
export function tripleAttribute(element: Json, sink: AttributeSink): AttributeIndex | null {
  if (!Array.isArray(element)) return null;
  const [key = '', type = '', text = ''] = asList(element).map(asText);
  const known = AttributeType[type as keyof typeof AttributeType] ?? AttributeType.STRING;
  return sink.attribute(key, known, text);
}

function hasFlag(otel: Fields, flag: keyof typeof SpanFlag): boolean {
  return asList(otel.flags).includes(flag);
}

type SpanTimes = Pick<SpanRecord, 'start' | 'duration' | 'seconds'>;

/** Start and duration in nanoseconds: those in `otel` where the file's seconds could not say them. */
function timesOf(span: Fields, otel: Fields): SpanTimes {
  const startTime = asNumber(span.start_time);
  const seconds = asNumber(span.duration);
  const plain = timesOfSeconds(startTime, seconds);
  const start = hasFlag(otel, 'START_UNKNOWN')
    ? null
    : (timeOfNanos(otel.start_time_unix_nano) ?? plain.start);
  if (hasFlag(otel, 'UNFINISHED') || seconds === null) return { start, duration: null };
  if (hasFlag(otel, 'NEGATIVE_DURATION')) return { start, duration: SOME_NEGATIVE_DURATION };
  return withSeconds(start, asNumber(otel.duration_nano) ?? plain.duration, startTime, seconds);
}

/** The times of a span that starts `startTime` seconds after the epoch and lasts `seconds`; null where that is not known. */
export function timesOfSeconds(startTime: number | null, seconds: number | null): SpanTimes {
  const start = startTime === null ? null : possible(fromUnixSeconds(startTime));
  const duration = seconds === null ? null : asNumber(Math.round(seconds * NANOS_PER_SECOND));
  return withSeconds(start, duration, startTime, seconds);
}

/** Seconds that are finer than nanoseconds, as Python's sums of floats are, are kept beside them to the last bit. */
function withSeconds(
  start: UnixTime | null,
  duration: number | null,
  startTime: number | null,
  seconds: number | null,
): SpanTimes {
  if (start === null || duration === null || startTime === null || seconds === null)
    return { start, duration };
  const isWhole = toUnixSeconds(start) === startTime && toSeconds(duration) === seconds && duration >= 0;
  return { start, duration, ...(!isWhole && { seconds: { start: startTime, duration: seconds } }) };
}
