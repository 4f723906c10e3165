import { createAggregator } from '../aggregator.ts';
import { createSerial } from '../lib/serial.ts';
import type { Dataset } from '../model/dataset.ts';
import type { SourceFile, SourceReport, WorkContext } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { EngineFailure } from './protocol.ts';

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
  /** The spans of all sources read to their end. */
  readonly dataset: Dataset;
  /** In the order in which they were opened. */
  readonly reports: readonly SourceReport[];
  /** By `firstPlace`, ascending. */
  readonly files: readonly OpenedFile[];
}

/** The sources read so far, and the aggregator that holds their spans. Changes are made one after the other. */
export class OpenSources {
  readonly #aggregator = createAggregator();
  readonly #inTurn = createSerial();
  #reports: SourceReport[] = [];
  #files: OpenedFile[] = [];
  /** Where the text of the next file begins. */
  #nextPlace = 0;
  #revision = 0;
  #snapshot: Snapshot | null = null;

  get revision(): number {
    return this.#revision;
  }

  /** What is open now. Spans are laid out when this is first asked after a change. */
  snapshot(): Snapshot {
    this.#snapshot ??= {
      revision: this.#revision,
      dataset: this.#aggregator.dataset,
      reports: [...this.#reports],
      files: [...this.#files],
    };
    return this.#snapshot;
  }

  /**
   * Adds what `read` puts into its sink; of a source that is cancelled, or cannot be read on, nothing stays. `file` is what
   * it reads from, null where it makes its spans; it is told where its text begins among those of all files.
   */
  add(
    file: SourceFile | null,
    read: (sink: SpanSink, firstPlace: number) => Promise<SourceReport>,
    context: WorkContext,
  ): Promise<SourceReport> {
    return this.#inTurn(async () => {
      assertAwaited(context);
      const firstPlace = this.#nextPlace;
      const report = await this.#aggregator.addFrom(async (sink) => {
        const whole = await read(sink, firstPlace);
        assertAwaited(context);
        return whole;
      });
      this.#reports.push(report);
      if (file) this.#files.push({ source: file, firstPlace });
      this.#nextPlace += report.textLength;
      this.#changed();
      return report;
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      this.#aggregator.clear();
      this.#reports = [];
      this.#files = [];
      this.#nextPlace = 0;
      this.#changed();
    });
  }

  #changed(): void {
    this.#snapshot = null;
    this.#revision++;
  }
}

/** Throws `cancelled` once nobody waits any more. */
export function assertAwaited({ isCancelled }: WorkContext): void {
  if (isCancelled())
    throw new EngineFailure({ code: 'cancelled', message: 'Nobody waits for this any more.' });
}
