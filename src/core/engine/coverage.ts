import { TraceNumbers } from '../build/trace-numbers.ts';
import { StringPool } from '../lib/string-pool.ts';
import type { Dataset } from '../model/dataset.ts';
import { TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { Detail } from '../model/source.ts';
import type { TraceIndex } from '../model/units.ts';
import { lesser } from './memory-plan.ts';
import type { Coverage, OpenedSource, SampleChoice, Totals } from './protocol.ts';
import type { Sample } from './sampled-read.ts';

/** What a source gave to the data set. */
interface Held {
  readonly report: OpenedSource;
  /** Null where all its spans are held. */
  readonly sample: Sample | null;
}

/** What `dataset` holds of everything that was read of its sources; null where it is all. */
export function measureCoverage(dataset: Dataset, opened: readonly Held[]): Coverage | null {
  const detail = opened.reduce<Detail>((least, { report }) => lesser(least, report.detail), 'all');
  if (detail === 'all') return null;
  const samples = opened.flatMap(({ sample }) => sample ?? []);
  const held = countHeld(dataset);
  if (samples.length === 0) return { detail, totals: held, sample: null };
  return { detail, totals: addLeftOut(held, dataset, samples), sample: describeSamples(samples) };
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
function addLeftOut(held: Totals, dataset: Dataset, samples: readonly Sample[]): Totals {
  let { spanCount, errorCount } = held;
  for (const sample of samples) {
    spanCount += sample.census.spanCount - sample.held.spanCount;
    errorCount += sample.census.errorCount - sample.held.errorCount;
  }
  const services = new Set(dataset.services);
  for (const { census } of samples) for (const service of census.services) services.add(service);
  return { traceCount: countTraces(dataset, samples), spanCount, errorCount, serviceCount: services.size };
}

/** Distinct traces of the data set and the samples. */
function countTraces({ traces, strings }: Dataset, samples: readonly Sample[]): number {
  const numbers = new TraceNumbers();
  const texts = new StringPool();
  const words = new Uint32Array(TRACE_ID_WORDS);
  const count = (
    all: { readonly [at: number]: number },
    length: number,
    textOf: (text: number) => string,
  ) => {
    for (let at = 0; at < length * TRACE_ID_WORDS; at += TRACE_ID_WORDS) {
      for (let word = 0; word < TRACE_ID_WORDS; word++) words[word] = all[at + word];
      if (words[0] === TEXT_ID) words[TRACE_ID_WORDS - 1] = texts.intern(textOf(words[TRACE_ID_WORDS - 1]));
      numbers.of(words, 0);
    }
  };
  count(traces.id, traces.length, (text) => strings.get(text));
  for (const { census } of samples)
    count(census.traces.words, census.traces.length, (text) => census.strings.get(text));
  return numbers.length;
}

function describeSamples(samples: readonly Sample[]): SampleChoice {
  const sum = (of: (sample: Sample['chosen']) => number): number =>
    samples.reduce((total, { chosen }) => total + of(chosen), 0);
  const least = (of: (sample: Sample['chosen']) => number): number =>
    samples.reduce((smallest, { chosen }) => Math.min(smallest, of(chosen)), 1);
  return {
    errorTraceCount: sum(({ errorTraceCount }) => errorTraceCount),
    errorShare: least(({ errorShare }) => errorShare),
    slowestTraceCount: sum(({ slowestTraceCount }) => slowestTraceCount),
    otherTraceCount: sum(({ otherTraceCount }) => otherTraceCount),
    otherShare: least(({ otherShare }) => otherShare),
  };
}
