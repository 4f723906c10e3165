import { MEMBERS, RAW, record } from '../../kernel/node.ts';
import { rowTable } from '../../kernel/row-table.ts';
import { TEXT_ID } from '../../model/packed-id.ts';
import { LinkKind, SpanFlag } from '../../model/span-enums.ts';
import {
  elementTag,
  EVENT_NAME_KEYS,
  JaegerReader,
  noteWarnings,
  parentAmong,
  referenceKind,
  ROLES,
  TRANSPORT_TAG,
  UNNAMED_EVENT,
  warningAttributes,
} from '../formats/jaeger.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { asText } from '../values/json.ts';
import { nanosOfMicros } from '../values/times.ts';
import type { FormatColumns } from './format-columns.ts';
import { tablesOf } from './format-nodes.ts';
import { FormatRows, type RowsContext } from './format-rows.ts';
import { FIRST_OWN_ROLE, isAttribute, liftedRole, TagColumns } from './tag-columns.ts';

const TAGS = { is: 'attributes', fixed: ['key', 'type'], nullable: true } as const;
const TIME = { is: 'time', unit: 1000, nullable: true } as const;

const LOG = rowTable({
  time: { keys: ['timestamp'], ...TIME },
  fields: { keys: ['fields'], ...TAGS },
});
const REFERENCE = rowTable({
  kind: { keys: ['refType'], is: 'value' },
  traceId: { keys: ['traceID'], is: 'traceId' },
  spanId: { keys: ['spanID'], is: 'spanId' },
});
const SPAN = rowTable({
  traceId: { keys: ['traceID'], is: 'traceId', nullable: true },
  spanId: { keys: ['spanID'], is: 'spanId', nullable: true },
  parentSpanId: { keys: ['parentSpanID'], is: 'spanId', nullable: true },
  name: { keys: ['operationName'], is: 'text', nullable: true },
  references: { keys: ['references'], is: 'entries', table: REFERENCE, nullable: true },
  start: { keys: ['startTime'], ...TIME },
  duration: { keys: ['duration'], is: 'integer', nullable: true },
  tags: { keys: ['tags'], ...TAGS },
  logs: { keys: ['logs'], is: 'entries', table: LOG, nullable: true },
  processId: { keys: ['processID'], is: 'text', nullable: true },
  process: { keys: ['process'], is: 'value', nullable: true },
  warnings: { keys: ['warnings'], is: 'value', nullable: true },
});

/** How spans are encoded: no attribute. */
const TRANSPORT = FIRST_OWN_ROLE;
/** What names an event, best first; attributes of spans. */
const EVENT_NAMES = EVENT_NAME_KEYS.map((_, at) => TRANSPORT + 1 + at);

function roleOf(key: string): number {
  if (key === TRANSPORT_TAG) return TRANSPORT;
  return EVENT_NAMES[EVENT_NAME_KEYS.findIndex((name) => name === key)] ?? liftedRole(key);
}

function* leaves() {
  for (const [path, role] of ROLES)
    if (role === 'span') yield [path, record(SPAN)] as const;
    else if (role === 'processes') yield [path, MEMBERS] as const;
    else if (role !== 'trace') yield [path, RAW] as const;
}

/** Jaeger's spans, read by the kernel. */
export const jaegerColumns: FormatColumns = {
  tables: tablesOf(leaves()),
  start(target, kernel, columns) {
    const reader = new JaegerReader(target);
    return { reader, rows: new JaegerRows(reader, { target, kernel, columns }) };
  },
};

/** A reference that names a span: its row, and what it is where it is a link. */
interface Reference {
  readonly at: number;
  readonly kind: LinkKind;
}

const RULES = { ids: { traceIdOf, spanIdOf }, attributes: { ofElement: elementTag, ofMember: null, roleOf } };

class JaegerRows extends FormatRows {
  readonly #reader: JaegerReader;
  readonly #tags = this.forgets(new TagColumns(this.target, this.spellings, this.attributes, this.columns));
  readonly #names = this.meaningsOf((tag) => this.spellings.intern(asText(this.attributes.value(tag))));
  readonly #referenceKinds = this.meaningsOf((value) => referenceKind(this.spellings.json(value)));
  readonly #warnings = this.meaningsOf((value, counter) => {
    const warnings = this.spellings.json(value);
    noteWarnings(warnings, counter);
    return warningAttributes(warnings, this.target.sink);
  });
  readonly #processIds = this.meaningsOf((text) => this.spellings.text(text));
  readonly #unnamed = this.spellings.intern(UNNAMED_EVENT);
  /** Whether a tag of a role is an attribute. */
  readonly #takeTag = (role: number, tag: number): boolean => {
    if (role >= TRANSPORT) return role !== TRANSPORT;
    this.#tags.lift(role, tag);
    return isAttribute(role);
  };
  readonly #log = this.cursorOf(LOG);
  readonly #reference = this.cursorOf(REFERENCE);

  constructor(reader: JaegerReader, context: RowsContext) {
    super(context, SPAN, RULES);
    this.#reader = reader;
  }

  protected addSpan(span: number): void {
    const { row, columns } = this;
    const { bits } = SPAN;
    columns.source[span] = this.#reader.source;
    this.addNames(span);
    if (!row.has(bits.traceId)) columns.trace[span] = this.spellings.traceOf(this.#reader.traceId);
    this.#addResource(span);
    if (row.has(bits.references)) this.#addReferences(span);
    this.#addTimes(span);
    this.#addTags(span);
    this.#tags.addStatus(span);
    if (row.has(bits.warnings)) this.#addWarnings(span);
    this.#tags.addKind(span);
    this.#tags.addScope(span);
    if (this.target.keepsAttributes && row.has(bits.logs)) this.#addEvents(span);
  }

  #addResource(span: number): void {
    const { row } = this;
    const { bits, slots } = SPAN;
    const processId = row.has(bits.processId) ? this.#processIds.of(row.word(slots.processId)) : '';
    const process = row.has(bits.process) ? this.spellings.json(row.word(slots.process)) : undefined;
    this.columns.resource[span] = this.#reader.resourceOf(processId, process);
  }

  #addTimes(span: number): void {
    const row = this.row;
    const { bits, slots } = SPAN;
    const columns = this.columns;
    const start = row.has(bits.start) ? row.seconds(slots.start) : NaN;
    columns.startSeconds[span] = start;
    columns.startNanos[span] = row.nanos(slots.start, start);
    columns.duration[span] = row.has(bits.duration) ? nanosOfMicros(row.double(slots.duration))! : NaN;
  }

  #addTags(span: number): void {
    const row = this.row;
    const { slots } = SPAN;
    const { keepsAttributes } = this.target;
    const { attributes } = this.columns;
    this.#tags.begin();
    if (!row.has(SPAN.bits.tags)) return;
    const from = row.word(slots.tags);
    const to = from + row.word(slots.tags + 1);
    const lists = keepsAttributes ? attributes : null;
    this.attributes.addTags(row.attributes, from, to, lists, span, this.#takeTag);
  }

  #addWarnings(span: number): void {
    const warnings = this.#warnings.of(this.row.word(SPAN.slots.warnings));
    if (this.target.keepsAttributes)
      for (const attribute of warnings) this.columns.attributes.add(span, attribute);
  }

  #addEvents(span: number): void {
    const row = this.#log;
    const from = this.row.word(SPAN.slots.logs);
    const to = from + this.row.word(SPAN.slots.logs + 1);
    const { events } = this.columns;
    const { bits, slots } = LOG;
    for (let at = from; at < to; at++) {
      row.moveTo(at);
      const event = events.add(span);
      const seconds = row.has(bits.time) ? row.seconds(slots.time) : NaN;
      events.seconds[event] = seconds;
      events.nanos[event] = row.nanos(slots.time, seconds);
      events.name[event] = this.#unnamed;
      if (row.has(bits.fields)) this.#addFields(event, row.word(slots.fields), row.word(slots.fields + 1));
    }
  }

  /** The field that names the event is no attribute of it. */
  #addFields(event: number, from: number, count: number): void {
    const { events } = this.columns;
    const fields = this.#log.attributes;
    let named = -1;
    for (const role of EVENT_NAMES)
      for (let at = from; named < 0 && at < from + count; at++)
        if (this.attributes.role(fields[at]) === role) named = at;
    if (named >= 0) events.name[event] = this.#names.of(fields[named]);
    const end = from + count;
    this.attributes.addAll(fields, from, named < 0 ? end : named, events.attributes, event);
    if (named >= 0) this.attributes.addAll(fields, named + 1, end, events.attributes, event);
  }

  /** Finds the parent among references, and makes links of the others; where none names a span, `parentSpanID` stands. */
  #addReferences(span: number): void {
    const from = this.row.word(SPAN.slots.references);
    const to = from + this.row.word(SPAN.slots.references + 1);
    const references: Reference[] = [];
    for (let at = from; at < to; at++) {
      this.#reference.moveTo(at);
      if (this.#namesSpan()) references.push({ at, kind: this.#kindOfReference() });
    }
    if (references.length === 0) return;
    const parent = parentAmong(references, ({ at }) => {
      this.#reference.moveTo(at);
      return this.#isNear();
    });
    for (const reference of references) {
      this.#reference.moveTo(reference.at);
      if (reference === parent) this.#addParent(span, reference.kind);
      else if (this.target.keepsAttributes) this.#addLink(span, reference.kind);
    }
    if (!parent) this.spellings.writeSpanId(this.row.words, -1, this.columns.parentSpanId, span);
  }

  #kindOfReference(): LinkKind {
    const row = this.#reference;
    const { bits, slots } = REFERENCE;
    return row.has(bits.kind) ? this.#referenceKinds.of(row.word(slots.kind)) : referenceKind(undefined);
  }

  /** Whether the reference names a span: some writers give a root one to span 0. */
  #namesSpan(): boolean {
    const row = this.#reference;
    const { bits, slots } = REFERENCE;
    if (!row.has(bits.spanId)) return false;
    return (
      row.word(slots.spanId) !== TEXT_ID || this.spellings.spanText(row.words, row.slot(slots.spanId)) !== ''
    );
  }

  /** Whether the reference is to a span of the same trace. */
  #isNear(): boolean {
    const row = this.#reference;
    if (!row.has(REFERENCE.bits.traceId)) return true;
    const other = row.word(REFERENCE.slots.traceId);
    const isSame = this.row.has(SPAN.bits.traceId) && this.row.word(SPAN.slots.traceId) === other;
    if (isSame && other !== TEXT_ID) return true;
    return this.spellings.traceText(row.words, row.slot(REFERENCE.slots.traceId)) === this.#traceText();
  }

  #traceText(): string {
    const row = this.row;
    if (!row.has(SPAN.bits.traceId)) return this.#reader.traceId;
    return this.spellings.traceText(row.words, row.slot(SPAN.slots.traceId));
  }

  #addParent(span: number, kind: LinkKind): void {
    const row = this.#reference;
    const columns = this.columns;
    this.spellings.writeSpanId(row.words, row.slot(REFERENCE.slots.spanId), columns.parentSpanId, span);
    if (kind === LinkKind.FOLLOWS_FROM) columns.flags[span] |= SpanFlag.ASYNC;
  }

  #addLink(span: number, kind: LinkKind): void {
    const row = this.#reference;
    const { bits, slots } = REFERENCE;
    const { links } = this.columns;
    const spellings = this.spellings;
    const traceId = row.has(bits.traceId)
      ? spellings.traceText(row.words, row.slot(slots.traceId))
      : this.#traceText();
    const link = links.add(span);
    links.traceId[link] = spellings.intern(traceId);
    links.spanId[link] = spellings.intern(spellings.spanText(row.words, row.slot(slots.spanId)));
    links.kind[link] = kind;
  }
}
