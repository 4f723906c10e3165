import { CensusSink } from '../build/census-sink.ts';
import { chooseTraces, type Held } from '../build/choose-traces.ts';
import { SampleSink } from '../build/sample-sink.ts';
import { unpackId, TRACE_ID_WORDS } from '../model/packed-id.ts';
import type { ReadContext, ReadProgress, SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import type { Origin, OriginOptions } from './origin.ts';

/** All spans of a source counted, and which of its traces are held. */
export interface Sample {
  readonly census: CensusSink;
  /** `Held` by trace of the census. */
  readonly chosen: Uint8Array;
  /** What of it is held, with copies. */
  readonly held: { readonly spanCount: number; readonly errorCount: number };
}

/** What a span takes without its attributes while it is read, in bytes; laid out it is half of that. */
const SPAN_BYTES = 128;

/** Who waits for the two readings. */
interface SampleContext {
  readonly counting: ReadContext;
  readonly reading: ReadContext;
  /** Whether the second has to end, whatever was counted. */
  readonly isOver: () => boolean;
}

/** What a sample is chosen by. */
interface SampleOptions {
  /** In bytes. */
  readonly room: number;
  /** What was decided of a trace for one of these stays so. */
  readonly before: readonly Sample[];
}

/**
 * Reads a source twice: counts all its spans, then holds those of some traces. Where the user has enough of the first
 * reading, the second goes as far as that did. The report is of what was counted; how far it was read is that of the second.
 */
export async function readSampled(
  { read }: Origin,
  sink: SpanSink,
  { counting, reading, isOver }: SampleContext,
  options: OriginOptions,
  { room, before }: SampleOptions,
): Promise<{ readonly report: SourceReport; readonly sample: Sample }> {
  const census = new CensusSink();
  const counted = await read(census, inHalf(counting, 0), { ...options, pause: async () => undefined });
  const spans = Math.max(0, Math.floor(room / SPAN_BYTES) - census.looseCount);
  const chosen = chooseTraces(census, spans, (trace) => decidedBy(before, census, trace));
  const held = new SampleSink(sink, census, chosen);
  const rest = counting.isCancelled() ? upTo(counted.byteLength, reading, isOver) : reading;
  const report = await read(held, inHalf(rest, 1), options);
  const { recordCount, spanCount, diagnostics } = counted;
  return { report: { ...report, recordCount, spanCount, diagnostics }, sample: { census, chosen, held } };
}

/** `context`, but cancelled only where so many bytes were read, or `isOver`. */
function upTo(bytes: number, { onProgress }: ReadContext, isOver: () => boolean): ReadContext {
  let done = 0;
  return {
    isCancelled: () => isOver() || done >= bytes,
    onProgress: (progress) => {
      done = progress.done;
      onProgress(progress);
    },
  };
}

/** What an earlier sample made of the trace; null where it had no span of it. */
function decidedBy(before: readonly Sample[], { traces, strings }: CensusSink, trace: number): Held | null {
  if (before.length === 0) return null;
  const id = unpackId(traces.words, trace * TRACE_ID_WORDS, TRACE_ID_WORDS, (text) => strings.get(text));
  for (const { census, chosen } of before) {
    const known = census.numberOf(id);
    if (known >= 0) return chosen[known] as Held;
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
