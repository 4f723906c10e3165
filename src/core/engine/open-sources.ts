import { createSerial } from '../lib/serial.ts';
import { DatasetBuilder } from '../model/dataset-builder.ts';
import type { Dataset } from '../model/dataset.ts';
import type { SourceReport, WorkContext } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { EngineFailure } from './protocol.ts';

/** What was open at one moment. */
export interface Snapshot {
  /** How many changes came before. */
  readonly revision: number;
  /** The spans of all sources read to their end. */
  readonly dataset: Dataset;
  /** In the order in which they were opened. */
  readonly reports: readonly SourceReport[];
}

/** The sources read so far, and the data set of their spans. Changes are made one after the other. */
export class OpenSources {
  #builder = new DatasetBuilder();
  /** How far the builder had got with the last whole source. */
  #mark = this.#builder.mark();
  #reports: readonly SourceReport[] = [];
  #revision = 0;
  #snapshot: Snapshot | null = null;
  readonly #inTurn = createSerial();

  get revision(): number {
    return this.#revision;
  }

  /** What is open now. Spans are laid out when this is first asked after a change. */
  snapshot(): Snapshot {
    this.#snapshot ??= {
      revision: this.#revision,
      dataset: this.#builder.finish(this.#mark),
      reports: this.#reports,
    };
    return this.#snapshot;
  }

  /** Adds what `read` puts into its sink; of a source that is cancelled, or cannot be read on, nothing stays. */
  add(read: (sink: SpanSink) => Promise<SourceReport>, context: WorkContext): Promise<SourceReport> {
    return this.#inTurn(async () => {
      assertAwaited(context);
      try {
        const report = await read(this.#builder);
        assertAwaited(context);
        this.#change([...this.#reports, report]);
        return report;
      } catch (error) {
        this.#builder.rollBack(this.#mark);
        throw error;
      }
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      this.#builder = new DatasetBuilder();
      this.#change([]);
    });
  }

  #change(reports: readonly SourceReport[]): void {
    this.#mark = this.#builder.mark();
    this.#reports = reports;
    this.#snapshot = null;
    this.#revision++;
  }
}

/** Throws `cancelled` once nobody waits any more. */
export function assertAwaited({ isCancelled }: WorkContext): void {
  if (isCancelled())
    throw new EngineFailure({ code: 'cancelled', message: 'Nobody waits for this any more.' });
}
