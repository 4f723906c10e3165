import type { Dataset } from '../model/dataset.ts';
import type { TraceFilter } from '../model/filter.ts';
import { idMatcher, SPAN_ID_WORDS, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { AttributeIndex, SpanIndex, TraceIndex } from '../model/units.ts';
import { testOperations } from './text-tests.ts';
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
  if (service !== undefined || operation !== undefined)
    tests.push(
      hasOperation(
        dataset,
        (name, ownService) =>
          (service === undefined || ownService === service) &&
          (operation === undefined || name === operation),
      ),
    );
  for (const word of new Set(text?.toLowerCase().split(/\s+/).filter(Boolean)))
    tests.push(hasWord(dataset, word));
  return tests;
}

/** Whether a trace has a span of an operation that is such. */
function hasOperation(dataset: Dataset, isWanted: (name: string, service: string) => boolean): Test {
  const { spans, traces } = dataset;
  const isSuch = testOperations(dataset, isWanted);
  return (trace) => {
    const end = traces.firstSpan[(trace + 1) as TraceIndex];
    for (let span = traces.firstSpan[trace]; span < end; span++)
      if (isSuch(spans.operation[span])) return true;
    return false;
  };
}

/** Whether `word`, in lower case, stands in a name, an id or the value of an attribute of a trace. */
function hasWord(dataset: Dataset, word: string): Test {
  const { spans, traces, strings } = dataset;
  const isInName = hasOperation(
    dataset,
    (name, service) => name.toLowerCase().includes(word) || service.toLowerCase().includes(word),
  );
  const isInString = strings.matchAll(word);
  const matches = (string: number): boolean => isInString[string] === 1;
  const isInTraceId = idMatcher(word, TRACE_ID_WORDS, matches);
  const isInSpanId = idMatcher(word, SPAN_ID_WORDS, matches);
  const isInValue = hasValue(dataset, isInString);
  return (trace) => {
    const from = traces.firstSpan[trace];
    const to = traces.firstSpan[(trace + 1) as TraceIndex];
    return (
      isInName(trace) ||
      isInTraceId(traces.id, TRACE_ID_WORDS * trace) ||
      isInValue(from, to) ||
      hasId(spans.id, from, to, isInSpanId)
    );
  };
}

/** Whether one of the spans `from .. to`, or what produced it, has an attribute whose value `isSuch` marks with 1, by string. */
function hasValue(
  { spans, attributes, resources, provenances }: Dataset,
  isSuch: Uint8Array,
): (from: SpanIndex, to: SpanIndex) => boolean {
  const { attributeStart, attributeList, provenance } = spans;
  const hasSuch = new Uint8Array(attributes.length);
  for (let at = 0 as AttributeIndex; at < attributes.length; at++) hasSuch[at] = isSuch[attributes.value[at]];
  const isOfSuch = provenances.map(({ resource }) =>
    resources[resource].attributes.some((at) => hasSuch[at] === 1),
  );
  return (from, to) => {
    for (let span = from; span < to; span++) if (isOfSuch[provenance[span]]) return true;
    for (let at = attributeStart[from]; at < attributeStart[to]; at++)
      if (hasSuch[attributeList[at]] === 1) return true;
    return false;
  };
}

/** Whether one of the spans `from .. to` has an id that is such. */
function hasId(
  ids: Uint32Array,
  from: SpanIndex,
  to: SpanIndex,
  isSuch: (ids: Uint32Array, at: number) => boolean,
): boolean {
  for (let span = from; span < to; span++) if (isSuch(ids, SPAN_ID_WORDS * span)) return true;
  return false;
}
