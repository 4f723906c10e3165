import type { DiagnosticCounter } from '../../model/diagnostics.ts';
import { LinkKind, StatusCode } from '../../model/span-enums.ts';
import type { EventRecord, LinkRecord, ResourceRecord, SpanSink } from '../../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex } from '../../model/units.ts';
import { attributesOf, firstAttributeText, plainAttribute } from '../values/attributes.ts';
import type { DocumentReader, Format, Json, ReadTarget } from '../format.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { type Fields, asFields, asText, recordsOf, requireFields } from '../values/json.ts';
import { memberOf } from '../values/paths.ts';
import { UNREAD_RESOURCE } from '../values/resources.ts';
import { nanosBetween, timeOfNanosUnlessZero } from '../values/times.ts';
import { kindOf, type SpanStatus, statusOf } from '../values/words.ts';

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

/** What the members of spans, events and links may be called; of several that are there, the first that is not null. */
export const SPAN_KEYS = {
  traceId: ['traceId', 'trace_id'],
  spanId: ['spanId', 'span_id'],
  parentSpanId: ['parentSpanId', 'parent_span_id'],
  name: ['name'],
  kind: ['kind'],
  status: ['status'],
  start: ['startTimeUnixNano', 'start_time_unix_nano'],
  end: ['endTimeUnixNano', 'end_time_unix_nano'],
  attributes: ['attributes'],
  events: ['events'],
  links: ['links'],
  traceState: ['traceState', 'trace_state'],
  droppedAttributes: ['droppedAttributesCount', 'dropped_attributes_count'],
  droppedEvents: ['droppedEventsCount', 'dropped_events_count'],
  droppedLinks: ['droppedLinksCount', 'dropped_links_count'],
} as const;
export const EVENT_KEYS = {
  name: ['name'],
  time: ['timeUnixNano', 'time_unix_nano'],
  attributes: ['attributes'],
} as const;
export const LINK_KEYS = {
  traceId: ['traceId', 'trace_id'],
  spanId: ['spanId', 'span_id'],
  attributes: ['attributes'],
} as const;

/** Members that have no column of their own, and the attributes they become, under the names other exporters give them. */
export const EXTRA_ATTRIBUTES = [
  ['traceState', 'w3c.tracestate'],
  ['droppedAttributes', 'otel.dropped_attributes_count'],
  ['droppedEvents', 'otel.dropped_events_count'],
  ['droppedLinks', 'otel.dropped_links_count'],
] as const;

/**
 * Reads OTLP's ResourceSpans, wherever in a document they stand: one resource, under it scopes, under them spans.
 * Members come in any order: a span names its resource and scope by reserved indices, defined as soon as they are known.
 */
export class ResourceSpansReader implements DocumentReader {
  readonly source: SourceIndex;
  readonly #target: ReadTarget;
  readonly #roles: Roles;
  /** By its fields, where the same object comes again: the resource last made of it. */
  readonly #known = new WeakMap<Fields, ResourceRecord>();
  #resource: ResourceIndex | null = null;
  #resourceFields: Fields | null = null;
  #schemaUrl = '';
  #scope: ScopeIndex | null = null;
  #scopeFields: Fields | null = null;

  constructor(target: ReadTarget, format: Format, roles: Roles) {
    this.#target = target;
    this.#roles = roles;
    this.source = target.sink.source({
      name: target.fileName,
      format: format.name,
      resolution: format.resolution,
    });
  }

  /** Of spans that come now. */
  get resource(): ResourceIndex {
    if (this.#resource === null) this.#defineResource(UNREAD_RESOURCE);
    return this.#resource!;
  }

  /** Of spans that come now. */
  get scope(): ScopeIndex {
    return (this.#scope ??= this.#target.sink.reserveScope());
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
    else if (role === 'resource') this.#nameResource(asFields(value));
    else if (role === 'schema') this.#schemaUrl = asText(value);
    else if (role === 'scope') this.#nameScope(asFields(value));
  }

  close(path: string): void {
    const { sink } = this.#target;
    const role = this.#roles.get(path);
    if (role === 'resource-spans' && this.#resource !== null) {
      this.#defineResource(this.#readResource(this.#resourceFields ?? NO_FIELDS));
    } else if (role === 'scope-spans' && this.#scope !== null && this.#scopeFields === null) {
      sink.defineScope(this.#scope, '', '');
    }
  }

  /** Its schema may still come: until then it is as the last time that its fields came. */
  #nameResource(fields: Fields | null): void {
    this.#resourceFields = fields;
    if (fields === null) return;
    this.#defineResource(this.#known.get(fields) ?? this.#readResource(fields));
  }

  #defineResource(resource: ResourceRecord): void {
    const { sink } = this.#target;
    sink.defineResource((this.#resource ??= sink.reserveResource()), resource);
  }

  #nameScope(fields: Fields | null): void {
    const { sink } = this.#target;
    this.#scopeFields = fields;
    const { name, version, attributes } = fields ?? NO_FIELDS;
    sink.defineScope(this.scope, asText(name), asText(version), attributesOf(attributes, sink));
  }

  #readResource(fields: Fields): ResourceRecord {
    const schemaUrl = this.#schemaUrl;
    const known = this.#known.get(fields);
    if (known?.schemaUrl === schemaUrl) return known;
    const resource = {
      service: firstAttributeText(fields.attributes, SERVICE_NAMES),
      attributes: attributesOf(fields.attributes, this.#target.sink),
      schemaUrl,
    };
    this.#known.set(fields, resource);
    return resource;
  }

  #addSpan(span: Fields): void {
    const { sink, diagnostics, keepsAttributes } = this.#target;
    const start = timeOfNanosUnlessZero(fieldOf(span, SPAN_KEYS.start));
    const end = timeOfNanosUnlessZero(fieldOf(span, SPAN_KEYS.end));
    const status = spanStatus(span.status);
    sink.add({
      traceId: traceIdOf(fieldOf(span, SPAN_KEYS.traceId)),
      spanId: spanIdOf(fieldOf(span, SPAN_KEYS.spanId)),
      parentSpanId: spanIdOf(fieldOf(span, SPAN_KEYS.parentSpanId)),
      name: asText(span.name),
      kind: kindOf(span.kind, diagnostics),
      status: status.code,
      statusMessage: status.message,
      start,
      duration: start && end ? nanosBetween(start, end) : null,
      attributes: keepsAttributes ? spanAttributes(span, this.#target) : [],
      events: keepsAttributes ? eventsOf(span.events, sink) : [],
      links: keepsAttributes ? linksOf(span.links, sink) : [],
      resource: this.resource,
      scope: this.scope,
      source: this.source,
      place: this.#target.place,
    });
  }
}

const NO_FIELDS: Fields = {};

function fieldOf(fields: Fields, keys: readonly string[]): Json | undefined {
  for (const key of keys) {
    const value = fields[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/**
 * What the object `status` says. The first OTLP versions had gRPC codes, which later ones put into `deprecatedCode`:
 * anything but 0 is an error.
 */
export function spanStatus(value: Json | undefined): SpanStatus {
  const status = asFields(value) ?? NO_FIELDS;
  return { code: statusCodeOf(status), message: asText(status.message) };
}

function statusCodeOf(status: Fields): StatusCode {
  if (status.code !== undefined && status.code !== null) return statusOf(status.code);
  const deprecated = asText(status.deprecatedCode ?? status.deprecated_code);
  return deprecated === '' || deprecated === '0' || deprecated === 'DEPRECATED_STATUS_CODE_OK'
    ? StatusCode.UNSET
    : StatusCode.ERROR;
}

/** The span's attributes, and behind them what has no column of its own. */
function spanAttributes(span: Fields, { sink, diagnostics }: ReadTarget): AttributeIndex[] {
  const attributes = attributesOf(span.attributes, sink);
  for (const [member, key] of EXTRA_ATTRIBUTES) {
    const attribute = extraAttribute(key, fieldOf(span, SPAN_KEYS[member]), sink, diagnostics);
    if (attribute !== null) attributes.push(attribute);
  }
  return attributes;
}

/** The attribute that one of `EXTRA_ATTRIBUTES` becomes; null where it says nothing. One that counts has to be a count. */
export function extraAttribute(
  key: string,
  value: Json | undefined,
  sink: SpanSink,
  diagnostics: DiagnosticCounter,
): AttributeIndex | null {
  if (!value || value === '0') return null;
  if (key.endsWith(COUNT) && !/^\d+$/.test(asText(value)))
    diagnostics.add('impossible-count', () => `${key}: ${asText(value)}`);
  return plainAttribute(key, value, sink);
}

/** What attributes that say how many are called. */
const COUNT = '_count';

function eventsOf(value: Json | undefined, sink: SpanSink): readonly EventRecord[] {
  return recordsOf(value).map((event) => ({
    name: asText(event.name),
    time: timeOfNanosUnlessZero(fieldOf(event, EVENT_KEYS.time)),
    attributes: attributesOf(event.attributes, sink),
  }));
}

function linksOf(value: Json | undefined, sink: SpanSink): readonly LinkRecord[] {
  return recordsOf(value).map((link) => ({
    traceId: traceIdOf(fieldOf(link, LINK_KEYS.traceId)),
    spanId: spanIdOf(fieldOf(link, LINK_KEYS.spanId)),
    kind: LinkKind.LINK,
    attributes: attributesOf(link.attributes, sink),
  }));
}
