import { LinkKind, StatusCode } from '../../model/span-enums.ts';
import type { EventRecord, LinkRecord, SpanSink } from '../../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, SourceIndex } from '../../model/units.ts';
import { attributesOf, plainAttribute } from '../values/attributes.ts';
import type { DocumentReader, Format, Json, ReadTarget, Shape } from '../format.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { type Fields, asFields, asText, recordsOf, requireFields } from '../values/json.ts';
import { memberOf } from '../values/paths.ts';
import { LastScope, LiftedTags } from '../values/tags.ts';
import { nanosOfMicros, timeOfMicros, timeOfMicrosUnlessZero } from '../values/times.ts';
import { kindOf } from '../values/words.ts';

/**
 * Zipkin v2: a list of spans, a list of traces that are lists of spans, or one span alone. Times are microseconds. A
 * span may be reported in parts, and a server may report under the id of its client: the parts are passed on as they
 * are, and united where traces are laid out.
 */
export const zipkin: Format = {
  name: 'Zipkin JSON',
  resolution: 1000,
  containers: new Set(['', '[]']),
  lists: new Set(['[]']),
  detect,
  read: (target) => new ZipkinReader(target),
};

/** Members of version 2, one of which every span has. */
const V2_MEMBERS = ['localEndpoint', 'remoteEndpoint', 'kind', 'annotations[].value', 'tags', 'timestamp'];
/** Members of Zipkin's version 1 and of other formats that name their ids alike. */
const OTHER_MEMBERS = [
  'spanId',
  'binaryAnnotations',
  'annotations[].endpoint',
  'startTime',
  'service',
  'serviceName',
];

function detect(shape: Shape): string | null {
  for (const span of ['[]', '[][]', '']) {
    const has = (member: string): boolean => shape.has(memberOf(span, member));
    if (has('traceId') && has('id') && V2_MEMBERS.some(has) && !OTHER_MEMBERS.some(has))
      return `found ${memberOf(span, 'id')} with ${V2_MEMBERS.find(has)}`;
  }
  return null;
}

/** Reads spans in a list, in lists of a list, or alone. */
export class ZipkinReader implements DocumentReader {
  readonly source: SourceIndex;
  readonly #target: ReadTarget;
  readonly #scope: LastScope;
  readonly #resources = new Map<string, ResourceIndex>();
  /** The members of the document itself, where it is a span alone. */
  #members: Map<string, Json> | null = null;

  constructor(target: ReadTarget) {
    this.#target = target;
    this.#scope = new LastScope(target.sink);
    const { name, resolution } = zipkin;
    this.source = target.sink.source({ name: target.fileName, format: name, resolution });
  }

  open(path: string): void {
    if (path === '') this.#members = null;
  }

  value(path: string, value: Json): void {
    if (path === '[]' || path === '[][]') this.#addSpan(requireFields(value, 'a span'));
    else (this.#members ??= new Map()).set(path, value);
  }

  close(path: string): void {
    if (path === '' && this.#members) this.#addSpan(Object.fromEntries(this.#members));
  }

  /** The resource that a `localEndpoint` names. */
  resourceOf(localEndpoint: Json | undefined): ResourceIndex {
    const { serviceName, ipv4, ipv6, port } = asFields(localEndpoint) ?? {};
    const { sink } = this.#target;
    const key = JSON.stringify([serviceName, ipv4, ipv6, port]);
    const known = this.#resources.get(key);
    if (known !== undefined) return known;
    const attributes: AttributeIndex[] = [];
    if (ipv4 || ipv6) attributes.push(plainAttribute('network.local.address', ipv4 || ipv6, sink));
    if (port) attributes.push(plainAttribute('network.local.port', port, sink));
    const resource = sink.resource({ service: asText(serviceName), attributes });
    this.#resources.set(key, resource);
    return resource;
  }

  #addSpan(span: Fields): void {
    const { sink, diagnostics, keepsAttributes } = this.#target;
    const tags = asFields(span.tags) ?? {};
    const lifted = new LiftedTags();
    const attributes = tagAttributes(tags, lifted, keepsAttributes ? sink : null);
    if (keepsAttributes)
      for (const [key, value] of remoteMembers(span.remoteEndpoint))
        if (tags[key] === undefined) attributes.push(plainAttribute(key, value, sink));
    const status = lifted.status(diagnostics);
    sink.add({
      traceId: traceIdOf(span.traceId),
      spanId: spanIdOf(span.id),
      parentSpanId: spanIdOf(span.parentId),
      name: asText(span.name),
      kind: span.kind ? kindOf(span.kind, diagnostics) : lifted.kind(diagnostics),
      status: isError(tags.error) ? StatusCode.ERROR : status.code,
      statusMessage: status.message,
      start: timeOfMicrosUnlessZero(span.timestamp),
      duration: nanosOfMicros(span.duration),
      attributes,
      events: keepsAttributes ? eventsOf(span.annotations, sink) : [],
      links: keepsAttributes ? linksOf(tags, sink) : [],
      resource: this.resourceOf(span.localEndpoint),
      scope: this.#scope.of(lifted.scopeName, lifted.scopeVersion),
      source: this.source,
      place: this.#target.place,
      shared: span.shared === true,
    });
  }
}

/** In Zipkin an `error` tag means an error whatever it says, also nothing. Only "false" is taken at its word. */
export function isError(error: Json | undefined): boolean {
  return error !== undefined && error !== null && asText(error).toLowerCase() !== 'false';
}

/** Links that OpenTelemetry's exporters wrote into tags: `otlp.link.0`, `otlp.link.1`, … */
const LINK_TAG = 'otlp.link.';

/** Whether a tag of this name is such a link. */
export function isLinkTag(key: string): boolean {
  return key.startsWith(LINK_TAG);
}

/** None without a `sink`: only what is lifted is wanted. */
function tagAttributes(tags: Fields, lifted: LiftedTags, sink: SpanSink | null): AttributeIndex[] {
  const attributes: AttributeIndex[] = [];
  for (const key of Object.keys(tags))
    if (!isLinkTag(key) && !lifted.lift(key, tags[key]) && sink)
      attributes.push(plainAttribute(key, tags[key], sink));
  return attributes;
}

/** The other side of a call, as attributes under OpenTelemetry's names; a tag of that name says it better. */
export function remoteMembers(remoteEndpoint: Json | undefined): [key: string, value: Json][] {
  const { serviceName, ipv4, ipv6, port } = asFields(remoteEndpoint) ?? {};
  const members: [string, Json | undefined][] = [
    ['peer.service', serviceName],
    ['network.peer.address', ipv4 || ipv6],
    ['network.peer.port', port],
  ];
  return members.filter((member): member is [string, Json] => Boolean(member[1]));
}

function eventsOf(annotations: Json | undefined, sink: SpanSink): readonly EventRecord[] {
  return recordsOf(annotations).map(({ timestamp, value }) => {
    const { name, attributes } = annotationEvent(asText(value), sink);
    return { name, time: timeOfMicros(timestamp), attributes };
  });
}

/** What the event of an annotation is called, and its attributes. */
export function annotationEvent(text: string, sink: SpanSink): Pick<EventRecord, 'name' | 'attributes'> {
  const { name, attributes } = readAnnotation(text);
  return { name, attributes: attributesOf(attributes, sink) };
}

/**
 * An annotation is a text. OpenTelemetry's exporters write events into it in three ways: `name|{attributes}|dropped` (the
 * collector), `{"name": {attributes}}` (Python) and `"name": {attributes}` (Java).
 */
function readAnnotation(text: string): { readonly name: string; readonly attributes?: Json } {
  const bar = text.indexOf('|{');
  if (bar >= 0) {
    const attributes = parseJson(text.slice(bar + 1, text.lastIndexOf('|')));
    if (asFields(attributes)) return { name: text.slice(0, bar), attributes: attributes! };
  }
  if (text.startsWith('{"') || text.startsWith('"')) {
    const event = asFields(parseJson(text.startsWith('"') ? `{${text}}` : text));
    const [name, ...others] = Object.keys(event ?? {});
    if (name !== undefined && others.length === 0 && asFields(event![name]))
      return { name, attributes: event![name]! };
  }
  return { name: text };
}

/** `traceId|spanId|state|{attributes}|dropped`. */
export function linksOf(tags: Fields, sink: SpanSink): readonly LinkRecord[] {
  const links: LinkRecord[] = [];
  for (let i = 0; tags[LINK_TAG + i] !== undefined; i++) {
    const text = asText(tags[LINK_TAG + i]);
    const [traceId, spanId] = text.split('|', 2);
    const attributes = parseJson(text.slice(text.indexOf('|{') + 1, text.lastIndexOf('|')));
    links.push({
      traceId: traceIdOf(traceId),
      spanId: spanIdOf(spanId),
      kind: LinkKind.LINK,
      attributes: attributesOf(asFields(attributes) ? attributes : undefined, sink),
    });
  }
  return links;
}

/** What `text` says, undefined if it is no JSON. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
