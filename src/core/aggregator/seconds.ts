import { spanColumn, traceColumn } from '../model/columns.ts';
import { type Dataset, lowerBound } from '../model/dataset.ts';
import { startInSeconds } from '../model/seconds.ts';
import { SpanFlag } from '../model/span-enums.ts';
import { type SpanIndex, toSeconds, type TraceIndex } from '../model/units.ts';

/**
 * `dataset` with the durations of spans and traces in seconds, for analyses that add, average and compare durations
 * and look at no other time. Where a file counts in seconds, these are its own numbers to the last bit.
 */
export function inSeconds(dataset: Dataset): Dataset {
  const { spans, traces, seconds } = dataset;
  const duration = Float64Array.from({ length: spans.length }, (_, span) =>
    toSeconds(spans.duration[span as SpanIndex]),
  );
  for (let at = 0; at < seconds.length; at++) duration[seconds.span[at]] = Math.max(0, seconds.duration[at]); // negative ones count as 0
  const traceDuration = Float64Array.from({ length: traces.length }, (_, trace) =>
    durationOfTrace(dataset, trace as TraceIndex, duration),
  );
  return {
    ...dataset,
    spans: { ...spans, duration: spanColumn(duration) },
    traces: { ...traces, duration: traceColumn(traceDuration) },
  };
}

/**
 * A trace of a file that counts in seconds lasts as long as its doubles say: latest end minus earliest start, each
 * rounded to what a double holds (0.2 µs today). Others last what their nanoseconds say.
 */
function durationOfTrace(dataset: Dataset, trace: TraceIndex, duration: Float64Array): number {
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
    latest = Math.max(latest, start + duration[span]);
  }
  return latest - earliest;
}
