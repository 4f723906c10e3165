import {
  type Dataset,
  NO_SPAN,
  originOf,
  parentIdOf,
  rangeOf,
  rangeOfTrace,
  serviceOf,
  spanIdOf,
  sparseString,
  traceIdOf,
  traceOf,
} from '../../model/dataset.ts';
import { durationInSeconds, startInSeconds, traceDurationInSeconds } from '../../model/seconds.ts';
import {
  LinkKind,
  SPAN_KIND_NAMES,
  SpanFlag,
  SpanKind,
  STATUS_CODE_NAMES,
  StatusCode,
} from '../../model/span-enums.ts';
import {
  addNanos,
  type AttributeIndex,
  compareTimes,
  fromUnixSeconds,
  NANOS_PER_SECOND,
  type ServiceIndex,
  type SpanIndex,
  type TraceIndex,
  toSeconds,
  type UnixTime,
} from '../../model/units.ts';
import { AttributeWriter } from './attribute-writer.ts';
import { nanosText } from '../values/times.ts';
import { tracAgg } from './tracagg.ts';

/** What stands before the first trace of a file, between two, and behind the last. */
export const FILE_START = '{"traces": [\n';
export const FILE_SEPARATOR = ',\n';
export const FILE_END = '\n]}\n';

/** Characters after which a part is handed over: large enough to be worth the call, small enough to hold. */
const PART_SIZE = 256 * 1024;

/**
 * `traces` of `dataset`, or all, as a TracAgg file in UTF-8, part by part. The original Python library loads it: what
 * that has no word for stands in one more object per span, `otel`, which `tracagg.ts` reads back. Reading a file written
 * here and writing it again gives the same bytes.
 */
export function* writeTracAgg(
  dataset: Dataset,
  traces: Iterable<TraceIndex> = allTraces(dataset),
): Iterable<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const writer = new TraceWriter(dataset);
  let text = FILE_START;
  let separator = '';
  for (const trace of traces) {
    text += separator;
    separator = FILE_SEPARATOR;
    for (const piece of writer.write(trace)) {
      text += piece;
      if (text.length < PART_SIZE) continue;
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text + FILE_END);
}

function* allTraces({ traces }: Dataset): Iterable<TraceIndex> {
  for (let trace = 0; trace < traces.length; trace++) yield trace as TraceIndex;
}

/** The original's word for a status; it has none for UNSET. */
export function writtenStatus(status: StatusCode): 'OK' | 'ERROR' {
  return status === StatusCode.ERROR ? 'ERROR' : 'OK';
}

/** The original's word for a kind; it has none for INTERNAL. */
export function writtenKind(kind: SpanKind): Exclude<keyof typeof SpanKind, 'INTERNAL'> {
  const name = SPAN_KIND_NAMES[kind];
  return name === 'INTERNAL' ? 'UNSPECIFIED' : name;
}

/** Flags that a reader could not find again from the spans alone. */
const LASTING_FLAGS = ['NEGATIVE_DURATION', 'UNFINISHED', 'START_UNKNOWN', 'SHARED_SERVER', 'ASYNC'] as const;

const LINK_KIND_NAMES = Object.keys(LinkKind) as (keyof typeof LinkKind)[];

/** Writes traces of one data set as objects of the TracAgg file. */
export class TraceWriter {
  readonly #dataset: Dataset;
  readonly #attributes: AttributeWriter;
  /** Members of `otel` by provenance. */
  readonly #provenances: string[][] = [];

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
    this.#attributes = new AttributeWriter(dataset);
  }

  /** The object of `trace`, in pieces of about a span. */
  *write(trace: TraceIndex): Iterable<string> {
    const { traces, services } = this.#dataset;
    const first = traces.firstSpan[trace];
    const end = traces.firstSpan[(trace + 1) as TraceIndex];
    const found = new Set<ServiceIndex>();
    for (let span = first; span < end; span++) found.add(serviceOf(this.#dataset, span));
    const id = JSON.stringify(traceIdOf(this.#dataset, trace));
    const names = Array.from(found, (service) => services[service]).toSorted();
    const duration = this.#traceDuration(trace);
    yield `{"trace_id":${id},"duration":${duration},"span_count":${end - first},`;
    yield `"services":${JSON.stringify(names)},"spans":[`;
    for (let span = first; span < end; span++) yield (span === first ? '\n' : ',\n') + this.#span(span, id);
    yield ']}';
  }

  /** In seconds, up to ends that were set aside: they are written as they were. */
  #traceDuration(trace: TraceIndex): number {
    const { traces, asideEnds } = this.#dataset;
    let duration = traceDurationInSeconds(this.#dataset, trace);
    const [from, to] = rangeOfTrace(this.#dataset, asideEnds, trace);
    if (from === to) return duration;
    let earliest = Infinity;
    for (let span = traces.firstSpan[trace]; span < traces.firstSpan[(trace + 1) as TraceIndex]; span++)
      earliest = Math.min(earliest, startInSeconds(this.#dataset, span));
    for (let at = from; at < to; at++) {
      const span = asideEnds.span[at] as SpanIndex;
      const end = startInSeconds(this.#dataset, span) + this.#writtenDuration(span);
      duration = Math.max(duration, end - earliest);
    }
    return duration;
  }

  /** In nanoseconds; null where none was. */
  #asideEnd(span: SpanIndex): number | null {
    const { asideEnds } = this.#dataset;
    const [at, end] = rangeOf(asideEnds, span);
    return at < end ? asideEnds.duration[at] : null;
  }

  /** In seconds. */
  #writtenDuration(span: SpanIndex): number {
    const own = durationInSeconds(this.#dataset, span);
    const aside = own > 0 ? null : this.#asideEnd(span);
    return aside === null ? own : toSeconds(aside);
  }

  #span(span: SpanIndex, traceId: string): string {
    const { spans, operations, services, statusMessages } = this.#dataset;
    const start = startInSeconds(this.#dataset, span);
    const duration = this.#writtenDuration(span);
    const operation = operations[spans.operation[span]];
    const from = spans.attributeStart[span];
    const to = spans.attributeStart[(span + 1) as SpanIndex];
    const attributes = this.#attributes.write(spans.attributeList, from, to);
    const otel = this.#otel(span);
    if (!attributes.isExact) otel.push(`"attributes":${attributes.list()}`);
    return (
      `{"trace_id":${traceId},"span_id":${JSON.stringify(spanIdOf(this.#dataset, span))},` +
      `"parent_span_id":${JSON.stringify(this.#writtenParentOf(span))},` +
      `"service_name":${JSON.stringify(services[operation.service])},` +
      `"operation_name":${JSON.stringify(operation.name)},` +
      `"start_time":${start},"duration":${duration},` +
      `"status":"${writtenStatus(spans.status[span])}","kind":"${writtenKind(spans.kind[span])}",` +
      `"attributes":${attributes.map},` +
      `"error_message":${JSON.stringify(sparseString(this.#dataset, statusMessages, span))}` +
      `${otel.length === 0 ? '' : `,"otel":{${otel.join(',')}}`}}`
    );
  }

  /** What the original has no word for, as members of `otel`. */
  #otel(span: SpanIndex): string[] {
    const { spans } = this.#dataset;
    const members = this.#exactTimes(span);
    if (spans.kind[span] === SpanKind.INTERNAL) members.push('"kind":"INTERNAL"');
    if (spans.status[span] === StatusCode.UNSET)
      members.push(`"status":"${STATUS_CODE_NAMES[StatusCode.UNSET]}"`);
    const flags = LASTING_FLAGS.filter((flag) => this.#mustTell(span, flag));
    if (flags.length > 0) members.push(`"flags":${JSON.stringify(flags)}`);
    const events = this.#events(span);
    if (events.length > 0) members.push(`"events":[${events.join(',')}]`);
    const links = this.#links(span);
    if (links.length > 0) members.push(`"links":[${links.join(',')}]`);
    members.push(...this.#provenanceOf(spans.provenance[span]));
    return members;
  }

  /** Negative seconds say so themselves, and so do ends too far away, and a consumer and the producer above it. */
  #mustTell(span: SpanIndex, flag: (typeof LASTING_FLAGS)[number]): boolean {
    const { spans } = this.#dataset;
    if (!(spans.flags[span] & SpanFlag[flag])) return false;
    if (flag === 'UNFINISHED') return this.#asideEnd(span) === null;
    if (flag === 'NEGATIVE_DURATION') return durationInSeconds(this.#dataset, span) >= 0;
    const parent = spans.parent[span];
    const isConsumed =
      parent !== NO_SPAN &&
      spans.kind[span] === SpanKind.CONSUMER &&
      spans.kind[parent] === SpanKind.PRODUCER;
    return flag !== 'ASYNC' || !isConsumed;
  }

  /** Nanoseconds, where the doubles that count seconds do not give them back. */
  #exactTimes(span: SpanIndex): string[] {
    const { spans, seconds } = this.#dataset;
    const [own, end] = rangeOf(seconds, span);
    if (own < end) return [];
    const members: string[] = [];
    const start = this.#timeAt(span, spans.start[span]);
    if (compareTimes(fromUnixSeconds(startInSeconds(this.#dataset, span)), start) !== 0)
      members.push(`"start_time_unix_nano":"${nanosText(start)}"`);
    const duration = this.#asideEnd(span) ?? spans.duration[span];
    if (Math.round(this.#writtenDuration(span) * NANOS_PER_SECOND) !== duration)
      members.push(`"duration_nano":${duration}`);
    return members;
  }

  #events(span: SpanIndex): string[] {
    const { events, strings } = this.#dataset;
    const [from, to] = rangeOf(events, span);
    const written: string[] = [];
    for (let event = from; event < to; event++) {
      const name = JSON.stringify(strings.get(events.name[event]));
      const offset = events.time[event];
      const time = Number.isNaN(offset) ? '' : `,"time_unix_nano":"${nanosText(this.#timeAt(span, offset))}"`;
      const attributes = this.#attributesMember(
        events.attributeList,
        events.attributeStart[event],
        events.attributeStart[event + 1],
      );
      written.push(`{"name":${name}${time}${attributes}}`);
    }
    return written;
  }

  #links(span: SpanIndex): string[] {
    const { links, strings } = this.#dataset;
    const [from, to] = rangeOf(links, span);
    const written: string[] = [];
    for (let link = from; link < to; link++) {
      const traceId = JSON.stringify(strings.get(links.traceId[link]));
      const spanId = JSON.stringify(strings.get(links.spanId[link]));
      const kind = LINK_KIND_NAMES[links.kind[link]];
      const attributes = this.#attributesMember(
        links.attributeList,
        links.attributeStart[link],
        links.attributeStart[link + 1],
      );
      written.push(`{"trace_id":${traceId},"span_id":${spanId},"kind":"${kind}"${attributes}}`);
    }
    return written;
  }

  /** Resource, scope and source, each where it says anything; the source of spans born in a TracAgg file does not. */
  #provenanceOf(index: number): readonly string[] {
    const known = this.#provenances[index];
    if (known) return known;
    const { provenances, resources, scopes, sources } = this.#dataset;
    const provenance = provenances[index];
    const { attributes, schemaUrl } = resources[provenance.resource];
    const scope = scopes[provenance.scope];
    const { name, format, resolution } = sources[provenance.source];
    const members: string[] = [];
    if (attributes.length > 0 || schemaUrl) {
      const url = schemaUrl ? `,"schema_url":${JSON.stringify(schemaUrl)}` : '';
      members.push(
        `"resource":{"attributes":${this.#attributes.writeExact(attributes, 0, attributes.length)}${url}}`,
      );
    }
    if (scope.name || scope.version || scope.attributes.length > 0) {
      const own = this.#attributesMember(scope.attributes, 0, scope.attributes.length);
      members.push(
        `"scope":{"name":${JSON.stringify(scope.name)},"version":${JSON.stringify(scope.version)}${own}}`,
      );
    }
    if (format !== tracAgg.name) members.push(`"source":${JSON.stringify({ name, format, resolution })}`);
    this.#provenances[index] = members;
    return members;
  }

  #attributesMember(list: { readonly [at: number]: AttributeIndex }, from: number, to: number): string {
    return from === to ? '' : `,"attributes":${this.#attributes.writeExact(list, from, to)}`;
  }

  #timeAt(span: SpanIndex, offset: number): UnixTime {
    return addNanos(originOf(this.#dataset, traceOf(this.#dataset, span)), offset);
  }

  /** A server that shares its client's id names the client's parent, as it did where it was reported. */
  #writtenParentOf(span: SpanIndex): string | null {
    const { parent, id } = this.#dataset.spans;
    const isOfSameId = (other: SpanIndex): boolean =>
      id[2 * other] === id[2 * span] && id[2 * other + 1] === id[2 * span + 1];
    let client = span;
    while (parent[client] !== NO_SPAN && isOfSameId(parent[client])) client = parent[client];
    return parentIdOf(this.#dataset, client);
  }
}
