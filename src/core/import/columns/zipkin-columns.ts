import { record } from '../../kernel/node.ts';
import { rowTable } from '../../kernel/row-table.ts';
import { SpanFlag, StatusCode } from '../../model/span-enums.ts';
import type { Json } from '../format.ts';
import {
  annotationEvent,
  isError,
  isLinkTag,
  linksOf,
  remoteMembers,
  ZipkinReader,
} from '../formats/zipkin.ts';
import { plainAttribute } from '../values/attributes.ts';
import { spanIdOf, traceIdOf } from '../values/ids.ts';
import { nanosOfMicros } from '../values/times.ts';
import { kindOf } from '../values/words.ts';
import type { FormatColumns } from './format-columns.ts';
import { tablesOf } from './format-nodes.ts';
import { FormatRows, type RowsContext } from './format-rows.ts';
import { FIRST_OWN_ROLE, isAttribute, liftedRole, TagColumns } from './tag-columns.ts';

const ANNOTATION = rowTable({
  time: { keys: ['timestamp'], is: 'time', unit: 1000, nullable: true },
  value: { keys: ['value'], is: 'text', nullable: true },
});
const SPAN = rowTable({
  traceId: { keys: ['traceId'], is: 'traceId', nullable: true },
  spanId: { keys: ['id'], is: 'spanId', nullable: true },
  parentSpanId: { keys: ['parentId'], is: 'spanId', nullable: true },
  name: { keys: ['name'], is: 'text', nullable: true },
  kind: { keys: ['kind'], is: 'value', nullable: true },
  start: { keys: ['timestamp'], is: 'time', unit: 1000, nullable: true },
  duration: { keys: ['duration'], is: 'integer', nullable: true },
  localEndpoint: { keys: ['localEndpoint'], is: 'value', nullable: true },
  remoteEndpoint: { keys: ['remoteEndpoint'], is: 'value', nullable: true },
  annotations: { keys: ['annotations'], is: 'entries', table: ANNOTATION, nullable: true },
  tags: { keys: ['tags'], is: 'attributes', nullable: true },
  shared: { keys: ['shared'], is: 'value', nullable: true },
});

/** Links that are written as tags. */
const LINK = FIRST_OWN_ROLE;
/** The other side of a call, which a tag may say better. */
const REMOTE_KEYS = remoteMembers({ serviceName: 'x', ipv4: 'x', port: 1 }).map(([key]) => key);

function roleOf(key: string): number {
  const remote = REMOTE_KEYS.indexOf(key);
  if (remote >= 0) return LINK + 1 + remote;
  return isLinkTag(key) ? LINK : liftedRole(key);
}

/** Zipkin's spans, read by the kernel. */
export const zipkinColumns: FormatColumns = {
  tables: tablesOf([
    ['[]', record(SPAN)],
    ['[][]', record(SPAN)],
  ]),
  start(target, kernel, columns) {
    const reader = new ZipkinReader(target);
    return { reader, rows: new ZipkinRows(reader, { target, kernel, columns }) };
  },
};

const RULES = {
  ids: { traceIdOf, spanIdOf },
  attributes: { ofElement: null, ofMember: plainAttribute, roleOf },
};

class ZipkinRows extends FormatRows {
  readonly #reader: ZipkinReader;
  readonly #tags = this.forgets(new TagColumns(this.target, this.spellings, this.attributes, this.columns));
  readonly #kinds = this.meaningsOf((value, counter) => {
    const kind = this.spellings.json(value);
    return { isGiven: Boolean(kind), kind: kind ? kindOf(kind, counter) : 0 };
  });
  readonly #errors = this.meaningsOf((tag) => isError(this.attributes.value(tag)));
  readonly #resources = this.meaningsOf((value) => this.#reader.resourceOf(this.spellings.json(value)));
  readonly #remotes = this.meaningsOf((value) =>
    remoteMembers(this.spellings.json(value)).map(([key, member]) => ({
      role: roleOf(key),
      attribute: plainAttribute(key, member, this.target.sink),
    })),
  );
  readonly #annotations = this.meaningsOf((text) => {
    const { name, attributes } = annotationEvent(this.spellings.text(text), this.target.sink);
    return { name: this.spellings.intern(name), attributes };
  });
  readonly #shared = this.meaningsOf((value) => this.spellings.json(value) === true);
  readonly #annotation = this.cursorOf(ANNOTATION);
  /** By role: whether a tag of the span has it. */
  readonly #hasRole = new Uint8Array(LINK + 1 + REMOTE_KEYS.length);
  /** Whether a tag of a role is an attribute. */
  readonly #takeTag = (role: number, tag: number): boolean => {
    this.#hasRole[role] = 1;
    if (role >= LINK) return role !== LINK;
    this.#tags.lift(role, tag);
    return isAttribute(role);
  };

  constructor(reader: ZipkinReader, context: RowsContext) {
    super(context, SPAN, RULES);
    this.#reader = reader;
  }

  protected addSpan(span: number): void {
    const { row, columns } = this;
    const { bits, slots } = SPAN;
    columns.source[span] = this.#reader.source;
    this.addNames(span);
    columns.resource[span] = row.has(bits.localEndpoint)
      ? this.#resources.of(row.word(slots.localEndpoint))
      : this.#reader.resourceOf(undefined);
    this.#addTimes(span);
    if (row.has(bits.shared) && this.#shared.of(row.word(slots.shared)))
      columns.flags[span] |= SpanFlag.SHARED_SERVER;
    this.#addTags(span);
    this.#tags.addStatus(span);
    if (this.#tags.error >= 0 && this.#errors.of(this.#tags.error)) columns.status[span] = StatusCode.ERROR;
    const given = row.has(bits.kind) ? this.#kinds.of(row.word(slots.kind)) : null;
    if (given?.isGiven) columns.kind[span] = given.kind;
    else this.#tags.addKind(span);
    this.#tags.addScope(span);
    if (this.target.keepsAttributes && row.has(bits.annotations)) this.#addEvents(span);
  }

  #addTimes(span: number): void {
    const { row, columns } = this;
    const { bits, slots } = SPAN;
    const start = row.has(bits.start) ? row.secondsUnlessZero(slots.start) : NaN;
    columns.startSeconds[span] = start;
    columns.startNanos[span] = row.nanos(slots.start, start);
    columns.duration[span] = row.has(bits.duration) ? nanosOfMicros(row.double(slots.duration))! : NaN;
  }

  #addTags(span: number): void {
    const { row } = this;
    const { bits, slots } = SPAN;
    const { keepsAttributes } = this.target;
    const { attributes } = this.columns;
    this.#tags.begin();
    this.#hasRole.fill(0);
    const from = row.has(bits.tags) ? row.word(slots.tags) : 0;
    const to = row.has(bits.tags) ? from + row.word(slots.tags + 1) : 0;
    const lists = keepsAttributes ? attributes : null;
    this.attributes.addTags(row.attributes, from, to, lists, span, this.#takeTag);
    if (!keepsAttributes) return;
    if (row.has(bits.remoteEndpoint))
      for (const { role, attribute } of this.#remotes.of(row.word(slots.remoteEndpoint)))
        if (this.#hasRole[role] === 0) attributes.add(span, attribute);
    if (this.#hasRole[LINK] === 1) this.#addLinks(span, from, to);
  }

  /** Few spans have links: the tags they are in are read as those of a record. */
  #addLinks(span: number, from: number, to: number): void {
    const tags: Record<string, Json> = {};
    for (let at = from; at < to; at++) {
      const tag = this.row.attributes[at];
      if (this.attributes.role(tag) === LINK) tags[this.attributes.key(tag)] = this.attributes.value(tag)!;
    }
    const { links } = this.columns;
    for (const { traceId, spanId, kind, attributes } of linksOf(tags, this.target.sink)) {
      const link = links.add(span);
      links.traceId[link] = this.spellings.intern(traceId);
      links.spanId[link] = this.spellings.intern(spanId);
      links.kind[link] = kind;
      for (const attribute of attributes) links.attributes.add(link, attribute);
    }
  }

  #addEvents(span: number): void {
    const row = this.#annotation;
    const from = this.row.word(SPAN.slots.annotations);
    const to = from + this.row.word(SPAN.slots.annotations + 1);
    const { bits, slots } = ANNOTATION;
    const { events } = this.columns;
    for (let at = from; at < to; at++) {
      row.moveTo(at);
      const event = events.add(span);
      const seconds = row.has(bits.time) ? row.seconds(slots.time) : NaN;
      events.seconds[event] = seconds;
      events.nanos[event] = row.nanos(slots.time, seconds);
      events.name[event] = this.spellings.empty;
      if (!row.has(bits.value)) continue;
      const { name, attributes } = this.#annotations.of(row.word(slots.value));
      events.name[event] = name;
      for (const attribute of attributes) events.attributes.add(event, attribute);
    }
  }
}
