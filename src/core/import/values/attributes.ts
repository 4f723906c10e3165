import { AttributeType } from '../../model/span-enums.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { AttributeIndex } from '../../model/units.ts';
import type { Json } from '../format.ts';
import { type Fields, asFields, asList, asText, recordsOf } from './json.ts';

/** What interns attributes. */
export type AttributeSink = Pick<SpanSink, 'attribute'>;

/**
 * Attributes in either shape found in the wild: OTLP's list of `{key, value: AnyValue}`, or a plain map. In order, keys
 * that repeat included. The list is fresh: the caller may add to it.
 */
export function attributesOf(value: Json | undefined, sink: AttributeSink): AttributeIndex[] {
  const attributes: AttributeIndex[] = [];
  if (Array.isArray(value)) {
    for (const element of asList(value)) {
      const attribute = elementAttribute(element, sink);
      if (attribute !== null) attributes.push(attribute);
    }
  } else {
    const map = asFields(value);
    if (map) for (const key of Object.keys(map)) attributes.push(plainAttribute(key, map[key], sink));
  }
  return attributes;
}

/** The attribute that an element of OTLP's list is; null where it is no object or has no key. */
export function elementAttribute(element: Json, sink: AttributeSink): AttributeIndex | null {
  const { key, value } = asFields(element) ?? {};
  return typeof key === 'string' ? anyValueAttribute(key, value, sink) : null;
}

/** Of an unread list or map of attributes, the text of the first of `keys` that has one; '' if none has. */
export function firstAttributeText(attributes: Json | undefined, keys: readonly string[]): string {
  for (const key of keys) {
    const text = asText(contentOf(findAttribute(attributes, key)));
    if (text !== '') return text;
  }
  return '';
}

function findAttribute(attributes: Json | undefined, key: string): Json | undefined {
  if (!Array.isArray(attributes)) return asFields(attributes)?.[key];
  return recordsOf(attributes).find((pair) => pair.key === key)?.value;
}

/** What an AnyValue holds; a plain value is itself. */
function contentOf(value: Json | undefined): Json | undefined {
  const any = asFields(value);
  for (const member in any) if (TYPE_OF_MEMBER.has(member)) return any[member];
  return value;
}

/** A plain JSON value under `key`: whole numbers are integers, lists and objects keep their JSON text. */
export function plainAttribute(key: string, value: Json | undefined, sink: AttributeSink): AttributeIndex {
  if (typeof value === 'string') return sink.attribute(key, AttributeType.STRING, value);
  if (typeof value === 'number') return sink.attribute(key, typeOfNumber(value), String(value));
  if (typeof value === 'boolean') return sink.attribute(key, AttributeType.BOOL, String(value));
  if (value === null || value === undefined) return sink.attribute(key, AttributeType.NULL, '');
  return sink.attribute(key, AttributeType.JSON, jsonOf(value, unfoldPlain));
}

function typeOfNumber(value: number): AttributeType {
  return Number.isSafeInteger(value) ? AttributeType.INT : AttributeType.DOUBLE;
}

/** The members of OTLP's AnyValue, in camel and snake case: each has exactly one. */
const TYPE_OF_MEMBER: ReadonlyMap<string, AttributeType> = new Map([
  ['stringValue', AttributeType.STRING],
  ['string_value', AttributeType.STRING],
  ['intValue', AttributeType.INT],
  ['int_value', AttributeType.INT],
  ['boolValue', AttributeType.BOOL],
  ['bool_value', AttributeType.BOOL],
  ['doubleValue', AttributeType.DOUBLE],
  ['double_value', AttributeType.DOUBLE],
  ['bytesValue', AttributeType.BYTES],
  ['bytes_value', AttributeType.BYTES],
  ['arrayValue', AttributeType.JSON],
  ['array_value', AttributeType.JSON],
  ['kvlistValue', AttributeType.JSON],
  ['kvlist_value', AttributeType.JSON],
]);

function anyValueAttribute(key: string, value: Json | undefined, sink: AttributeSink): AttributeIndex {
  const any = asFields(value);
  if (!any) return plainAttribute(key, value, sink);
  for (const member in any) {
    const type = TYPE_OF_MEMBER.get(member);
    if (type === AttributeType.JSON) return sink.attribute(key, type, jsonOf(value, unfoldAny));
    if (type !== undefined) return sink.attribute(key, type, asText(any[member]));
  }
  return plainAttribute(key, isEmpty(any) ? null : value, sink);
}

/** What is still to be written: text as it is, or a value to unfold. */
type Pending = string | { readonly value: Json | undefined };

/**
 * The JSON of a list, a map or an AnyValue that stands for one. Not recursive, as JSON.stringify is: how deep values nest
 * is up to the file.
 */
function jsonOf(value: Json | undefined, unfold: (value: Json | undefined) => Pending[]): string {
  let text = '';
  const pending: Pending[] = [{ value }]; // what comes next is last
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') text += next;
    else for (const piece of unfold(next.value).toReversed()) pending.push(piece);
  }
  return text;
}

function unfoldPlain(value: Json | undefined): Pending[] {
  if (Array.isArray(value)) return listPieces(value as readonly Json[]);
  const map = asFields(value);
  return map ? mapPieces(Object.entries(map)) : [JSON.stringify(value ?? null)];
}

/** An AnyValue as the plain JSON it stands for, integers in all their digits. */
function unfoldAny(value: Json | undefined): Pending[] {
  const any = asFields(value) ?? {};
  for (const member in any) {
    const content = any[member];
    const type = TYPE_OF_MEMBER.get(member);
    if (type === undefined) continue;
    if (type === AttributeType.JSON) {
      const values = asFields(content)?.values;
      if (member.startsWith('array')) return listPieces(asList(values));
      return mapPieces(recordsOf(values).map((pair) => [asText(pair.key), pair.value]));
    }
    const text = asText(content);
    const isText = type === AttributeType.STRING || type === AttributeType.BYTES || !JSON_LITERAL.test(text);
    return [isText ? JSON.stringify(text) : text];
  }
  return [isEmpty(any) ? 'null' : jsonOf(value, unfoldPlain)];
}

/** A number or boolean as JSON spells it: no NaN, no Infinity. */
const JSON_LITERAL = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|true|false)$/i;

function listPieces(values: readonly Json[]): Pending[] {
  const pieces: Pending[] = ['['];
  for (const [i, value] of values.entries()) pieces.push(i === 0 ? '' : ',', { value });
  pieces.push(']');
  return pieces;
}

function mapPieces(entries: readonly (readonly [key: string, value: Json | undefined])[]): Pending[] {
  const pieces: Pending[] = ['{'];
  for (const [i, [key, value]] of entries.entries())
    pieces.push(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`, { value });
  pieces.push('}');
  return pieces;
}

function isEmpty(fields: Fields): boolean {
  for (const _ in fields) return false;
  return true;
}
