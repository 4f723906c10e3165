import type { SpanStore } from '../aggregator/span-store.ts';
import { countSkipped } from '../model/diagnostics.ts';
import type { ReadContext, ReadProgress, SourceReport, WorkContext } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import type { SourceIndex } from '../model/units.ts';
import { assertAwaited } from './assert-awaited.ts';
import type { Load, Wish } from './load.ts';
import type { Origin } from './origin.ts';
import { readSampled, type Sample } from './sampled-read.ts';
import { SourceSink } from './source-sink.ts';

/** There is not enough memory for a source as it was to be read. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

/** What a source is read with. */
export interface ReadOptions {
  readonly store: SpanStore;
  readonly load: Load;
  readonly wish: Wish;
  readonly context: WorkContext;
  readonly firstPlace: number;
  /** Of the sources that are held in part. */
  readonly before: () => readonly Sample[];
  /** The data set that questions are answered from now. */
  readonly revision: () => number;
  /** Called between two chunks: every span that was added is whole, and no other is until it has ended. */
  readonly pause: () => Promise<void>;
}

export interface ReadSource {
  readonly report: SourceReport;
  /** What its spans name as their source. */
  readonly sources: ReadonlySet<SourceIndex>;
  /** Null where all its spans are held. */
  readonly sample: Sample | null;
}

/**
 * One try to read a source, with the detail that is due. Throws `TooMuch` where there is not enough memory and less detail
 * may help, `cancelled` where nobody waits any more; what was added then has to go.
 */
export async function attemptRead(
  origin: Origin,
  sink: SpanSink,
  { store, load, wish, context, firstPlace, before, revision, pause }: ReadOptions,
): Promise<ReadSource> {
  const { file } = origin;
  const detail = load.detailFor(wish);
  const into = new SourceSink(sink);
  const spansBefore = store.spanCount;
  let whole = store.mark();
  let isTooMuch = false;
  const isOver = () => isTooMuch || into.isExhausted || context.isCancelled();
  const tell = (progress: ReadProgress): boolean => {
    const told = load.note(progress, wish, store.byteLength, file);
    context.onProgress({ ...told, revision: revision() });
    return load.isTooMuch(told);
  };
  /** Nothing is held of what is counted: there is memory for that. */
  const counting: ReadContext = {
    isCancelled: () => context.isCancelled() || context.isEnough(),
    onProgress: tell,
  };
  const reading: ReadContext = {
    isCancelled: () => isOver() || context.isEnough(),
    onProgress: (progress) => {
      if (tell(progress) && file !== null) isTooMuch = true;
    },
  };
  const options = {
    firstPlace,
    keepsAttributes: detail === 'all',
    pause: async () => {
      if (into.isExhausted) return;
      whole = store.mark();
      await pause();
    },
  };
  const { report, sample } =
    detail === 'sample' && file !== null
      ? await readSampled(origin, into, { counting, reading, isOver }, options, {
          room: load.room(store.byteLength, file.size, wish),
          before: before(),
        })
      : { report: await origin.read(into, reading, options), sample: null };
  assertAwaited(context);
  const { sources } = into;
  if (!isTooMuch && !into.isExhausted) {
    const ending = context.isEnough() ? { failure: null, stoppedAt: placeOf(report) } : {};
    return { report: { ...report, detail, ...ending }, sources, sample };
  }
  if (load.hasLess(wish)) throw new TooMuch();
  if (into.isExhausted) store.rollBack(whole);
  const spanCount = sample === null ? store.spanCount - spansBefore : report.spanCount;
  const recordCount = spanCount + countSkipped(report.diagnostics);
  return {
    report: { ...report, recordCount, spanCount, detail, failure: STOPPED, stoppedAt: placeOf(report) },
    sources,
    sample,
  };
}

const STOPPED = 'There is not enough memory for more: what was read until then is here.';

/** Bytes of the file that were read: of a compressed one, without the piece that was being unpacked. */
function placeOf({ encoding, byteLength, textLength }: SourceReport): number {
  return encoding === '' ? textLength : byteLength;
}
