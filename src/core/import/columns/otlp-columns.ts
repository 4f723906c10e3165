import type { KernelBatch } from '../../kernel/kernel-batch.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { RAW, record } from '../../kernel/node.ts';
import { rowTable } from '../../kernel/row-table.ts';
import { LinkKind, StatusCode } from '../../model/span-enums.ts';
import { NANOS_PER_SECOND } from '../../model/units.ts';
import type { ReadTarget } from '../format.ts';
import { OTHER_SIGNALS, OtlpReader, ROLES } from '../formats/otlp.ts';
import {
  EVENT_KEYS,
  EXTRA_ATTRIBUTES,
  extraAttribute,
  LINK_KEYS,
  SPAN_KEYS,
  spanStatus,
} from '../formats/resource-spans.ts';
import { elementAttribute, plainAttribute } from '../values/attributes.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { kindOf } from '../values/words.ts';
import { AttributeMeanings } from './attribute-meanings.ts';
import type { FormatColumns, RowReader } from './format-columns.ts';
import { tablesOf } from './format-nodes.ts';
import { RowCursor } from './row-cursor.ts';
import type { AttributeColumn, SpanColumns } from './span-columns.ts';
import { Meanings, Spellings } from './spellings.ts';

const ATTRIBUTES = { is: 'attributes', fixed: ['key'], nullable: true } as const;
const TIME = { is: 'time', unit: 1, nullable: true } as const;

const EVENT = rowTable({
  name: { keys: EVENT_KEYS.name, is: 'text', nullable: true },
  time: { keys: EVENT_KEYS.time, ...TIME },
  attributes: { keys: EVENT_KEYS.attributes, ...ATTRIBUTES },
});
const LINK = rowTable({
  traceId: { keys: LINK_KEYS.traceId, is: 'traceId', nullable: true },
  spanId: { keys: LINK_KEYS.spanId, is: 'spanId', nullable: true },
  attributes: { keys: LINK_KEYS.attributes, ...ATTRIBUTES },
});
const SPAN = rowTable({
  traceId: { keys: SPAN_KEYS.traceId, is: 'traceId', nullable: true },
  spanId: { keys: SPAN_KEYS.spanId, is: 'spanId', nullable: true },
  parentSpanId: { keys: SPAN_KEYS.parentSpanId, is: 'spanId', nullable: true },
  name: { keys: SPAN_KEYS.name, is: 'text', nullable: true },
  kind: { keys: SPAN_KEYS.kind, is: 'value', nullable: true },
  status: { keys: SPAN_KEYS.status, is: 'value', nullable: true },
  start: { keys: SPAN_KEYS.start, ...TIME },
  end: { keys: SPAN_KEYS.end, ...TIME },
  attributes: { keys: SPAN_KEYS.attributes, ...ATTRIBUTES },
  events: { keys: SPAN_KEYS.events, is: 'entries', table: EVENT, nullable: true },
  links: { keys: SPAN_KEYS.links, is: 'entries', table: LINK, nullable: true },
  traceState: { keys: SPAN_KEYS.traceState, is: 'value', nullable: true },
  droppedAttributes: { keys: SPAN_KEYS.droppedAttributes, is: 'value', nullable: true },
  droppedEvents: { keys: SPAN_KEYS.droppedEvents, is: 'value', nullable: true },
  droppedLinks: { keys: SPAN_KEYS.droppedLinks, is: 'value', nullable: true },
});

function* leaves() {
  for (const [path, role] of ROLES)
    if (role === 'span') yield [path, record(SPAN)] as const;
    else if (role !== 'resource-spans' && role !== 'scope-spans') yield [path, RAW] as const;
  for (const path of OTHER_SIGNALS) yield [path, RAW] as const;
}

/** OTLP's spans, read by the kernel. */
export const otlpColumns: FormatColumns = {
  tables: tablesOf(leaves()),
  start(target, kernel, columns) {
    const reader = new OtlpReader(target);
    return { reader, rows: new OtlpRows(reader, target, kernel, columns) };
  },
};

class OtlpRows implements RowReader {
  readonly #reader: OtlpReader;
  readonly #target: ReadTarget;
  readonly #columns: SpanColumns;
  readonly #spellings: Spellings;
  readonly #attributes: AttributeMeanings;
  readonly #kinds: Meanings<number>;
  readonly #statuses: Meanings<{ readonly code: StatusCode; readonly message: number }>;
  /** What has no column of its own. */
  readonly #extras: readonly { bit: number; slot: number; attributes: Meanings<number> }[];
  readonly #row = new RowCursor(SPAN);
  readonly #event = new RowCursor(EVENT);
  readonly #link = new RowCursor(LINK);

  constructor(reader: OtlpReader, target: ReadTarget, kernel: Kernel, columns: SpanColumns) {
    const { sink, diagnostics } = target;
    this.#reader = reader;
    this.#target = target;
    this.#columns = columns;
    const spellings = new Spellings(kernel, sink, { traceIdOf, spanIdOf });
    this.#spellings = spellings;
    this.#attributes = new AttributeMeanings(kernel, sink, spellings, {
      ofElement: elementAttribute,
      ofMember: plainAttribute,
      roleOf: () => 0,
    });
    this.#kinds = new Meanings(diagnostics, (value, counter) => kindOf(spellings.json(value), counter));
    this.#statuses = new Meanings(diagnostics, (value) => {
      const { code, message } = spanStatus(spellings.json(value));
      return { code, message: message === '' ? -1 : spellings.intern(message) };
    });
    this.#extras = EXTRA_ATTRIBUTES.map(([member, key]) => ({
      bit: SPAN.bits[member],
      slot: SPAN.slots[member],
      attributes: new Meanings(
        diagnostics,
        (value) => extraAttribute(key, spellings.json(value), sink) ?? -1,
      ),
    }));
  }

  forget(templates: boolean): void {
    this.#spellings.forget();
    this.#attributes.forget(templates);
    this.#kinds.forget();
    this.#statuses.forget();
    for (const { attributes } of this.#extras) attributes.forget();
  }

  begin(batch: KernelBatch): void {
    this.#row.begin(batch.rowsOf(SPAN));
    this.#event.begin(batch.rowsOf(EVENT));
    this.#link.begin(batch.rowsOf(LINK));
    if (this.#target.keepsAttributes) this.#attributes.meet();
  }

  add(from: number, to: number): void {
    const { source, resource, scope } = this.#reader.spans;
    const { keepsAttributes } = this.#target;
    const columns = this.#columns;
    for (let at = from; at < to; at++) {
      this.#row.moveTo(at);
      const span = columns.add(this.#row.place);
      columns.source[span] = source;
      columns.resource[span] = resource;
      columns.scope[span] = scope;
      this.#addWords(span);
      this.#addTimes(span);
      if (keepsAttributes) this.#addLists(span);
    }
  }

  #addWords(span: number): void {
    const row = this.#row;
    const { words } = row;
    const columns = this.#columns;
    const spellings = this.#spellings;
    const { bits, slots } = SPAN;
    columns.trace[span] = row.has(bits.traceId) ? spellings.trace(words, row.slot(slots.traceId)) : -1;
    const id = row.has(bits.spanId) ? row.slot(slots.spanId) : -1;
    spellings.writeSpanId(words, id, columns.spanId, span);
    const parent = row.has(bits.parentSpanId) ? row.slot(slots.parentSpanId) : -1;
    spellings.writeSpanId(words, parent, columns.parentSpanId, span);
    columns.name[span] = row.has(bits.name) ? spellings.string(row.word(slots.name)) : spellings.empty;
    columns.kind[span] = row.has(bits.kind) ? this.#kinds.of(row.word(slots.kind)) : 0;
    columns.status[span] = StatusCode.UNSET;
    if (!row.has(bits.status)) return;
    const status = this.#statuses.of(row.word(slots.status));
    columns.status[span] = status.code;
    columns.statusMessage[span] = status.message;
  }

  #addTimes(span: number): void {
    const row = this.#row;
    const { bits, slots } = SPAN;
    const columns = this.#columns;
    const start = row.has(bits.start) ? row.secondsUnlessZero(slots.start) : NaN;
    const end = row.has(bits.end) ? row.secondsUnlessZero(slots.end) : NaN;
    const startNanos = row.nanos(slots.start, start);
    columns.startSeconds[span] = start;
    columns.startNanos[span] = startNanos;
    columns.duration[span] = (end - start) * NANOS_PER_SECOND + (row.nanos(slots.end, end) - startNanos);
  }

  #addLists(span: number): void {
    const row = this.#row;
    const { bits, slots } = SPAN;
    const { attributes } = this.#columns;
    if (row.has(bits.attributes)) this.#addAttributes(row, slots.attributes, attributes, span);
    for (const extra of this.#extras) {
      if (!row.has(extra.bit)) continue;
      const attribute = extra.attributes.of(row.word(extra.slot));
      if (attribute >= 0) attributes.add(span, attribute);
    }
    if (row.has(bits.events)) this.#addEvents(span, row.word(slots.events), row.word(slots.events + 1));
    if (row.has(bits.links)) this.#addLinks(span, row.word(slots.links), row.word(slots.links + 1));
  }

  #addAttributes(row: RowCursor, slot: number, lists: AttributeColumn, list: number): void {
    const from = row.word(slot);
    this.#attributes.addAll(row.attributes, from, from + row.word(slot + 1), lists, list);
  }

  #addEvents(span: number, from: number, count: number): void {
    const row = this.#event;
    const { events } = this.#columns;
    const { bits, slots } = EVENT;
    for (let at = from; at < from + count; at++) {
      row.moveTo(at);
      const event = events.add(span);
      events.name[event] = row.has(bits.name)
        ? this.#spellings.string(row.word(slots.name))
        : this.#spellings.empty;
      const seconds = row.has(bits.time) ? row.secondsUnlessZero(slots.time) : NaN;
      events.seconds[event] = seconds;
      events.nanos[event] = row.nanos(slots.time, seconds);
      if (row.has(bits.attributes)) this.#addAttributes(row, slots.attributes, events.attributes, event);
    }
  }

  #addLinks(span: number, from: number, count: number): void {
    const row = this.#link;
    const { links } = this.#columns;
    const { bits, slots } = LINK;
    const spellings = this.#spellings;
    for (let at = from; at < from + count; at++) {
      row.moveTo(at);
      const link = links.add(span);
      const traceId = row.has(bits.traceId) ? spellings.traceText(row.words, row.slot(slots.traceId)) : '';
      const spanId = row.has(bits.spanId) ? spellings.spanText(row.words, row.slot(slots.spanId)) : '';
      links.traceId[link] = spellings.intern(traceId);
      links.spanId[link] = spellings.intern(spanId);
      links.kind[link] = LinkKind.LINK;
      if (row.has(bits.attributes)) this.#addAttributes(row, slots.attributes, links.attributes, link);
    }
  }
}
