import type { DocumentReader } from '../import/format.ts';
import { tracAgg } from '../import/formats/tracagg.ts';
import { giveWay } from '../lib/give-way.ts';
import { createSerial } from '../lib/serial.ts';
import { type BuilderMark, DatasetBuilder } from '../build/dataset-builder.ts';
import type { Addition } from '../build/review-rows.ts';
import { NO_PLACE, traceIdOf, type Dataset } from '../model/dataset.ts';
import { DiagnosticCounter } from '../model/diagnostics.ts';
import type { Repairs } from '../model/repairs.ts';
import type { SpanSink } from '../model/span-record.ts';
import type { SourceIndex, TraceIndex } from '../model/units.ts';
import { inSeconds } from './seconds.ts';
import { type Span, spanToJson } from './span.ts';

/**
 * Spans that may grow, and the data set they make. It is laid out when it is asked for, once after each change: adding
 * many spans and then asking costs one layout, asking after each span costs as many.
 */
export class SpanStore {
  #builder = new DatasetBuilder();
  readonly #inTurn = createSerial();
  #mark = this.#builder.mark();
  #dataset: Dataset | null = null;
  #inSeconds: Dataset | null = null;
  #traceById: Map<string, TraceIndex> | null = null;
  #spanReader: DocumentReader | null = null;
  /** Spans added since the file that is being read was begun; null while none is. */
  #meanwhile: Span[] | null = null;

  /** Adds spans at once. They are read as their objects in a TracAgg file would be. */
  add(spans: Iterable<Span>): void {
    this.#spanReader ??= tracAgg.read({
      sink: this.#builder,
      diagnostics: new DiagnosticCounter(),
      fileName: 'ingested spans',
      keepsAttributes: true,
      place: NO_PLACE,
    });
    for (const span of spans) {
      this.#spanReader.value('traces[].spans[]', spanToJson(span));
      this.#meanwhile?.push(span);
    }
    this.#changed();
  }

  /**
   * Adds what `read` puts into its sink until it has ended. One reads at a time, the others wait. Questions asked meanwhile
   * see nothing of it, unless spans are added at once in between. Where `read` throws, nothing of it stays. `review` tells
   * what came since it began.
   */
  addFrom<T>(read: (sink: SpanSink, review: () => Addition) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      this.#builder.beginFile();
      const before = this.#builder.mark();
      const meanwhile: Span[] = [];
      this.#meanwhile = meanwhile;
      try {
        return await read(this.#builder, () => this.#builder.review(before));
      } catch (error) {
        this.#builder.rollBack(before);
        this.#meanwhile = null;
        this.add(meanwhile);
        throw error;
      } finally {
        this.#meanwhile = null;
        this.#changed();
      }
    });
  }

  /** Spans added so far, copies included. */
  get spanCount(): number {
    return this.#builder.spanCount;
  }

  /** Bytes of everything added so far. */
  get byteLength(): number {
    return this.#builder.byteLength;
  }

  /** Where the store stands, for `rollBack` while a file is read. */
  mark(): BuilderMark {
    return this.#builder.mark();
  }

  /** Takes away what was added since `mark`. */
  rollBack(mark: BuilderMark): void {
    this.#builder.rollBack(mark);
  }

  /** Forgets all spans. */
  clear(): void {
    const { repairs } = this.#builder;
    this.#builder = new DatasetBuilder();
    this.#builder.repairs = repairs;
    this.#spanReader = null;
    this.#changed();
  }

  /** A change shows when the spans are laid out next. */
  setRepairs(repairs: Repairs): void {
    this.#builder.repairs = repairs;
    this.#changed();
  }

  /** Takes away the spans of sources; shows when the spans are laid out next. */
  removeSources(isGone: (source: SourceIndex) => boolean): void {
    this.#builder.removeSources(isGone);
    this.#changed();
  }

  /** Everything added so far, also of a file that is being read: it must wait meanwhile. Gives way every few milliseconds. */
  peek(): Promise<Dataset> {
    return inTurns(this.#builder.layOut());
  }

  /**
   * Everything added so far, laid out and held once from now on; no file may be read meanwhile. Gives way every few
   * milliseconds, and up when nobody waits for it any more: null then. All spans are gone then, as they are where it throws
   * for lack of memory.
   */
  async finish(isAwaited: () => boolean = () => true): Promise<Dataset | null> {
    this.#dataset = await inTurns(whileAwaited(this.#builder.finishInSteps(), isAwaited));
    return this.#dataset;
  }

  get dataset(): Dataset {
    return (this.#dataset ??= this.#meanwhile ? this.#builder.peek(this.#mark) : this.#builder.finish());
  }

  /** As `dataset`, its durations in seconds. */
  get datasetInSeconds(): Dataset {
    return (this.#inSeconds ??= inSeconds(this.dataset));
  }

  /** The trace of this id, undefined if there is none. */
  findTrace(traceId: string): TraceIndex | undefined {
    const { dataset } = this;
    this.#traceById ??= new Map(
      Array.from({ length: dataset.traces.length }, (_, trace) => [
        traceIdOf(dataset, trace as TraceIndex),
        trace as TraceIndex,
      ]),
    );
    return this.#traceById.get(traceId);
  }

  #changed(): void {
    this.#mark = this.#builder.mark();
    this.#dataset = null;
    this.#inSeconds = null;
    this.#traceById = null;
  }
}

/** What `steps` end with; others have their turn between two. */
async function inTurns<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await giveWay();
  }
}

/** The same steps, as long as somebody waits for what they end with; then null. */
function* whileAwaited<T>(
  steps: Generator<undefined, T>,
  isAwaited: () => boolean,
): Generator<undefined, T | null> {
  while (isAwaited()) {
    const { done, value } = steps.next();
    if (done) return value;
    yield;
  }
  return null;
}
