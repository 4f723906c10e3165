import { withRoom } from '../../lib/growable.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { AttributeType } from '../../model/span-enums.ts';
import type { Json } from '../format.ts';
import { type AttributeRules, AttributeTemplates, verbatimType } from './attribute-templates.ts';
import type { AttributeColumn } from './span-columns.ts';
import { SpelledAttributes } from './spelled-attributes.ts';
import type { Spellings } from './spellings.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const UNKNOWN = 0;
const NONE = -1;
/** On their way to a sink within a call, so one list does for all: a folder may have thousands of texts. */
const spelled = new SpelledAttributes();

/**
 * What the kernel's numbers of attributes mean to a sink. Values that are what stands in the text go there byte by byte,
 * thousands at a time, as soon as the kernel has met them; what must be parsed or is more than an attribute, when somebody
 * asks for it.
 */
export class AttributeMeanings {
  readonly #kernel: Kernel;
  readonly #sink: SpanSink;
  readonly #rules: AttributeRules;
  readonly #templates: AttributeTemplates;
  /** By number: two more than the attribute; 1 where it is none, 0 where that is not known. */
  #attributes = new Int32Array(1024);
  /** By number: one more than the role; 0 where that is not known. */
  #roles = new Uint16Array(1024);
  /** How many of the kernel's numbers have been looked at. */
  #metCount = 0;

  constructor(kernel: Kernel, sink: SpanSink, spellings: Spellings, rules: AttributeRules) {
    this.#kernel = kernel;
    this.#sink = sink;
    this.#rules = rules;
    this.#templates = new AttributeTemplates(kernel, spellings, rules);
  }

  /** The kernel numbers attributes anew; `templates`: and their templates. */
  forget(templates: boolean): void {
    this.#attributes = new Int32Array(1024);
    this.#roles = new Uint16Array(1024);
    this.#metCount = 0;
    if (templates) this.#templates.forget();
  }

  /** Has the sink number the attributes that the kernel has met since the last time, but those that must be parsed. */
  meet(): void {
    const { pairs } = this.#kernel;
    const { count, memory } = pairs;
    this.#attributes = withRoom(this.#attributes, count);
    for (let pair = this.#metCount; pair < count; pair++) {
      const template = this.#templates.of(pair);
      if (template === null || template.role !== 0 || pairs.isEscaped(pair)) continue;
      const from = pairs.fromOf(pair);
      const to = pairs.toOf(pair);
      const type = verbatimType(template, memory, from, to);
      if (type < 0) continue;
      if (spelled.isFull) this.#number(memory);
      spelled.add(pair, template.keyString, type, from, to);
    }
    this.#metCount = count;
    this.#number(memory);
  }

  /** The sink's number of an attribute in `pairs`; -1 if it is none. */
  attribute(pair: number): number {
    if (pair >= this.#attributes.length) this.#attributes = withRoom(this.#attributes, pair + 1);
    if (this.#attributes[pair] === UNKNOWN) this.#attributes[pair] = this.#intern(pair) + 2;
    return this.#attributes[pair] - 2;
  }

  /** Adds the attributes `pairs[from .. to]` to the list of `row`, the last that was begun. */
  addAll(pairs: Uint32Array, from: number, to: number, lists: AttributeColumn, row: number): void {
    lists.reserve(to - from);
    const { list } = lists;
    let { length } = lists;
    let attributes = this.#attributes;
    for (let at = from; at < to; at++) {
      const pair = pairs[at];
      let known = pair < attributes.length ? attributes[pair] : UNKNOWN;
      if (known === UNKNOWN) {
        known = this.attribute(pair) + 2;
        attributes = this.#attributes;
      }
      if (known >= 2) list[length++] = known - 2;
    }
    lists.count[row] += length - lists.length;
    lists.length = length;
  }

  /** As `addAll`, of attributes that may have roles: those `isAdded` says so of, and all that have none. */
  addTags(
    tags: Uint32Array,
    from: number,
    to: number,
    lists: AttributeColumn | null,
    row: number,
    isAdded: (role: number, tag: number) => boolean,
  ): void {
    for (let at = from; at < to; at++) {
      const tag = tags[at];
      const role = tag < this.#roles.length && this.#roles[tag] > 0 ? this.#roles[tag] - 1 : this.role(tag);
      if ((role > 0 && !isAdded(role, tag)) || lists === null) continue;
      const known = tag < this.#attributes.length ? this.#attributes[tag] : UNKNOWN;
      const attribute = known === UNKNOWN ? this.attribute(tag) : known - 2;
      if (attribute >= 0) lists.add(row, attribute);
    }
  }

  /** What else an attribute is: a number of the format's. */
  role(pair: number): number {
    if (pair >= this.#roles.length) this.#roles = withRoom(this.#roles, pair + 1);
    if (this.#roles[pair] === UNKNOWN) this.#roles[pair] = this.#findRole(pair) + 1;
    return this.#roles[pair] - 1;
  }

  /** What an attribute says. */
  value(pair: number): Json | undefined {
    return this.#templates.parse(pair)?.value;
  }

  /** The key of an attribute. */
  key(pair: number): string {
    return this.#templates.parse(pair)?.key ?? '';
  }

  #findRole(pair: number): number {
    const role = this.#templates.of(pair)?.role ?? -1;
    if (role >= 0) return role;
    const parsed = this.#templates.parse(pair);
    return parsed ? this.#rules.roleOf(parsed.key) : 0;
  }

  #number(memory: Uint8Array): void {
    if (spelled.length === 0) return;
    spelled.bytes = memory;
    this.#sink.attributesOf(spelled);
    for (let at = 0; at < spelled.length; at++)
      this.#attributes[spelled.pair[at]] = spelled.attribute[at] + 2;
    spelled.length = 0;
  }

  #intern(pair: number): number {
    const template = this.#templates.of(pair);
    if (template !== null && template.keyString >= 0 && template.isQuoted) {
      const value = JSON.parse(`"${decoder.decode(this.#kernel.pairs.bytesOf(pair))}"`) as string;
      return this.#sink.attribute(template.key, template.type as AttributeType, value);
    }
    return this.#templates.parse(pair)?.intern(this.#sink) ?? NONE;
  }
}
