import { type Dataset, originOf, rangeOf } from './dataset.ts';
import { addNanos, type SpanIndex, toSeconds, toUnixSeconds, type TraceIndex } from './units.ts';

/** The start of `span` in seconds since the Unix epoch: the file's own number where it counts in seconds. */
export function startInSeconds({ spans, traces, seconds }: Dataset, span: SpanIndex): number {
  const [at, end] = rangeOf(seconds, span);
  if (at < end) return seconds.start[at];
  return secondsAt({ traces }, spans.trace[span], spans.start[span]);
}

/** The duration of `span` in seconds: the file's own number where it counts in seconds. */
export function durationInSeconds({ spans, seconds }: Dataset, span: SpanIndex): number {
  const [at, end] = rangeOf(seconds, span);
  return at < end ? seconds.duration[at] : toSeconds(spans.duration[span]);
}

/** The moment `nanos` after the origin of `trace`, in seconds since the Unix epoch. */
export function secondsAt(dataset: Pick<Dataset, 'traces'>, trace: TraceIndex, nanos: number): number {
  return toUnixSeconds(addNanos(originOf(dataset, trace), nanos));
}
