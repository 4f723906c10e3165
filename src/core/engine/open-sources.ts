import { createAggregator } from '../aggregator.ts';
import { createSerial } from '../lib/serial.ts';
import type { Dataset } from '../model/dataset.ts';
import { measureMemory } from '../model/memory.ts';
import { ALL_REPAIRS, type Repairs } from '../model/repairs.ts';
import type { Cancellable, ReadContext, SourceFile, SourceReport, WorkContext } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { EngineFailure, type Coverage, type OpenedSource } from './protocol.ts';

/** A file whose spans are in the data set: a handle to read from again, not its contents. */
export interface OpenedFile {
  readonly source: SourceFile;
  /** Where its text begins among the texts of all files. */
  readonly firstPlace: number;
}

/** What was open at one moment. */
export interface Snapshot {
  /** How many changes came before. */
  readonly revision: number;
  /** Whether more is being read. */
  readonly isPartial: boolean;
  /** What is held of everything that was read; null where all is. */
  readonly coverage: Coverage | null;
  readonly dataset: Dataset;
  readonly repairs: Repairs;
  /** In the order in which they were opened. */
  readonly reports: readonly OpenedSource[];
  /** By `firstPlace`, ascending. */
  readonly files: readonly OpenedFile[];
}

/** What gives the spans of one source; it is told where its text begins among those of all files. */
type ReadInto = (sink: SpanSink, context: ReadContext, firstPlace: number) => Promise<SourceReport>;

/** One source, and how to read it again. */
interface Opened {
  readonly report: OpenedSource;
  /** What it reads from, null where it makes its spans. */
  readonly file: SourceFile | null;
  readonly firstPlace: number;
  readonly read: ReadInto;
}

/** The sources read so far, and the aggregator that holds their spans. Changes are made one after the other. */
export class OpenSources {
  readonly #aggregator = createAggregator();
  readonly #inTurn = createSerial();
  #opened: Opened[] = [];
  #repairs = ALL_REPAIRS;
  #lastId = 0;
  /** Where the text of the next file begins. */
  #nextPlace = 0;
  #revision = 0;
  #isReading = false;
  #snapshot: Snapshot | null = null;

  /** What is open now. Spans are laid out when this is first asked after a change. */
  snapshot(): Snapshot {
    this.#snapshot ??= {
      revision: this.#revision,
      isPartial: this.#isReading,
      coverage: null,
      dataset: this.#aggregator.dataset,
      repairs: this.#repairs,
      reports: this.#opened.map(({ report }) => report),
      files: this.#opened.flatMap(({ file, firstPlace }) => (file ? { source: file, firstPlace } : [])),
    };
    return this.#snapshot;
  }

  /** Adds what `read` puts into its sink; of a source that is cancelled, or cannot be read on, nothing stays. */
  add(file: SourceFile | null, read: ReadInto, context: WorkContext): Promise<OpenedSource> {
    return this.#inTurn(async () => {
      assertAwaited(context);
      this.#isReading = true;
      const firstPlace = this.#nextPlace;
      try {
        const report = await this.#aggregator.addFrom(async (sink) => {
          const whole = await read(sink, this.#readContext(context), firstPlace);
          assertAwaited(context);
          return whole;
        });
        const opened = { ...(context.isEnough() ? stopped(report) : report), id: ++this.#lastId };
        this.#opened.push({ report: opened, file, firstPlace, read });
        this.#nextPlace += report.textLength;
        return opened;
      } finally {
        this.#isReading = false;
        this.#changed();
      }
    });
  }

  /** Takes the spans of these sources away: by reading the others again. */
  close(ids: readonly number[], context: WorkContext): Promise<void> {
    return this.#inTurn(async () => {
      const left = this.#opened.filter(({ report }) => !ids.includes(report.id));
      this.#forget();
      for (const { file, read, report } of left) {
        const firstPlace = this.#nextPlace;
        const again = await this.#aggregator.addFrom((sink) =>
          read(sink, this.#readContext(context), firstPlace),
        );
        this.#opened.push({ report: { ...again, id: report.id }, file, firstPlace, read });
        this.#nextPlace += again.textLength;
      }
      this.#changed();
    });
  }

  setRepairs(repairs: Repairs): Promise<void> {
    return this.#inTurn(async () => {
      this.#repairs = repairs;
      this.#changed();
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      this.#forget();
      this.#changed();
    });
  }

  #forget(): void {
    this.#aggregator.clear();
    this.#opened = [];
    this.#nextPlace = 0;
  }

  #readContext({ isCancelled, isEnough, onProgress }: WorkContext): ReadContext {
    const memory = measureMemory(this.snapshot().dataset);
    return {
      isCancelled: () => isCancelled() || isEnough(),
      onProgress: (progress) =>
        onProgress({
          ...progress,
          detail: 'all',
          memory,
          expectedMemory: memory,
          revision: this.#revision,
        }),
    };
  }

  #changed(): void {
    this.#snapshot = null;
    this.#revision++;
  }
}

/** The report of a source of which enough was read. */
function stopped(report: SourceReport): SourceReport {
  return { ...report, failure: null, stoppedAt: report.byteLength };
}

/** Throws `cancelled` once nobody waits any more. */
export function assertAwaited({ isCancelled }: Cancellable): void {
  if (isCancelled())
    throw new EngineFailure({ code: 'cancelled', message: 'Nobody waits for this any more.' });
}
