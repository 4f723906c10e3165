import type { Kernel } from '../../kernel/kernel.ts';
import { WHOLE_ELEMENT, WHOLE_MEMBER } from '../../kernel/kernel-dictionary.ts';
import { QUOTE } from '../../json/ascii.ts';
import type { AttributeType } from '../../model/span-enums.ts';
import type { AttributeIndex } from '../../model/units.ts';
import type { Json } from '../format.ts';
import type { AttributeSink } from '../values/attributes.ts';
import { asFields, asText } from '../values/json.ts';
import { numberSpelling } from './number-spelling.ts';
import { CLOSER, joinBytes, OPENER, parseSpelling } from './parse-spelling.ts';
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
interface ParsedAttribute {
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

/** What all attributes of a template have in common. */
export interface AttributeTemplate {
  /** -1 where it depends on the value. */
  readonly role: number;
  readonly key: string;
  /** The sink's number of the key; -1 where no value's text is what stands there: each must be parsed. */
  readonly keyString: number;
  /** Of values that are strings or whole numbers. */
  readonly type: number;
  /** Of values that are decimal fractions. */
  readonly fractionType: number;
  readonly isQuoted: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const NONE = -1;
/** A value of each kind that stands in for all of its kind; where it occurs in its template, a longer one does. */
const STAND_INS = { string: 'x', whole: '1', fraction: '.5' } as const;

/**
 * What the kernel's attributes say. A template is read once, with a stand-in for the value; where that comes out as it went
 * in, so does every other value of the template.
 *
 *     {"key":"http.method","value":{"stringValue":"     x     "}}   →   http.method, STRING, x
 */
export class AttributeTemplates {
  readonly #kernel: Kernel;
  readonly #spellings: Spellings;
  readonly #rules: AttributeRules;
  /** By the kernel's number. */
  readonly #known: AttributeTemplate[] = [];

  constructor(kernel: Kernel, spellings: Spellings, rules: AttributeRules) {
    this.#kernel = kernel;
    this.#spellings = spellings;
    this.#rules = rules;
  }

  /** The kernel numbers templates anew. */
  forget(): void {
    this.#known.length = 0;
  }

  /** The template of an attribute in `pairs`; null of those that have none. */
  of(pair: number): AttributeTemplate | null {
    const template = this.#kernel.pairs.templateOf(pair);
    if (template === WHOLE_ELEMENT || template === WHOLE_MEMBER) return null;
    return (this.#known[template] ??= this.#learn(template));
  }

  /** What an attribute in `pairs` says; null where it is none. */
  parse(pair: number): ParsedAttribute | null {
    const { pairs, templates } = this.#kernel;
    const template = pairs.templateOf(pair);
    const isWhole = template === WHOLE_ELEMENT || template === WHOLE_MEMBER;
    const value = pairs.bytesOf(pair);
    return this.#parse(
      isWhole ? [value] : [templates.prefixOf(template), value, templates.suffixOf(template)],
    );
  }

  #parse(parts: readonly Uint8Array[]): ParsedAttribute | null {
    const { ofElement, ofMember } = this.#rules;
    const isMember = parts[0][0] === QUOTE;
    if (isMember ? !ofMember : !ofElement) return null;
    const json = parseSpelling(joinBytes(isMember ? [OPENER, ...parts, CLOSER] : parts));
    const fields = asFields(json) ?? {};
    if (!isMember)
      return { key: asText(fields.key), value: fields.value, intern: (sink) => ofElement!(json, sink) };
    for (const [key, value] of Object.entries(fields))
      return { key, value, intern: (sink) => ofMember!(key, value!, sink) };
    return null;
  }

  #learn(template: number): AttributeTemplate {
    const prefix = this.#kernel.templates.prefixOf(template).slice();
    const suffix = this.#kernel.templates.suffixOf(template).slice();
    const isQuoted = prefix.at(-1) === QUOTE;
    const around = decoder.decode(prefix) + decoder.decode(suffix);
    const standIn = absentFrom(around, isQuoted ? STAND_INS.string : STAND_INS.whole);
    const { role, key, type } = this.#try([prefix, encoder.encode(standIn), suffix], standIn);
    const fraction = standIn + STAND_INS.fraction;
    const fractionType = isQuoted
      ? type
      : this.#try([prefix, encoder.encode(fraction), suffix], fraction).type;
    const keyString = type >= 0 && fractionType >= 0 ? this.#spellings.intern(key) : NONE;
    return { role, key, keyString, type, fractionType, isQuoted };
  }

  /** What an attribute of `parts` is, in which `standIn` is the value. */
  #try(parts: readonly Uint8Array[], standIn: string): Trial {
    const parsed = this.#parse(parts);
    if (!parsed) return { role: 0, key: '', type: NONE };
    if (parsed.key === standIn) return { role: -1, key: '', type: NONE };
    const role = this.#rules.roleOf(parsed.key);
    const found: { key: string; type: AttributeType; value: string }[] = [];
    const attribute = (key: string, type: AttributeType, value: string): AttributeIndex =>
      found.push({ key, type, value }) as AttributeIndex;
    parsed.intern({ attribute });
    const isVerbatim = found.length === 1 && found[0].value === standIn;
    return { role, key: found[0]?.key ?? '', type: isVerbatim ? found[0].type : NONE };
  }
}

/** The type of the attribute whose value stands at `bytes[from .. to]`, without a backslash; -1 where its text is not what stands there. */
export function verbatimType(
  { keyString, isQuoted, type, fractionType }: AttributeTemplate,
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  if (keyString < 0) return NONE;
  if (isQuoted) return type;
  const spelling = numberSpelling(bytes, from, to);
  if (spelling === 'other') return NONE;
  return spelling === 'whole' ? type : fractionType;
}

/** The shortest run of `letter` that does not stand in `text`. */
function absentFrom(text: string, letter: string): string {
  let run = letter;
  while (text.includes(run)) run += letter;
  return run;
}
