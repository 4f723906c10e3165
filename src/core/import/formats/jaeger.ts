import { AttributeType, LinkKind } from '../../model/span-enums.ts';
import type { DiagnosticCounter } from '../../model/diagnostics.ts';
import type { EventRecord, LinkRecord, ResourceRecord, SpanSink } from '../../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, SourceIndex } from '../../model/units.ts';
import { type AttributeSink, plainAttribute } from '../values/attributes.ts';
import type { DocumentReader, Format, Json, ReadTarget, Shape } from '../format.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { type Fields, asFields, asList, asText, recordsOf, requireFields } from '../values/json.ts';
import { containersOf, memberOf } from '../values/paths.ts';
import { MISSING_RESOURCE, UNREAD_RESOURCE } from '../values/resources.ts';
import { LastScope, LiftedTags } from '../values/tags.ts';
import { nanosOfMicros, timeOfMicros } from '../values/times.ts';

/** Where a trace may stand: the API's list, the page's inner state, a list of bare traces, one bare trace. */
const TRACES = ['data[]', 'data', '[]', ''];

/** What a reader of Jaeger's JSON finds at a path. */
type Role = 'trace' | 'trace-id' | 'span' | 'processes' | 'warnings' | 'errors';
/** What stands where. */
export const ROLES: ReadonlyMap<string, Role> = new Map([
  ...TRACES.flatMap((trace): [string, Role][] => [
    [trace, 'trace'],
    [memberOf(trace, 'traceID'), 'trace-id'],
    [`${memberOf(trace, 'spans')}[]`, 'span'],
    [memberOf(trace, 'processes'), 'processes'],
    [memberOf(trace, 'warnings'), 'warnings'],
  ]),
  ['errors', 'errors'],
]);

/**
 * Jaeger's API and what its page saves: traces with a table of processes, times in microseconds. Kind, status and scope
 * are tags; logs are events. A saved search nests the whole chain of ancestors in `references[].span`: never read.
 */
export const jaeger: Format = {
  name: 'Jaeger JSON',
  resolution: 1000,
  containers: containersOf(ROLES.keys()),
  detect,
  read: (target) => new JaegerReader(target),
};

function detect(shape: Shape): string | null {
  for (const trace of TRACES) {
    const span = `${memberOf(trace, 'spans')}[]`;
    if (shape.has(`${span}.spanID`)) return `found ${span} with spanID`;
    const processes = memberOf(trace, 'processes');
    if (shape.has(processes) && shape.has(memberOf(trace, 'spans'))) return `found ${processes} and spans`;
  }
  return null;
}

/** A process some span of the open trace has named. */
interface Process {
  readonly resource: ResourceIndex;
  isDefined: boolean;
  spanCount: number;
}

/** Reads traces with their tables of processes; in each, members come in any order. */
export class JaegerReader implements DocumentReader {
  readonly source: SourceIndex;
  readonly #target: ReadTarget;
  readonly #scope: LastScope;
  /** What processes that came as the same object became. */
  readonly #known = new WeakMap<Fields, ResourceRecord>();
  /** Of the open trace, by `processID`: named by a span or defined by `processes`, whichever comes first. */
  #processes = new Map<string, Process>();
  #traceId: Json = null;

  constructor(target: ReadTarget) {
    this.#target = target;
    this.#scope = new LastScope(target.sink);
    const { name, resolution } = jaeger;
    this.source = target.sink.source({ name: target.fileName, format: name, resolution });
  }

  /** Of the open trace, for spans that have none of their own; '' where there is none. */
  get traceId(): string {
    return traceIdOf(this.#traceId);
  }

  open(path: string): void {
    if (ROLES.get(path) !== 'trace') return;
    this.#processes = new Map();
    this.#traceId = null;
  }

  value(path: string, value: Json): void {
    const role = ROLES.get(path);
    if (role === 'span') this.#addSpan(requireFields(value, 'a span'));
    else if (role === 'processes') this.#defineProcesses(asFields(value) ?? {});
    else if (role === 'trace-id') this.#traceId = value;
    else if (role === 'warnings') noteWarnings(value, this.#target.diagnostics);
    else if (role === 'errors') this.#noteErrors(value);
  }

  close(path: string): void {
    if (ROLES.get(path) !== 'trace') return;
    const { sink, diagnostics } = this.#target;
    for (const [id, { resource, isDefined, spanCount }] of this.#processes) {
      if (isDefined || spanCount === 0) continue;
      sink.defineResource(resource, MISSING_RESOURCE);
      diagnostics.add('missing-resource', () => `process "${id}"`, spanCount);
    }
    this.#processes = new Map();
  }

  /** The resource of one more span, which names process `id`; those of a saved search also carry the `process` with them. */
  resourceOf(id: string, process: Json | undefined): ResourceIndex {
    const known = this.#processes.get(id) ?? this.#addProcess(id);
    known.spanCount++;
    if (!known.isDefined && asFields(process)) this.#defineProcess(known, process);
    return known.resource;
  }

  #addSpan(span: Fields): void {
    const { sink, diagnostics, keepsAttributes } = this.#target;
    const traceId = traceIdOf(span.traceID ?? this.#traceId);
    const references = readReferences(span, traceId);
    const lifted = new LiftedTags();
    const attributes = tagAttributes(span.tags, lifted, keepsAttributes ? sink : null);
    const status = lifted.status(diagnostics);
    noteWarnings(span.warnings, diagnostics);
    if (keepsAttributes) attributes.push(...warningAttributes(span.warnings, sink));
    sink.add({
      traceId,
      spanId: spanIdOf(span.spanID),
      parentSpanId: references.parentSpanId,
      name: asText(span.operationName),
      kind: lifted.kind(diagnostics),
      status: status.code,
      statusMessage: status.message,
      start: timeOfMicros(span.startTime),
      duration: nanosOfMicros(span.duration),
      attributes,
      events: keepsAttributes ? eventsOf(span.logs, sink) : [],
      links: keepsAttributes ? references.links : [],
      resource: this.resourceOf(asText(span.processID), span.process),
      scope: this.#scope.of(lifted.scopeName, lifted.scopeVersion),
      source: this.source,
      place: this.#target.place,
      async: references.isAsync,
    });
  }

  #addProcess(id: string): Process {
    const { sink } = this.#target;
    const process = { resource: sink.reserveResource(), isDefined: false, spanCount: 0 };
    sink.defineResource(process.resource, UNREAD_RESOURCE);
    this.#processes.set(id, process);
    return process;
  }

  #defineProcesses(processes: Fields): void {
    for (const id of Object.keys(processes))
      this.#defineProcess(this.#processes.get(id) ?? this.#addProcess(id), processes[id]);
  }

  #defineProcess(process: Process, value: Json | undefined): void {
    this.#target.sink.defineResource(process.resource, this.#readProcess(asFields(value) ?? NO_FIELDS));
    process.isDefined = true;
  }

  #readProcess(fields: Fields): ResourceRecord {
    let resource = this.#known.get(fields);
    if (!resource) {
      const attributes = recordsOf(fields.tags).map((tag) => tagAttribute(tag, this.#target.sink));
      resource = { service: asText(fields.serviceName), attributes };
      this.#known.set(fields, resource);
    }
    return resource;
  }

  /** The API reports what it could not fetch beside what it could. */
  #noteErrors(value: Json): void {
    for (const error of asList(value))
      this.#target.diagnostics.add('partial-export', () => asText(asFields(error)?.msg ?? error));
  }
}

const NO_FIELDS: Fields = {};

/** Counts the warnings of a trace or a span. */
export function noteWarnings(warnings: Json | undefined, diagnostics: DiagnosticCounter): void {
  for (const warning of asList(warnings)) diagnostics.add('source-warning', () => asText(warning));
}

/** The warnings of a span, which stay with it. */
export function warningAttributes(warnings: Json | undefined, sink: SpanSink): AttributeIndex[] {
  return asList(warnings).map((warning) => plainAttribute('jaeger.warning', warning, sink));
}

const TYPE_OF_TAG: ReadonlyMap<Json | undefined, AttributeType> = new Map([
  ['string', AttributeType.STRING],
  ['bool', AttributeType.BOOL],
  ['int64', AttributeType.INT],
  ['float64', AttributeType.DOUBLE],
  ['binary', AttributeType.BYTES],
]);

/** How spans were encoded on their way to Jaeger: of no use to anyone. */
export const TRANSPORT_TAG = 'internal.span.format';

/** None without a `sink`: only what is lifted is wanted. */
function tagAttributes(tags: Json | undefined, lifted: LiftedTags, sink: SpanSink | null): AttributeIndex[] {
  const attributes: AttributeIndex[] = [];
  for (const tag of recordsOf(tags)) {
    const key = asText(tag.key);
    if (key !== TRANSPORT_TAG && !lifted.lift(key, tag.value) && sink)
      attributes.push(tagAttribute(tag, sink));
  }
  return attributes;
}

/** As `tagAttribute`, of an element of a list; null where that is no tag. */
export function elementTag(element: Json, sink: AttributeSink): AttributeIndex | null {
  const tag = asFields(element);
  return tag && tagAttribute(tag, sink);
}

/** The attribute that a tag is. Values are of the type the tag names, or text that spells it. */
function tagAttribute({ key, type, value }: Fields, sink: AttributeSink): AttributeIndex {
  const known = TYPE_OF_TAG.get(type);
  return known === undefined || typeof value === 'object'
    ? plainAttribute(asText(key), value, sink)
    : sink.attribute(asText(key), known, asText(value));
}

/** An event is named by its first field of the first of these keys that has one, and otherwise `UNNAMED_EVENT`. */
export const EVENT_NAME_KEYS = ['event', 'message'] as const;
export const UNNAMED_EVENT = 'log';

function eventsOf(value: Json | undefined, sink: SpanSink): readonly EventRecord[] {
  return recordsOf(value).map((log) => {
    const fields = recordsOf(log.fields);
    const [event, message] = EVENT_NAME_KEYS.map((name) => fields.find(({ key }) => key === name));
    const named = event ?? message;
    return {
      name: named ? asText(named.value) : UNNAMED_EVENT,
      time: timeOfMicros(log.timestamp),
      attributes: fields.filter((field) => field !== named).map((field) => tagAttribute(field, sink)),
    };
  });
}

interface References {
  readonly parentSpanId: string;
  /** The parent does not wait. */
  readonly isAsync: boolean;
  readonly links: readonly LinkRecord[];
}

function readReferences(span: Fields, traceId: string): References {
  // Some writers give a root a reference to span 0: none.
  const references = recordsOf(span.references)
    .map((reference) => readReference(reference, traceId))
    .filter(({ spanId }) => spanId !== '');
  if (references.length === 0)
    return { parentSpanId: spanIdOf(span.parentSpanID), isAsync: false, links: [] };
  const parent = parentAmong(references, (reference) => reference.traceId === traceId);
  return {
    parentSpanId: parent?.spanId ?? '',
    isAsync: parent?.kind === LinkKind.FOLLOWS_FROM,
    links: references.filter((reference) => reference !== parent),
  };
}

/**
 * The reference that is the parent: the first CHILD_OF in the span's own trace, else the first FOLLOWS_FROM there. All
 * others are links.
 */
export function parentAmong<R extends { readonly kind: LinkKind }>(
  references: readonly R[],
  isNear: (reference: R) => boolean,
): R | undefined {
  const near = references.filter(isNear);
  return near.find(({ kind }) => kind !== LinkKind.FOLLOWS_FROM) ?? near[0];
}

function readReference({ refType, traceID, spanID }: Fields, traceId: string): LinkRecord {
  return {
    traceId: traceID === undefined ? traceId : traceIdOf(traceID),
    spanId: spanIdOf(spanID),
    kind: referenceKind(refType),
    attributes: [],
  };
}

/** What a reference is where it is a link. */
export function referenceKind(refType: Json | undefined): LinkKind {
  return refType === 'FOLLOWS_FROM' ? LinkKind.FOLLOWS_FROM : LinkKind.EXTRA_PARENT;
}
