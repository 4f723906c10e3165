import { RAW, record } from '../../kernel/node.ts';
import { rowTable } from '../../kernel/row-table.ts';
import { LinkKind, StatusCode } from '../../model/span-enums.ts';
import { NANOS_PER_SECOND } from '../../model/units.ts';
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
import type { FormatColumns } from './format-columns.ts';
import { tablesOf } from './format-nodes.ts';
import { FormatRows, type RowsContext } from './format-rows.ts';
import type { Meanings } from './meanings.ts';

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
    return { reader, rows: new OtlpRows(reader, { target, kernel, columns }) };
  },
};

const RULES = {
  ids: { traceIdOf, spanIdOf },
  attributes: { ofElement: elementAttribute, ofMember: plainAttribute, roleOf: () => 0 },
};

/** What has no column of its own, and is an attribute of the span. */
interface Extra {
  readonly bit: number;
  readonly slot: number;
  readonly attributes: Meanings<number>;
}

class OtlpRows extends FormatRows {
  readonly #reader: OtlpReader;
  readonly #kinds = this.meaningsOf((value, counter) => kindOf(this.spellings.json(value), counter));
  readonly #statuses = this.meaningsOf((value) => {
    const { code, message } = spanStatus(this.spellings.json(value));
    return { code, message: message === '' ? -1 : this.spellings.intern(message) };
  });
  readonly #extras = EXTRA_ATTRIBUTES.map(([member, key]): Extra => ({
    bit: SPAN.bits[member],
    slot: SPAN.slots[member],
    attributes: this.meaningsOf(
      (value, counter) => extraAttribute(key, this.spellings.json(value), this.target.sink, counter) ?? -1,
    ),
  }));
  readonly #event = this.cursorOf(EVENT);
  readonly #link = this.cursorOf(LINK);

  constructor(reader: OtlpReader, context: RowsContext) {
    super(context, SPAN, RULES);
    this.#reader = reader;
  }

  protected addSpan(span: number): void {
    const { row, columns } = this;
    const { source, resource, scope } = this.#reader.spans;
    const { bits, slots } = SPAN;
    columns.source[span] = source;
    columns.resource[span] = resource;
    columns.scope[span] = scope;
    this.addNames(span);
    columns.kind[span] = row.has(bits.kind) ? this.#kinds.of(row.word(slots.kind)) : 0;
    this.#addStatus(span);
    this.#addTimes(span);
    if (this.target.keepsAttributes) this.#addLists(span);
  }

  #addStatus(span: number): void {
    const { row, columns } = this;
    columns.status[span] = StatusCode.UNSET;
    if (!row.has(SPAN.bits.status)) return;
    const { code, message } = this.#statuses.of(row.word(SPAN.slots.status));
    columns.status[span] = code;
    columns.statusMessage[span] = message;
  }

  #addTimes(span: number): void {
    const { row, columns } = this;
    const { bits, slots } = SPAN;
    const start = row.has(bits.start) ? row.secondsUnlessZero(slots.start) : NaN;
    const end = row.has(bits.end) ? row.secondsUnlessZero(slots.end) : NaN;
    const startNanos = row.nanos(slots.start, start);
    columns.startSeconds[span] = start;
    columns.startNanos[span] = startNanos;
    columns.duration[span] = (end - start) * NANOS_PER_SECOND + (row.nanos(slots.end, end) - startNanos);
  }

  #addLists(span: number): void {
    const { row } = this;
    const { bits, slots } = SPAN;
    const { attributes } = this.columns;
    if (row.has(bits.attributes)) this.addAttributes(row, slots.attributes, attributes, span);
    for (const extra of this.#extras) {
      if (!row.has(extra.bit)) continue;
      const attribute = extra.attributes.of(row.word(extra.slot));
      if (attribute >= 0) attributes.add(span, attribute);
    }
    if (row.has(bits.events)) this.#addEvents(span, row.word(slots.events), row.word(slots.events + 1));
    if (row.has(bits.links)) this.#addLinks(span, row.word(slots.links), row.word(slots.links + 1));
  }

  #addEvents(span: number, from: number, count: number): void {
    const row = this.#event;
    const { spellings } = this;
    const { events } = this.columns;
    const { bits, slots } = EVENT;
    for (let at = from; at < from + count; at++) {
      row.moveTo(at);
      const event = events.add(span);
      events.name[event] = row.has(bits.name) ? spellings.string(row.word(slots.name)) : spellings.empty;
      const seconds = row.has(bits.time) ? row.secondsUnlessZero(slots.time) : NaN;
      events.seconds[event] = seconds;
      events.nanos[event] = row.nanos(slots.time, seconds);
      if (row.has(bits.attributes)) this.addAttributes(row, slots.attributes, events.attributes, event);
    }
  }

  #addLinks(span: number, from: number, count: number): void {
    const row = this.#link;
    const { spellings } = this;
    const { links } = this.columns;
    const { bits, slots } = LINK;
    for (let at = from; at < from + count; at++) {
      row.moveTo(at);
      const link = links.add(span);
      const traceId = row.has(bits.traceId) ? spellings.traceText(row.words, row.slot(slots.traceId)) : '';
      const spanId = row.has(bits.spanId) ? spellings.spanText(row.words, row.slot(slots.spanId)) : '';
      links.traceId[link] = spellings.intern(traceId);
      links.spanId[link] = spellings.intern(spanId);
      links.kind[link] = LinkKind.LINK;
      if (row.has(bits.attributes)) this.addAttributes(row, slots.attributes, links.attributes, link);
    }
  }
}
