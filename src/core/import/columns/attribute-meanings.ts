import { withRoom } from '../../lib/growable.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { WHOLE_ELEMENT, WHOLE_MEMBER } from '../../kernel/kernel-dictionary.ts';
import { MINUS, QUOTE } from '../../json/ascii.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { AttributeType } from '../../model/span-enums.ts';
import type { AttributeIndex, StringIndex } from '../../model/units.ts';
import type { AttributeSink } from '../values/attributes.ts';
import type { Json } from '../format.ts';
import { asFields, asText } from '../values/json.ts';
import type { AttributeColumn } from './span-columns.ts';
import type { Spellings } from './spellings.ts';
import { CLOSER, joinBytes, OPENER, parseSpelling } from './parse-spelling.ts';

/** How a format reads attributes; null for a shape in which it has none. */
export interface AttributeRules {
  /** The attribute that an element of a list is; null if it is none. */
  readonly ofElement: ((element: Json, sink: AttributeSink) => AttributeIndex | null) | null;
  /** The attribute that a member of an object is. */
  readonly ofMember: ((key: string, value: Json, sink: AttributeSink) => AttributeIndex) | null;
  /** What attributes of this key are beside, as a number from 1 to 255; 0 for nearly all: nothing. */
  readonly roleOf: (key: string) => number;
}

/** What an attribute says, as JSON. */
interface Spoken {
  readonly key: string;
  readonly value: Json | undefined;
  readonly intern: (sink: AttributeSink) => AttributeIndex | null;
}

/** What all attributes of a template have in common. */
interface TemplateMeaning {
  /** -1 where it depends on the value. */
  readonly role: number;
  /** Where the value's text is its bytes: the rest of the attribute. Null where each must be parsed. */
  readonly verbatim: { readonly key: StringIndex; readonly type: AttributeType } | null;
  readonly isQuoted: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const UNKNOWN = 0;
const NONE = -1;
/** Digits of an integer that any double holds. */
const MOST_DIGITS = 15;

/**
 * What the kernel's numbers of attributes mean. A template is read once, with a stand-in for the value; where that comes
 * out as it went in, the values of the template go to the sink as they are, byte by byte.
 *
 *     {"key":"http.method","value":{"stringValue":"     x     "}}   →   http.method, STRING, x: so is every other value
 */
export class AttributeMeanings {
  readonly #kernel: Kernel;
  readonly #sink: SpanSink;
  readonly #spellings: Spellings;
  readonly #rules: AttributeRules;
  /** By number: two more than the attribute; 1 where it is none, 0 where that is not known. */
  #attributes = new Int32Array(1024);
  /** By number: one more than the role; 0 where that is not known. */
  #roles = new Uint16Array(1024);
  /** By template: they outlast the numbers of attributes. */
  readonly #templates: TemplateMeaning[] = [];

  constructor(kernel: Kernel, sink: SpanSink, spellings: Spellings, rules: AttributeRules) {
    this.#kernel = kernel;
    this.#sink = sink;
    this.#spellings = spellings;
    this.#rules = rules;
  }

  /** The kernel numbers attributes anew; `templates`: and their templates. */
  forget(templates: boolean): void {
    this.#attributes = new Int32Array(1024);
    this.#roles = new Uint16Array(1024);
    if (templates) this.#templates.length = 0;
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
    return this.#speak(pair)?.value;
  }

  /** The key of an attribute. */
  key(pair: number): string {
    return this.#speak(pair)?.key ?? '';
  }

  #findRole(pair: number): number {
    const role = this.#templateOf(pair)?.role ?? -1;
    if (role >= 0) return role;
    const spoken = this.#speak(pair);
    return spoken ? this.#rules.roleOf(spoken.key) : 0;
  }

  #intern(pair: number): number {
    const template = this.#templateOf(pair);
    const value = template?.verbatim ? this.#verbatim(pair, template.isQuoted) : null;
    if (value !== null) {
      const { key, type } = template!.verbatim!;
      return this.#sink.attributeOf(key, type, value);
    }
    return this.#speak(pair)?.intern(this.#sink) ?? NONE;
  }

  /** The sink's number of the text of a value; null where that is not what its bytes say. */
  #verbatim(pair: number, isQuoted: boolean): StringIndex | null {
    const { pairs } = this.#kernel;
    const { memory } = pairs;
    const from = pairs.fromOf(pair);
    const to = pairs.toOf(pair);
    if (!isQuoted && !isPlainInteger(memory, from, to)) return null;
    if (!pairs.isEscaped(pair)) return this.#sink.string(memory, from, to);
    return this.#spellings.intern(JSON.parse(`"${decoder.decode(memory.subarray(from, to))}"`) as string);
  }

  #speak(pair: number): Spoken | null {
    const template = this.#kernel.pairs.templateOf(pair);
    const { templates } = this.#kernel;
    const isWhole = template === WHOLE_ELEMENT || template === WHOLE_MEMBER;
    const parts = isWhole
      ? [this.#kernel.pairs.bytesOf(pair)]
      : [templates.prefixOf(template), this.#kernel.pairs.bytesOf(pair), templates.suffixOf(template)];
    return this.#speakOf(parts);
  }

  #speakOf(parts: readonly Uint8Array[]): Spoken | null {
    const { ofElement, ofMember } = this.#rules;
    const isMember = parts[0][0] === QUOTE;
    if (isMember ? !ofMember : !ofElement) return null;
    const spoken = parseSpelling(joinBytes(isMember ? [OPENER, ...parts, CLOSER] : parts));
    const fields = asFields(spoken) ?? {};
    if (!isMember)
      return { key: asText(fields.key), value: fields.value, intern: (sink) => ofElement!(spoken, sink) };
    for (const [key, value] of Object.entries(fields))
      return { key, value, intern: (sink) => ofMember!(key, value!, sink) };
    return null;
  }

  /** Null of those that have none. */
  #templateOf(pair: number): TemplateMeaning | null {
    const template = this.#kernel.pairs.templateOf(pair);
    if (template === WHOLE_ELEMENT || template === WHOLE_MEMBER) return null;
    return (this.#templates[template] ??= this.#learn(template));
  }

  #learn(template: number): TemplateMeaning {
    const prefix = this.#kernel.templates.prefixOf(template).slice();
    const suffix = this.#kernel.templates.suffixOf(template).slice();
    const isQuoted = prefix.at(-1) === QUOTE;
    const standIn = absentFrom(decoder.decode(prefix) + decoder.decode(suffix), isQuoted ? 'x' : '1');
    const spoken = this.#speakOf([prefix, encoder.encode(standIn), suffix]);
    if (!spoken || spoken.key === standIn) return { role: spoken ? -1 : 0, verbatim: null, isQuoted };
    const role = this.#rules.roleOf(spoken.key);
    const found: { key: string; type: AttributeType; value: string }[] = [];
    const attribute = (key: string, type: AttributeType, value: string): AttributeIndex =>
      found.push({ key, type, value }) as AttributeIndex;
    spoken.intern({ attribute });
    if (found.length !== 1 || found[0].value !== standIn || standIn.length > MOST_DIGITS)
      return { role, verbatim: null, isQuoted };
    return { role, verbatim: { key: this.#spellings.intern(found[0].key), type: found[0].type }, isQuoted };
  }
}

/** The shortest run of `letter` that does not stand in `text`. */
function absentFrom(text: string, letter: string): string {
  let run = letter;
  while (text.includes(run)) run += letter;
  return run;
}

/** Whether the number at `bytes[from .. to]` is an integer that JavaScript writes as it stands there. */
function isPlainInteger(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === MINUS ? from + 1 : from;
  const length = to - first;
  if (length === 0 || length > MOST_DIGITS || (bytes[first] === 0x30 && to - from > 1)) return false;
  for (let at = first; at < to; at++) if (bytes[at] < 0x30 || bytes[at] > 0x39) return false;
  return true;
}
