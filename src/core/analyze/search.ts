import { type Dataset, NO_STRING, type SpanTable } from '../model/dataset.ts';
import type { TraceFilter } from '../model/filter.ts';
import type { AttributeIndex, SpanIndex, TraceIndex } from '../model/units.ts';
import { allTraces, toTraceSet, type TraceSet } from './trace-set.ts';

/**
 * The traces of `among` that pass `filter`, in their order. Names and words are looked up once among the distinct names;
 * what is left per span is a look into a column. A word found in no name costs a pass over the bytes of all strings, once.
 */
export function findTraces(
  dataset: Dataset,
  filter: TraceFilter,
  among: TraceSet = allTraces(dataset),
): TraceSet {
  const tests = [...testsOfTrace(dataset, filter), ...testsOfSpans(dataset, filter)];
  const found = new Int32Array(among.length);
  let count = 0;
  for (let i = 0; i < among.length; i++) if (tests.every((test) => test(among[i]))) found[count++] = among[i];
  return toTraceSet(found.slice(0, count));
}

type Test = (trace: TraceIndex) => boolean;

/** The criteria that the columns of the trace table answer: cheap, so they come first. */
function testsOfTrace({ traces }: Dataset, filter: TraceFilter): Test[] {
  const { duration, errorCount, firstSpan } = traces;
  const { minDuration, maxDuration, hasErrors, minSpanCount } = filter;
  const tests: Test[] = [];
  if (minDuration !== undefined) tests.push((trace) => duration[trace] >= minDuration);
  if (maxDuration !== undefined) tests.push((trace) => duration[trace] <= maxDuration);
  if (hasErrors !== undefined) tests.push((trace) => errorCount[trace] > 0 === hasErrors);
  if (minSpanCount !== undefined)
    tests.push((trace) => firstSpan[(trace + 1) as TraceIndex] - firstSpan[trace] >= minSpanCount);
  return tests;
}

/** The criteria that need a look at the spans. */
function testsOfSpans(dataset: Dataset, { service, operation, text }: TraceFilter): Test[] {
  const tests: Test[] = [];
  if (service !== undefined || operation !== undefined) {
    const isWanted = matchOperations(
      dataset,
      (name, ownService) =>
        (service === undefined || ownService === service) && (operation === undefined || name === operation),
    );
    tests.push(hasOperation(dataset, isWanted));
  }
  for (const word of new Set(text?.toLowerCase().split(/\s+/).filter(Boolean)))
    tests.push(hasWord(dataset, word));
  return tests;
}

/** By operation: 1 where `matches` says so. */
function matchOperations(
  { operations, services }: Dataset,
  matches: (name: string, service: string) => boolean,
): Uint8Array {
  return Uint8Array.from(operations, ({ name, service }) => Number(matches(name, services[service])));
}

/** Whether a trace has a span of an operation in `isWanted`. */
function hasOperation({ spans, traces }: Dataset, isWanted: Uint8Array): Test {
  return (trace) => {
    const end = traces.firstSpan[(trace + 1) as TraceIndex];
    for (let span = traces.firstSpan[trace]; span < end; span++)
      if (isWanted[spans.operation[span]] === 1) return true;
    return false;
  };
}

/** Whether `word`, in lower case, stands in a name, an id or the value of an attribute of a trace. */
function hasWord(dataset: Dataset, word: string): Test {
  const { spans, traces, strings, attributes, resources, provenances } = dataset;
  const isInName = hasOperation(
    dataset,
    matchOperations(
      dataset,
      (name, service) => name.toLowerCase().includes(word) || service.toLowerCase().includes(word),
    ),
  );
  const matches = strings.matcher(word);
  const isInAttribute = Uint8Array.from({ length: attributes.length }, (_, attribute) =>
    Number(matches(attributes.value[attribute as AttributeIndex])),
  );
  const isInProvenance = Uint8Array.from(provenances, ({ resource }) =>
    Number(resources[resource].attributes.some((attribute) => isInAttribute[attribute] === 1)),
  );
  return (trace) => {
    const from = traces.firstSpan[trace];
    const to = traces.firstSpan[(trace + 1) as TraceIndex];
    return (
      isInName(trace) ||
      matches(traces.id[trace]) ||
      hasSpanId(spans, from, to, matches) ||
      hasAttribute(spans, from, to, isInAttribute, isInProvenance)
    );
  };
}

function hasSpanId(
  spans: SpanTable,
  from: SpanIndex,
  to: SpanIndex,
  matches: (id: number) => boolean,
): boolean {
  for (let span = from; span < to; span++)
    if (spans.id[span] !== NO_STRING && matches(spans.id[span])) return true;
  return false;
}

/** Whether one of the spans, or what produced it, has an attribute in `isWanted`. */
function hasAttribute(
  { attributeStart, attributeList, provenance }: SpanTable,
  from: SpanIndex,
  to: SpanIndex,
  isWanted: Uint8Array,
  isWantedProvenance: Uint8Array,
): boolean {
  for (let at = attributeStart[from]; at < attributeStart[to]; at++)
    if (isWanted[attributeList[at]] === 1) return true;
  for (let span = from; span < to; span++) if (isWantedProvenance[provenance[span]] === 1) return true;
  return false;
}
