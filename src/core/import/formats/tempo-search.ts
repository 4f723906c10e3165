import type { ScopeIndex, SourceIndex } from '../../model/units.ts';
import { attributesOf, firstAttributeText } from '../values/attributes.ts';
import type { DocumentReader, Format, Json, ReadTarget, Shape } from '../format.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { type Fields, asFields, asList, asNumber, asText, requireFields } from '../values/json.ts';
import { timeOfNanosUnlessZero } from '../values/times.ts';
import { kindOf, statusOf } from '../values/words.ts';

/**
 * The answer to a TraceQL search: of each trace only the spans that matched, with the attributes the query selected.
 * Parent, service, kind and status are known only where it selected them.
 */
export const tempoSearch: Format = {
  name: 'Tempo search result',
  resolution: 1,
  containers: new Set(['', 'traces']),
  detect,
  read: (target) => new TempoSearchReader(target),
};

function detect(shape: Shape): string | null {
  for (const place of ['traces[].spanSets', 'traces[].spanSet', 'spanSets', 'spanSet'])
    if (shape.has(place)) return `found ${place}`;
  return null;
}

class TempoSearchReader implements DocumentReader {
  readonly #target: ReadTarget;
  readonly #source: SourceIndex;
  readonly #scope: ScopeIndex;
  /** The members of the document itself: one trace cut out of an answer. */
  #members: [string, Json][] = [];

  constructor(target: ReadTarget) {
    this.#target = target;
    const { name, resolution } = tempoSearch;
    this.#source = target.sink.source({ name: target.fileName, format: name, resolution });
    this.#scope = target.sink.scope('', '');
  }

  open(path: string): void {
    if (path === '') this.#members = [];
  }

  value(path: string, value: Json): void {
    if (path === 'traces[]') this.#addTrace(requireFields(value, 'a trace'));
    else this.#members.push([path, value]);
  }

  close(path: string): void {
    if (path === '') this.#addTrace(Object.fromEntries(this.#members));
  }

  #addTrace(trace: Fields): void {
    const sets = asList(trace.spanSets);
    const spans = (sets.length > 0 ? sets : [trace.spanSet ?? null]).flatMap((set) =>
      asList(asFields(set)?.spans),
    );
    if (spans.length === 0) return;
    const traceId = traceIdOf(trace.traceID);
    this.#target.diagnostics.add(
      'partial-export',
      () =>
        `of trace ${traceId} only the ${spans.length} spans that matched the search; open it and download all`,
    );
    for (const span of spans) this.#addSpan(traceId, requireFields(span, 'a span'));
  }

  #addSpan(traceId: string, span: Fields): void {
    const { sink, diagnostics, keepsAttributes } = this.#target;
    const selected = (...keys: string[]): string => firstAttributeText(span.attributes, keys);
    sink.add({
      traceId,
      spanId: spanIdOf(span.spanID),
      parentSpanId: spanIdOf(selected('span:parentID')),
      name: asText(span.name) || selected('name', 'span:name'),
      kind: kindOf(selected('kind', 'span:kind'), diagnostics),
      status: statusOf(selected('status', 'span:status')),
      statusMessage: selected('statusMessage', 'span:statusMessage'),
      start: timeOfNanosUnlessZero(span.startTimeUnixNano),
      duration: durationOf(span.durationNanos),
      attributes: keepsAttributes ? attributesOf(span.attributes, sink) : [],
      events: [],
      links: [],
      resource: sink.resource({
        service: selected('resource.service.name', 'service.name'),
        attributes: [],
      }),
      scope: this.#scope,
      source: this.#source,
      place: this.#target.place,
    });
  }
}

/** Tempo subtracts unsigned: a span that ends before it starts has a duration a little below 2^64. */
function durationOf(value: Json | undefined): number | null {
  const nanos = asNumber(value);
  return nanos !== null && nanos >= 2 ** 63 ? Number(BigInt.asIntN(64, BigInt(asText(value)))) : nanos;
}
