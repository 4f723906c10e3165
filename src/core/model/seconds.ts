import { type Dataset, lowerBound, originOf, rangeOf, traceOf } from './dataset.ts';
import { SpanFlag } from './span-enums.ts';
import { addNanos, type SpanIndex, toSeconds, toUnixSeconds, type TraceIndex } from './units.ts';

/** The start of `span` in seconds since the Unix epoch: the file's own number where it counts in seconds. */
export function startInSeconds({ spans, traces, seconds }: Dataset, span: SpanIndex): number {
  const [at, end] = rangeOf(seconds, span);
  if (at < end) return seconds.start[at];
  return secondsAt({ traces }, traceOf({ traces }, span), spans.start[span]);
}

/** The duration of `span` in seconds: the file's own number where it counts in seconds. */
export function durationInSeconds({ spans, seconds }: Dataset, span: SpanIndex): number {
  const [at, end] = rangeOf(seconds, span);
  return at < end ? seconds.duration[at] : toSeconds(spans.duration[span]);
}

/**
 * The duration of `trace` in seconds. One of a file that counts in seconds lasts as long as its doubles say: latest end
 * minus earliest start, each rounded to what a double holds (0.2 µs today). Others last what their nanoseconds say.
 */
export function traceDurationInSeconds(dataset: Dataset, trace: TraceIndex): number {
  const { spans, traces, seconds } = dataset;
  const first = traces.firstSpan[trace];
  const end = traces.firstSpan[(trace + 1) as TraceIndex];
  const own = lowerBound(seconds.span, seconds.length, first);
  if (own === seconds.length || seconds.span[own] >= end) return toSeconds(traces.duration[trace]);
  let earliest = Infinity;
  let latest = -Infinity;
  for (let span = first; span < end; span++) {
    if (spans.flags[span] & SpanFlag.IMPOSSIBLE_TIME) continue;
    const start = startInSeconds(dataset, span);
    earliest = Math.min(earliest, start);
    latest = Math.max(latest, start + durationInSeconds(dataset, span));
  }
  return latest - earliest;
}

/** The moment `nanos` after the origin of `trace`, in seconds since the Unix epoch. */
export function secondsAt(dataset: Pick<Dataset, 'traces'>, trace: TraceIndex, nanos: number): number {
  return toUnixSeconds(addNanos(originOf(dataset, trace), nanos));
}
