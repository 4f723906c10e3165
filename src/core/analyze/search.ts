import type { Dataset } from '../model/dataset.ts';
import type { TraceFilter } from '../model/filter.ts';
import { idMatcher, SPAN_ID_WORDS, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { SpanIndex, TraceIndex } from '../model/units.ts';
import { testAttributes, testOperations } from './text-tests.ts';
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
  const { spans, traces, strings, attributes } = dataset;
  const isInName = hasOperation(
    dataset,
    (name, service) => name.toLowerCase().includes(word) || service.toLowerCase().includes(word),
  );
  const matches = strings.matcher(word);
  const isInTraceId = idMatcher(word, TRACE_ID_WORDS, matches);
  const isInSpanId = idMatcher(word, SPAN_ID_WORDS, matches);
  const isInAttribute = testAttributes(dataset, (attribute) => matches(attributes.value[attribute]));
  return (trace) => {
    const from = traces.firstSpan[trace];
    const to = traces.firstSpan[(trace + 1) as TraceIndex];
    return (
      isInName(trace) ||
      isInTraceId(traces.id, TRACE_ID_WORDS * trace) ||
      hasId(spans.id, from, to, isInSpanId) ||
      isInAttribute(from, to)
    );
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
