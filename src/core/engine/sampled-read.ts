import { CensusSink } from '../build/census-sink.ts';
import { type ChosenTraces, chooseTraces } from '../build/choose-traces.ts';
import { SampleSink } from '../build/sample-sink.ts';
import { unpackId, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { ReadContext, ReadProgress, SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import type { Origin, OriginOptions } from './origin.ts';

/** All spans of a source counted, and which of its traces are held. */
export interface Sample {
  readonly census: CensusSink;
  readonly chosen: ChosenTraces;
  /** What of it is held, with copies. */
  readonly held: { readonly spanCount: number; readonly errorCount: number };
}

/** What a span takes without its attributes while it is read, in bytes; laid out it is half of that. */
const SPAN_BYTES = 128;

/**
 * Reads a source twice: counts all its spans, then holds those of some traces. `room` is in bytes; what was decided of a
 * trace for one of the samples `before` stays so.
 */
export async function readSampled(
  { read }: Origin,
  sink: SpanSink,
  context: ReadContext,
  options: OriginOptions,
  { room, before }: { readonly room: number; readonly before: readonly Sample[] },
): Promise<{ readonly report: SourceReport; readonly sample: Sample }> {
  const census = new CensusSink();
  await read(census, inHalf(context, 0), { ...options, pause: async () => undefined });
  const spans = Math.max(0, Math.floor(room / SPAN_BYTES) - census.looseCount);
  const chosen = chooseTraces(census, spans, (trace) => isHeldBy(before, census, trace));
  const held = new SampleSink(sink, census, chosen.isHeld);
  return { report: await read(held, inHalf(context, 1), options), sample: { census, chosen, held } };
}

/** Whether an earlier sample holds the trace, or left it out; null where it had no span of it. */
function isHeldBy(before: readonly Sample[], { traces, strings }: CensusSink, trace: number): boolean | null {
  if (before.length === 0) return null;
  const id = unpackId(traces.words, trace * TRACE_ID_WORDS, TRACE_ID_WORDS, (text) => strings.get(text));
  for (const { census, chosen } of before) {
    const known = census.numberOf(id);
    if (known >= 0) return chosen.isHeld[known] === 1;
  }
  return null;
}

/** The progress of one of two readings of the same bytes, as half of one. */
function inHalf({ isCancelled, onProgress }: ReadContext, half: 0 | 1): ReadContext {
  const told = (progress: ReadProgress): ReadProgress => ({
    ...progress,
    done: (progress.done + half * progress.total) / 2,
    spanCount: half * progress.spanCount,
  });
  return { isCancelled, onProgress: (progress) => onProgress(told(progress)) };
}
