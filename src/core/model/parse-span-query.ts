import { parseDurationText } from './duration-text.ts';
import {
  isPlainKey,
  quote,
  quoteValue,
  readQueryTerms,
  type Operator,
  type QueryTerm,
} from './query-terms.ts';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES, StatusCode } from './span-enums.ts';
import type {
  AttributeCriterion,
  Clause,
  Criterion,
  Measure,
  NamedPart,
  Order,
  SpanQuery,
  TextCriterion,
} from './span-query.ts';

/** What a key without quotes stands for, where it is not the key of an attribute. */
const PARTS = new Map<string, NamedPart>([
  ['service', 'service'],
  ['operation', 'operation'],
  ['name', 'operation'],
  ['event', 'event'],
  ['id', 'id'],
]);
const MEASURES = new Map<string, Measure>([
  ['duration', 'duration'],
  ['dur', 'duration'],
  ['self', 'self'],
]);
const NUMBERED = new Map<string, { readonly is: 'kind' | 'status'; readonly names: readonly string[] }>([
  ['kind', { is: 'kind', names: SPAN_KIND_NAMES.map((name) => name.toLowerCase()) }],
  ['status', { is: 'status', names: STATUS_CODE_NAMES.map((name) => name.toLowerCase()) }],
]);

/** Keys that mean a part of the span, each with what goes with it; in quotes they are keys of attributes as all others. */
export const FIXED_KEYS: ReadonlyMap<string, ':' | '>'> = new Map([
  ...[...PARTS.keys(), ...NUMBERED.keys()].map((key) => [key, ':'] as const),
  ...Array.from(MEASURES.keys(), (key) => [key, '>'] as const),
]);

/** Words people know from other query languages, and what to write here. */
const FOREIGN_WORDS = new Map([
  ['AND', 'a span must match every part of the query, so that it is not needed'],
  ['OR', 'a span must match every part of the query; look for one after the other'],
  ['NOT', 'for what a span must not have, write - in front, as in -error'],
]);

/**
 * Reads a query: words and `key:value`, all of which must hold. Total: what is not understood is left out, with a
 * problem that says so.
 *
 *     checkout "order placed" -redis      words and phrases anywhere in a span; not this one
 *     service:pay  name:="GET /cart"      contains; is exactly (also `name="GET /cart"`, and `!=` for its opposite)
 *     kind:server  status:error  error    the last two are the same, as is error:true where no attribute is called so
 *     event:retry  id:4bf92f35            the name of an event; the id of span or trace
 *     duration>200ms  self>=1.5s          a number alone counts milliseconds
 *     http.route:/cart  http.route:       an attribute of the span, its resource or its events; has it at all
 *     http.status_code>=500               numbers in order
 *     "status":gold                       a key in quotes is always an attribute's
 */
export function parseSpanQuery(query: string): SpanQuery {
  const clauses: Clause[] = [];
  const problems: string[] = [];
  for (const term of readQueryTerms(query)) {
    const read = readTerm(term);
    if (typeof read === 'string') problems.push(`${read}${adviseQuotes(query, term)}`);
    else clauses.push(read);
  }
  return { clauses, problems };
}

/** A term as a clause, or what is wrong with it. */
function readTerm({ key, operator, value, isNot }: QueryTerm): Clause | string {
  if (key === null || operator === '') return readWord(value.text, value.isQuoted, isNot);
  const isOpposite = operator === '!=';
  const criterion = key.isQuoted
    ? readAttribute(key.text, operator, value.text)
    : readField(key.text, operator, value.text);
  return typeof criterion === 'string' ? criterion : { isNot: isNot !== isOpposite, criterion };
}

function readWord(text: string, isQuoted: boolean, isNot: boolean): Clause | string {
  if (!isQuoted) {
    if (text.toLowerCase() === 'error')
      return { isNot, criterion: { is: 'status', oneOf: [StatusCode.ERROR] } };
    const advice = FOREIGN_WORDS.get(text);
    if (advice) return `${text} is left out: ${advice}.`;
  }
  return { isNot, criterion: { is: 'word', word: text.toLowerCase() } };
}

function readField(key: string, operator: Operator, value: string): Criterion | string {
  const lower = key.toLowerCase();
  const part = PARTS.get(lower);
  if (part) return readPart(part, key, operator, value);
  const numbered = NUMBERED.get(lower);
  if (numbered) return readNumbered(numbered, key, operator, value);
  const measure = MEASURES.get(lower);
  if (measure) return readMeasure(measure, key, operator, value);
  const attribute = readAttribute(key, operator, value);
  const otherwise = lower === 'error' ? readIsError(operator, value) : null;
  return typeof attribute === 'string' || !otherwise ? attribute : { ...attribute, otherwise };
}

/** "true" or "false", as other tools keep a failure in an attribute; null for all else. */
function readIsError(operator: Operator, value: string): Criterion | null {
  const text = value.toLowerCase();
  if (orderOf(operator) !== '=' && operator !== ':') return null;
  if (text === 'true') return { is: 'status', oneOf: [StatusCode.ERROR] };
  return text === 'false' ? { is: 'status', oneOf: [StatusCode.UNSET, StatusCode.OK] } : null;
}

function readPart(is: NamedPart, key: string, operator: Operator, value: string): Criterion | string {
  const text = readText(operator, value);
  return text ? { is, text } : `${key} has no order: write ${key}:${quoteValue(value)}.`;
}

function readNumbered(
  { is, names }: { readonly is: 'kind' | 'status'; readonly names: readonly string[] },
  key: string,
  operator: Operator,
  value: string,
): Criterion | string {
  const text = readText(operator, value.toLowerCase());
  if (!text) return `${key} has no order: write ${key}:${quoteValue(value)}.`;
  const oneOf = [...names.keys()].filter((at) =>
    text.isExact ? names[at] === text.text : names[at].includes(text.text),
  );
  return oneOf.length > 0
    ? { is, oneOf }
    : `There is no ${key} “${value}”: write one of ${names.join(', ')}.`;
}

function readMeasure(is: Measure, key: string, operator: Operator, value: string): Criterion | string {
  const amount = parseDurationText(value);
  const order = orderOf(operator);
  if (order && amount !== null) return { is, order, amount };
  if (order && value === '') return `${key}${operator} lacks a duration: write ${key}${operator}200ms.`;
  const example = amount === null ? '200ms' : value;
  return `${key}${operator}${value} is no comparison with a duration: write ${key}>${example}.`;
}

function readAttribute(key: string, operator: Operator, value: string): AttributeCriterion | string {
  const text = readText(operator, value);
  if (text) return { is: 'attribute', key, value: text };
  const amount = value.trim() === '' ? NaN : Number(value);
  const order = orderOf(operator);
  if (order && !Number.isNaN(amount)) return { is: 'attribute', key, value: { order, amount } };
  return `${key}${operator}${value} compares with no number: write a number, as in ${key}${operator}500.`;
}

/** null where the operator asks for an order. */
function readText(operator: Operator, text: string): TextCriterion | null {
  if (operator === ':') return { text: text.toLowerCase(), isExact: false };
  return operator === ':=' || operator === '=' || operator === '!=' ? { text, isExact: true } : null;
}

/** null of `:`, which asks for a text. */
function orderOf(operator: Operator): Order | null {
  if (operator === ':') return null;
  return operator === ':=' || operator === '!=' ? '=' : operator;
}

/** What to write where no part of the span is meant; nothing as long as the term is not written to its end. */
function adviseQuotes(query: string, { from, to, isNot, key, operator, value }: QueryTerm): string {
  if (key && isFixedKey(key.text))
    return value.text === ''
      ? ''
      : ` For an attribute called ${key.text}, write ${quote(key.text)}${operator}${quoteValue(value.text)}.`;
  return ` For these very letters, write ${quote(query.slice(from + (isNot ? 1 : 0), to))}.`;
}

/** Whether `key` without quotes means a part of the span. */
export function isFixedKey(key: string): boolean {
  return FIXED_KEYS.has(key.toLowerCase());
}

/** The values that a fixed key can have, where they are always the same; else none. */
export function valuesOfKey(key: string): readonly string[] {
  return NUMBERED.get(key.toLowerCase())?.names ?? [];
}

/** The key of an attribute as a query must write it: in quotes where it would else mean something of its own. */
export function quoteAttributeKey(key: string): string {
  return isPlainKey(key) && !isFixedKey(key) ? key : quote(key);
}
