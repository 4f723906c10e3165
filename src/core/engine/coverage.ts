import { Held } from '../build/choose-traces.ts';
import { TraceNumbers } from '../build/trace-numbers.ts';
import { withRoom } from '../lib/growable.ts';
import { StringPool } from '../lib/string-pool.ts';
import type { Dataset } from '../model/dataset.ts';
import { TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { type Detail, lesser } from '../model/source.ts';
import type { TraceIndex } from '../model/units.ts';
import type { Coverage, OpenedSource, SampleChoice, Totals } from './protocol.ts';
import type { Sample } from './sampled-read.ts';

/** What a source gave to the data set. */
interface Given {
  readonly report: OpenedSource;
  /** Null where all its spans are held. */
  readonly sample: Sample | null;
}

/**
 * What `dataset` holds of everything that was read of its sources; null where it is all. `reading`: the detail of what it
 * holds of a source that is being read, whose sample is not known before its end.
 */
export function measureCoverage(
  dataset: Dataset,
  opened: readonly Given[],
  reading: Detail = 'all',
): Coverage | null {
  const detail = opened.reduce<Detail>((least, { report }) => lesser(least, report.detail), reading);
  if (detail === 'all') return null;
  const samples = opened.flatMap(({ sample }) => sample ?? []);
  const held = countHeld(dataset);
  if (samples.length === 0) return { detail, totals: held, sample: null };
  const census = countTraces(dataset, samples);
  return { detail, totals: addLeftOut(held, dataset, samples, census.traceCount), sample: census.sample };
}

/** What is in the data set. */
export function countHeld({ traces, spans, services }: Dataset): Totals {
  let errorCount = 0;
  for (let trace = 0 as TraceIndex; trace < traces.length; trace++) errorCount += traces.errorCount[trace];
  return {
    traceCount: traces.length,
    spanCount: spans.length,
    errorCount,
    serviceCount: services.length,
  };
}

/** `held`, and what of the samples is not. */
function addLeftOut(held: Totals, dataset: Dataset, samples: readonly Sample[], traceCount: number): Totals {
  let { spanCount, errorCount } = held;
  for (const sample of samples) {
    spanCount += sample.census.spanCount - sample.held.spanCount;
    errorCount += sample.census.errorCount - sample.held.errorCount;
  }
  const services = new Set(dataset.services);
  for (const { census } of samples) for (const service of census.services) services.add(service);
  return { traceCount, spanCount, errorCount, serviceCount: services.size };
}

/**
 * Distinct traces of the data set and the samples, and what is held of those of the samples. A trace of several files has
 * errors where it has one in any, also if it was held or left out before that was read.
 */
function countTraces(
  { traces, strings }: Dataset,
  samples: readonly Sample[],
): { readonly traceCount: number; readonly sample: SampleChoice } {
  const numbers = new TraceNumbers();
  const texts = new StringPool();
  const words = new Uint32Array(TRACE_ID_WORDS);
  const numberOf = (
    all: { readonly [at: number]: number },
    trace: number,
    textOf: (text: number) => string,
  ): number => {
    for (let word = 0; word < TRACE_ID_WORDS; word++) words[word] = all[trace * TRACE_ID_WORDS + word];
    if (words[0] === TEXT_ID) words[TRACE_ID_WORDS - 1] = texts.intern(textOf(words[TRACE_ID_WORDS - 1]));
    return numbers.of(words, 0);
  };
  let facts = new Uint8Array(64);
  for (const { census, chosen } of samples)
    for (let trace = 0; trace < census.traces.length; trace++) {
      const number = numberOf(census.traces.words, trace, (text) => census.strings.get(text));
      facts = withRoom(facts, number + 1);
      facts[number] |= chosen[trace] | (census.errorsOf[trace] > 0 ? FAILED : 0);
    }
  const sample = tally(facts.subarray(0, numbers.length));
  for (let trace = 0; trace < traces.length; trace++) numberOf(traces.id, trace, (text) => strings.get(text));
  return { traceCount: numbers.length, sample };
}

/** Of a trace: why it is held, and whether it has an error. */
const HELD_BITS = 3;
const FAILED = 4;

function tally(facts: Uint8Array): SampleChoice {
  const held = { failed: 0, slowest: 0, other: 0 };
  let failedCount = 0;
  for (const fact of facts) {
    const reason = fact & HELD_BITS;
    if (fact & FAILED) failedCount++;
    if (reason === Held.NOT) continue;
    if (fact & FAILED) held.failed++;
    else if (reason === Held.AS_SLOWEST) held.slowest++;
    else held.other++;
  }
  const otherCount = facts.length - failedCount - held.slowest;
  return {
    errorTraceCount: held.failed,
    errorShare: failedCount === 0 ? 1 : held.failed / failedCount,
    slowestTraceCount: held.slowest,
    otherTraceCount: held.other,
    otherShare: otherCount === 0 ? 1 : held.other / otherCount,
  };
}
