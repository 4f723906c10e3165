import { LinkKind, StatusCode } from '../../model/span-enums.ts';
import type { EventRecord, LinkRecord, SpanSink } from '../../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex } from '../../model/units.ts';
import { attributesOf, firstAttributeText, plainAttribute } from '../values/attributes.ts';
import type { DocumentReader, Format, Json, ReadTarget } from '../format.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { type Fields, asFields, asText, recordsOf, requireFields } from '../values/json.ts';
import { memberOf } from '../values/paths.ts';
import { nanosBetween, timeOfNanosUnlessZero } from '../values/times.ts';
import { kindOf, statusOf } from '../values/words.ts';

/** `instrumentationLibrarySpans` is the name before OTLP 0.15; Grafana still writes it. */
export const SCOPE_SPANS = [
  'scopeSpans',
  'scope_spans',
  'instrumentationLibrarySpans',
  'instrumentation_library_spans',
] as const;
const SCOPES = ['scope', 'instrumentationLibrary', 'instrumentation_library'];

/** What a reader of ResourceSpans finds at a path. */
type Role = 'resource-spans' | 'resource' | 'schema' | 'scope-spans' | 'scope' | 'span';
export type Roles = ReadonlyMap<string, Role>;

/** What stands where in the ResourceSpans at each of `places`. */
export function rolesOf(places: Iterable<string>): Roles {
  const roles = new Map<string, Role>();
  for (const place of places) {
    roles.set(place, 'resource-spans');
    roles.set(memberOf(place, 'resource'), 'resource');
    roles.set(memberOf(place, 'schemaUrl'), 'schema');
    roles.set(memberOf(place, 'schema_url'), 'schema');
    for (const list of SCOPE_SPANS) {
      const scopeSpans = `${memberOf(place, list)}[]`;
      roles.set(scopeSpans, 'scope-spans');
      for (const scope of SCOPES) roles.set(memberOf(scopeSpans, scope), 'scope');
      roles.set(`${memberOf(scopeSpans, 'spans')}[]`, 'span');
    }
  }
  return roles;
}

/** What a resource calls its service, best first. */
const SERVICE_NAMES = ['service.name', 'k8s.deployment.name', 'k8s.container.name', 'faas.name'];

/**
 * Reads OTLP's ResourceSpans, wherever in a document they stand: one resource, under it scopes, under them spans.
 * Members come in any order: a span names its resource and scope by reserved indices, defined when their object ends.
 */
export class ResourceSpansReader implements DocumentReader {
  readonly #target: ReadTarget;
  readonly #roles: Roles;
  readonly #source: SourceIndex;
  #resource: ResourceIndex | null = null;
  #resourceFields: Fields | null = null;
  #schemaUrl = '';
  #scope: ScopeIndex | null = null;
  #scopeFields: Fields | null = null;

  constructor(target: ReadTarget, format: Format, roles: Roles) {
    this.#target = target;
    this.#roles = roles;
    this.#source = target.sink.source({
      name: target.fileName,
      format: format.name,
      resolution: format.resolution,
    });
  }

  open(path: string): void {
    const role = this.#roles.get(path);
    if (role === 'resource-spans') {
      this.#resource = null;
      this.#resourceFields = null;
      this.#schemaUrl = '';
    } else if (role === 'scope-spans') {
      this.#scope = null;
      this.#scopeFields = null;
    }
  }

  value(path: string, value: Json): void {
    const role = this.#roles.get(path);
    if (role === 'span') this.#addSpan(requireFields(value, 'a span'));
    else if (role === 'resource') this.#resourceFields = asFields(value);
    else if (role === 'schema') this.#schemaUrl = asText(value);
    else if (role === 'scope') this.#scopeFields = asFields(value);
  }

  close(path: string): void {
    const { sink } = this.#target;
    const role = this.#roles.get(path);
    if (role === 'resource-spans' && this.#resource !== null) {
      const attributes = this.#resourceFields?.attributes;
      sink.defineResource(this.#resource, {
        service: firstAttributeText(attributes, SERVICE_NAMES),
        attributes: attributesOf(attributes, sink),
        schemaUrl: this.#schemaUrl,
      });
    } else if (role === 'scope-spans' && this.#scope !== null) {
      const { name, version, attributes } = this.#scopeFields ?? {};
      sink.defineScope(this.#scope, asText(name), asText(version), attributesOf(attributes, sink));
    }
  }

  #addSpan(span: Fields): void {
    const { sink, diagnostics } = this.#target;
    const start = timeOfNanosUnlessZero(span.startTimeUnixNano ?? span.start_time_unix_nano);
    const end = timeOfNanosUnlessZero(span.endTimeUnixNano ?? span.end_time_unix_nano);
    const status = asFields(span.status);
    sink.add({
      traceId: traceIdOf(span.traceId ?? span.trace_id),
      spanId: spanIdOf(span.spanId ?? span.span_id),
      parentSpanId: spanIdOf(span.parentSpanId ?? span.parent_span_id),
      name: asText(span.name),
      kind: kindOf(span.kind, diagnostics),
      status: spanStatus(status),
      statusMessage: asText(status?.message),
      start,
      duration: start && end ? nanosBetween(start, end) : null,
      attributes: spanAttributes(span, sink),
      events: eventsOf(span.events, sink),
      links: linksOf(span.links, sink),
      resource: (this.#resource ??= sink.reserveResource()),
      scope: (this.#scope ??= sink.reserveScope()),
      source: this.#source,
      place: this.#target.place,
    });
  }
}

/** The first OTLP versions had gRPC codes, which later ones put into `deprecatedCode`: anything but 0 is an error. */
function spanStatus(status: Fields | null): StatusCode {
  if (status === null) return StatusCode.UNSET;
  if (status.code !== undefined && status.code !== null) return statusOf(status.code);
  const deprecated = asText(status.deprecatedCode ?? status.deprecated_code);
  return deprecated === '' || deprecated === '0' || deprecated === 'DEPRECATED_STATUS_CODE_OK'
    ? StatusCode.UNSET
    : StatusCode.ERROR;
}

/** The span's attributes, and behind them what has no column of its own, under the names other exporters give it. */
function spanAttributes(span: Fields, sink: SpanSink): AttributeIndex[] {
  const attributes = attributesOf(span.attributes, sink);
  const add = (key: string, value: Json | undefined): void => {
    if (value && value !== '0') attributes.push(plainAttribute(key, value, sink));
  };
  add('w3c.tracestate', span.traceState ?? span.trace_state);
  add('otel.dropped_attributes_count', span.droppedAttributesCount ?? span.dropped_attributes_count);
  add('otel.dropped_events_count', span.droppedEventsCount ?? span.dropped_events_count);
  add('otel.dropped_links_count', span.droppedLinksCount ?? span.dropped_links_count);
  return attributes;
}

function eventsOf(value: Json | undefined, sink: SpanSink): readonly EventRecord[] {
  return recordsOf(value).map((event) => ({
    name: asText(event.name),
    time: timeOfNanosUnlessZero(event.timeUnixNano ?? event.time_unix_nano),
    attributes: attributesOf(event.attributes, sink),
  }));
}

function linksOf(value: Json | undefined, sink: SpanSink): readonly LinkRecord[] {
  return recordsOf(value).map((link) => ({
    traceId: traceIdOf(link.traceId ?? link.trace_id),
    spanId: spanIdOf(link.spanId ?? link.span_id),
    kind: LinkKind.LINK,
    attributes: attributesOf(link.attributes, sink),
  }));
}
