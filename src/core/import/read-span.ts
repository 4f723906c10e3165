import { parseJson } from '../json/json-parser.ts';
import { NO_PLACE } from '../model/dataset.ts';
import { DiagnosticCounter } from '../model/diagnostics.ts';
import type { AttributeType } from '../model/span-enums.ts';
import type { EventRecord, LinkRecord, SpanRecord, SpanSink } from '../model/span-record.ts';
import type { AttributeIndex, ResourceIndex, ScopeIndex, SourceIndex, StringIndex } from '../model/units.ts';
import type { Format, Json } from './format.ts';
import { FORMATS } from './formats.ts';

/** An attribute as text, as `AttributeTable.value` documents. */
interface AttributeText {
  readonly key: string;
  readonly type: AttributeType;
  readonly value: string;
}

/** What a span has several of. */
export interface SpanEntries {
  readonly attributes: readonly AttributeText[];
  readonly events: readonly WithTexts<EventRecord>[];
  readonly links: readonly WithTexts<LinkRecord>[];
}
type WithTexts<R> = Omit<R, 'attributes'> & { readonly attributes: readonly AttributeText[] };

/**
 * The attributes, events and links in the record of span `spanId`, as the format of this name reads them. Null where it
 * reads no such span there.
 */
export function readSpanEntries(record: string, formatName: string, spanId: string): SpanEntries | null {
  const format = FORMATS.find(({ name }) => name === formatName);
  const bytes = new TextEncoder().encode(record);
  if (!format) return null;
  const value = parseJson(bytes, 0, bytes.length, true).value as Json;
  for (const path of spanPaths(format)) {
    const sink = new EntriesSink(spanId);
    try {
      const target = { sink, diagnostics: new DiagnosticCounter(), fileName: '', place: NO_PLACE };
      format.read({ ...target, keepsAttributes: true }).value(path, value);
    } catch {
      continue; // no span can be read from such a value there
    }
    if (sink.found) return sink.found;
  }
  return null;
}

/** Where a span may stand: among the elements of a list that is walked through, or in the place of a container. */
function* spanPaths({ containers }: Format): Iterable<string> {
  for (const container of containers) yield `${container}[]`;
  yield* containers;
}

/** Keeps the entries of one span and nothing else. */
class EntriesSink implements SpanSink {
  found: SpanEntries | null = null;
  readonly #spanId: string;
  readonly #attributes: AttributeText[] = [];

  constructor(spanId: string) {
    this.#spanId = spanId;
  }

  add({ spanId, attributes, events, links }: SpanRecord): void {
    if (spanId !== this.#spanId) return;
    this.found ??= {
      attributes: this.#textsOf(attributes),
      events: events.map((event) => ({ ...event, attributes: this.#textsOf(event.attributes) })),
      links: links.map((link) => ({ ...link, attributes: this.#textsOf(link.attributes) })),
    };
  }

  attribute(key: string, type: AttributeType, value: string): AttributeIndex {
    return (this.#attributes.push({ key, type, value }) - 1) as AttributeIndex;
  }

  resource(): ResourceIndex {
    return 0 as ResourceIndex;
  }

  reserveResource(): ResourceIndex {
    return 0 as ResourceIndex;
  }

  defineResource(): void {}

  scope(): ScopeIndex {
    return 0 as ScopeIndex;
  }

  reserveScope(): ScopeIndex {
    return 0 as ScopeIndex;
  }

  defineScope(): void {}

  source(): SourceIndex {
    return 0 as SourceIndex;
  }

  string(): StringIndex {
    throw new Error('A reader of values has no bytes.');
  }

  attributesOf(): void {
    throw new Error('A reader of values has no bytes.');
  }

  trace(): number {
    throw new Error('A reader of values has no bytes.');
  }

  addBatch(): void {
    throw new Error('A reader of values makes no batches.');
  }

  #textsOf(attributes: readonly AttributeIndex[]): AttributeText[] {
    return attributes.map((index) => this.#attributes[index]);
  }
}
