import { withRoom } from '../../lib/growable.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { WHOLE_ELEMENT, WHOLE_MEMBER } from '../../kernel/kernel-dictionary.ts';
import { QUOTE } from '../../json/ascii.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { AttributeType } from '../../model/span-enums.ts';
import type { AttributeIndex } from '../../model/units.ts';
import type { AttributeSink } from '../values/attributes.ts';
import type { Json } from '../format.ts';
import { asFields, asText } from '../values/json.ts';
import type { AttributeColumn } from './span-columns.ts';
import { CLOSER, joinBytes, OPENER, parseSpelling } from './parse-spelling.ts';
import { numberSpelling } from './number-spelling.ts';
import { SpelledAttributes } from './spelled-attributes.ts';
import type { Spellings } from './spellings.ts';

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

/** What an attribute with a stand-in for its value turned out to be. */
interface Trial {
  readonly role: number;
  readonly key: string;
  /** -1 where the stand-in did not come out as it went in. */
  readonly type: number;
}

/** What all attributes of a template have in common, beside their value. */
interface TemplateMeaning {
  /** -1 where it depends on the value. */
  readonly role: number;
  /** -1 where no value's text is its bytes: each must be parsed. */
  readonly key: number;
  /** Of values that are strings or whole numbers. */
  readonly type: number;
  /** Of values that are decimal fractions. */
  readonly fractionType: number;
  readonly isQuoted: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const UNKNOWN = 0;
const NONE = -1;
/** A value of each kind that stands in for all of its kind; where it occurs in its template, a longer one does. */
const STAND_INS = { string: 'x', whole: '1', fraction: '.5' } as const;

/**
 * What the kernel's numbers of attributes mean. A template is read once, with a stand-in for the value; where that comes
 * out as it went in, the values of the template go to the sink as they are, byte by byte.
 *
 *     {"key":"http.method","value":{"stringValue":"     x     "}}   →   http.method, STRING, x: so is every other value
 *
 * These are numbered thousands at a time, as soon as the kernel has met them; what must be parsed or is more than an
 * attribute, when somebody asks for it.
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
  /** How many of the kernel's numbers have been looked at. */
  #metCount = 0;
  readonly #spelled = new SpelledAttributes();

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
    this.#metCount = 0;
    if (templates) this.#templates.length = 0;
  }

  /** Has the sink number the attributes that the kernel has met since the last time, but those that must be parsed. */
  meet(): void {
    const { pairs } = this.#kernel;
    const { count, memory } = pairs;
    const spelled = this.#spelled;
    this.#attributes = withRoom(this.#attributes, count);
    for (let pair = this.#metCount; pair < count; pair++) {
      const template = this.#templateOf(pair);
      if (template === null || template.role !== 0 || pairs.isEscaped(pair)) continue;
      const from = pairs.fromOf(pair);
      const to = pairs.toOf(pair);
      const type = verbatimType(template, memory, from, to);
      if (type < 0) continue;
      if (spelled.isFull) this.#number(memory);
      spelled.add(pair, template.key, type, from, to);
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

  #number(memory: Uint8Array): void {
    const spelled = this.#spelled;
    if (spelled.length === 0) return;
    spelled.bytes = memory;
    this.#sink.attributesOf(spelled);
    for (let at = 0; at < spelled.length; at++)
      this.#attributes[spelled.pair[at]] = spelled.attribute[at] + 2;
    spelled.length = 0;
  }

  #intern(pair: number): number {
    return this.#speak(pair)?.intern(this.#sink) ?? NONE;
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
    const around = decoder.decode(prefix) + decoder.decode(suffix);
    const standIn = absentFrom(around, isQuoted ? STAND_INS.string : STAND_INS.whole);
    const first = this.#try([prefix, encoder.encode(standIn), suffix], standIn);
    const fraction = standIn + STAND_INS.fraction;
    const other = isQuoted ? first : this.#try([prefix, encoder.encode(fraction), suffix], fraction);
    const isVerbatim = first.type >= 0 && other.type >= 0;
    return {
      role: first.role,
      key: isVerbatim ? this.#spellings.intern(first.key) : NONE,
      type: first.type,
      fractionType: other.type,
      isQuoted,
    };
  }

  /** What an attribute of `parts` is, in which `standIn` is the value. */
  #try(parts: readonly Uint8Array[], standIn: string): Trial {
    const spoken = this.#speakOf(parts);
    if (!spoken) return { role: 0, key: '', type: NONE };
    if (spoken.key === standIn) return { role: -1, key: '', type: NONE };
    const role = this.#rules.roleOf(spoken.key);
    const found: { key: string; type: AttributeType; value: string }[] = [];
    const attribute = (key: string, type: AttributeType, value: string): AttributeIndex =>
      found.push({ key, type, value }) as AttributeIndex;
    spoken.intern({ attribute });
    const isVerbatim = found.length === 1 && found[0].value === standIn;
    return { role, key: found[0]?.key ?? '', type: isVerbatim ? found[0].type : NONE };
  }
}

/** The type of the attribute whose value stands at `bytes[from .. to]`; -1 where its text is not what stands there. */
function verbatimType(template: TemplateMeaning, bytes: Uint8Array, from: number, to: number): number {
  if (template.key < 0) return NONE;
  if (template.isQuoted) return template.type;
  const spelling = numberSpelling(bytes, from, to);
  if (spelling === 'other') return NONE;
  return spelling === 'whole' ? template.type : template.fractionType;
}

/** The shortest run of `letter` that does not stand in `text`. */
function absentFrom(text: string, letter: string): string {
  let run = letter;
  while (text.includes(run)) run += letter;
  return run;
}
