import { askOnce } from '../lib/ask-once.ts';
import { nearestWord } from '../lib/nearest-word.ts';
import { quoteAttributeKey } from '../model/parse-span-query.ts';
import { rangeOfTrace, spanIdOf, traceIdOf, type Dataset } from '../model/dataset.ts';
import { idMatcher, SPAN_ID_WORDS, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { SpanFlag } from '../model/span-enums.ts';
import {
  isInOrder,
  type AmountCriterion,
  type Clause,
  type Criterion,
  type Measure,
  type Order,
  type SpanQuery,
  type TextCriterion,
} from '../model/span-query.ts';
import type { AttributeIndex, SpanIndex, StringIndex, TraceIndex } from '../model/units.ts';
import { listKeys } from './attribute-columns.ts';
import { testAttributes, testOperations } from './text-tests.ts';
import type { TraceSlice } from './trace-slice.ts';

/** What is searched: a trace of a data set. */
export interface SearchedTrace {
  readonly dataset: Dataset;
  readonly slice: TraceSlice;
  /** By span of the slice, in nanoseconds. */
  readonly selfTime: Float64Array;
}

/**
 * The spans of the slice for which every clause holds, ascending; none where there is no clause. Texts are tested once
 * among the distinct names, keys and values; what is left per span is a look into columns.
 */
export function findSpans(searched: SearchedTrace, { clauses }: SpanQuery): Int32Array {
  const { spanOf } = searched.slice;
  const found = new Int32Array(clauses.length === 0 ? 0 : spanOf.length);
  const tests = clauses.map(({ isNot, criterion }) => ({ isNot, test: testOf(searched, criterion) }));
  let count = 0;
  for (let at = 0 as SpanIndex; at < found.length; at++)
    if (tests.every(({ isNot, test }) => test(at, spanOf[at]) !== isNot)) found[count++] = at;
  return found.slice(0, count);
}

/** The query as it is meant in this trace: what stands for an attribute that nothing in it has, where something does. */
export function settleQuery({ dataset, slice }: SearchedTrace, query: SpanQuery): SpanQuery {
  const isOpen = ({ criterion }: Clause) => criterion.is === 'attribute' && criterion.otherwise !== undefined;
  if (!query.clauses.some(isOpen)) return query;
  const known = new Set(listKeys(dataset, slice).map((key) => key.toLowerCase()));
  const clauses = query.clauses.map(({ isNot, criterion }) => {
    if (criterion.is !== 'attribute' || known.has(criterion.key.toLowerCase())) return { isNot, criterion };
    return { isNot, criterion: criterion.otherwise ?? criterion };
  });
  return { ...query, clauses };
}

/** Says of each attribute that the query names and no span of the trace has, that it is so, and which may be meant. */
export function findUnknownKeys({ dataset, slice }: SearchedTrace, { clauses }: SpanQuery): string[] {
  const named = clauses.flatMap(({ criterion }) => (criterion.is === 'attribute' ? [criterion.key] : []));
  if (named.length === 0) return [];
  const keys = listKeys(dataset, slice);
  const known = new Set(keys.map((key) => key.toLowerCase()));
  return named
    .filter((key) => !known.has(key.toLowerCase()))
    .map((key) => {
      const nearest = nearestWord(key, keys);
      const advice = nearest === null ? '' : ` Did you mean ${quoteAttributeKey(nearest)}?`;
      return `No span of this trace has an attribute ${quoteAttributeKey(key)}.${advice}`;
    });
}

/** Whether a criterion holds for a span: its place in the slice, and in the data set. */
type Test = (at: SpanIndex, span: SpanIndex) => boolean;

function testOf(searched: SearchedTrace, criterion: Criterion): Test {
  const { spans } = searched.slice;
  switch (criterion.is) {
    case 'word':
      return hasWord(searched.dataset, searched.slice.trace, criterion.word);
    case 'service':
    case 'operation':
    case 'event':
    case 'id':
      return testOfPart(searched.dataset, searched.slice.trace, criterion.is, criterion.text);
    case 'kind':
    case 'status': {
      const column = spans[criterion.is];
      return (at) => criterion.oneOf.includes(column[at]);
    }
    case 'duration':
    case 'self':
      return isOfLength(searched, criterion.is, criterion.order, criterion.amount);
    case 'attribute':
      return hasAttribute(searched.dataset, searched.slice.trace, criterion.key, criterion.value);
  }
}

/** Whether `word`, in lower case, stands in a name, a key, a value, an id or the message of the status. */
function hasWord(dataset: Dataset, trace: TraceIndex, word: string): Test {
  const { spans, strings, attributes } = dataset;
  const matches = strings.matcher(word);
  const isInId = testOfId(dataset, trace, { text: word, isExact: false });
  if (isInId === null) return () => true;
  const isInString = askOnce<StringIndex>(strings.length, matches);
  const isInName = testOperations(
    dataset,
    (name, service) => name.toLowerCase().includes(word) || service.toLowerCase().includes(word),
  );
  const isWanted = (attribute: AttributeIndex): boolean =>
    isInString(attributes.key[attribute]) || matches(attributes.value[attribute]);
  const isInAttribute = testAttributes(dataset, isWanted);
  const isInEvent = hasEvent(dataset, trace, isInString, isWanted);
  const isInMessage = hasStatusMessage(dataset, trace, matches);
  return (_, span) =>
    isInName(spans.operation[span]) ||
    isInAttribute(span, (span + 1) as SpanIndex) ||
    isInId(span) ||
    isInEvent(span) ||
    isInMessage(span);
}

function testOfPart(
  dataset: Dataset,
  trace: TraceIndex,
  part: 'service' | 'operation' | 'event' | 'id',
  criterion: TextCriterion,
): Test {
  const { spans, strings } = dataset;
  if (part === 'service' || part === 'operation') {
    const isWanted = testOfText(criterion);
    const isOfSuch = testOperations(dataset, (name, service) =>
      isWanted(part === 'service' ? service : name),
    );
    return (_, span) => isOfSuch(spans.operation[span]);
  }
  if (part === 'event') {
    const matches = testOfString(dataset, criterion);
    const isNamed = hasEvent(dataset, trace, askOnce(strings.length, matches), () => false);
    return (_, span) => isNamed(span);
  }
  const isOfId = testOfId(dataset, trace, criterion);
  return isOfId === null ? () => true : (_, span) => isOfId(span);
}

/** Whether the id of a span is such; null where the id of the trace is. */
function testOfId(
  dataset: Dataset,
  trace: TraceIndex,
  { text, isExact }: TextCriterion,
): ((span: SpanIndex) => boolean) | null {
  const { spans, traces, strings } = dataset;
  if (isExact)
    return traceIdOf(dataset, trace) === text
      ? null
      : (span) => text !== '' && spanIdOf(dataset, span) === text;
  const matches = strings.matcher(text);
  if (idMatcher(text, TRACE_ID_WORDS, matches)(traces.id, TRACE_ID_WORDS * trace)) return null;
  const isInId = idMatcher(text, SPAN_ID_WORDS, matches);
  return (span) => isInId(spans.id, SPAN_ID_WORDS * span);
}

/** Spans that never ended have no length. */
function isOfLength(
  { slice, selfTime }: SearchedTrace,
  measure: Measure,
  order: Order,
  amount: number,
): Test {
  const { duration, flags } = slice.spans;
  return (at) =>
    (flags[at] & SpanFlag.UNFINISHED) === 0 &&
    isInOrder(measure === 'self' ? selfTime[at] : duration[at], order, amount);
}

function hasAttribute(
  dataset: Dataset,
  trace: TraceIndex,
  key: string,
  value: TextCriterion | AmountCriterion,
): Test {
  const { strings, attributes } = dataset;
  const lower = key.toLowerCase();
  const isKey = askOnce<StringIndex>(strings.length, (id) => strings.get(id).toLowerCase() === lower);
  const isValue = 'amount' in value ? testOfAmount(dataset, value) : testOfString(dataset, value);
  const isWanted = askOnce<AttributeIndex>(
    attributes.length,
    (attribute) => isKey(attributes.key[attribute]) && isValue(attributes.value[attribute]),
  );
  const isOfSpan = testAttributes(dataset, isWanted);
  const isOfEvent = hasEvent(dataset, trace, () => false, isWanted);
  return (_, span) => isOfSpan(span, (span + 1) as SpanIndex) || isOfEvent(span);
}

function testOfText({ text, isExact }: TextCriterion): (candidate: string) => boolean {
  return (candidate) => (isExact ? candidate === text : candidate.toLowerCase().includes(text));
}

function testOfString({ strings }: Dataset, { text, isExact }: TextCriterion): (id: StringIndex) => boolean {
  if (!isExact) return strings.matcher(text);
  const wanted = strings.find(text);
  return (id) => id === wanted;
}

/** Whether a value is a number that stands in such an order. */
function testOfAmount(
  { strings }: Dataset,
  { order, amount }: AmountCriterion,
): (id: StringIndex) => boolean {
  return (id) => {
    const text = strings.get(id);
    return text.trim() !== '' && isInOrder(Number(text), order, amount);
  };
}

/** Whether a span has an event of such a name, or with such an attribute. */
function hasEvent(
  dataset: Dataset,
  trace: TraceIndex,
  isName: (id: StringIndex) => boolean,
  isWanted: (attribute: AttributeIndex) => boolean,
): (span: SpanIndex) => boolean {
  const { events } = dataset;
  return hasRow(dataset, events, trace, (row) => {
    if (isName(events.name[row] as StringIndex)) return true;
    for (let at = events.attributeStart[row]; at < events.attributeStart[row + 1]; at++)
      if (isWanted(events.attributeList[at])) return true;
    return false;
  });
}

function hasStatusMessage(
  dataset: Dataset,
  trace: TraceIndex,
  matches: (id: StringIndex) => boolean,
): (span: SpanIndex) => boolean {
  const { statusMessages } = dataset;
  return hasRow(dataset, statusMessages, trace, (row) => matches(statusMessages.value[row] as StringIndex));
}

/** Whether a span of the trace has a row in `table`, which is sorted by span, that is such. */
function hasRow(
  dataset: Dataset,
  table: { readonly length: number; readonly span: Int32Array },
  trace: TraceIndex,
  isSuch: (row: number) => boolean,
): (span: SpanIndex) => boolean {
  const { firstSpan } = dataset.traces;
  const first = firstSpan[trace];
  const has = new Uint8Array(firstSpan[(trace + 1) as TraceIndex] - first);
  const [from, to] = rangeOfTrace(dataset, table, trace);
  for (let row = from; row < to; row++) if (isSuch(row)) has[table.span[row] - first] = 1;
  return (span) => has[span - first] === 1;
}
