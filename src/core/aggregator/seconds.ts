import { spanColumn, traceColumn } from '../model/columns.ts';
import type { Dataset } from '../model/dataset.ts';
import { traceDurationInSeconds } from '../model/seconds.ts';
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
    traceDurationInSeconds(dataset, trace as TraceIndex),
  );
  return {
    ...dataset,
    spans: { ...spans, duration: spanColumn(duration) },
    traces: { ...traces, duration: traceColumn(traceDuration) },
  };
}
