import { readSource } from '../import/read-source.ts';
import { DatasetBuilder } from '../model/dataset-builder.ts';
import type { Dataset } from '../model/dataset.ts';
import type { SourceFile, SourceReport, WorkContext } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import type { StringIndex, TraceIndex } from '../model/units.ts';
import { inSeconds } from './seconds.ts';

/** Puts spans into a sink. */
type Write = (sink: SpanSink) => void;

/**
 * Spans that may grow, and the data set they make. It is laid out when it is asked for, once after each change: adding
 * many spans and then asking costs one layout, asking after each span costs as many.
 */
export class SpanStore {
  readonly #builder = new DatasetBuilder();
  #mark = this.#builder.mark();
  #dataset: Dataset | null = null;
  #inSeconds: Dataset | null = null;
  #traceById: Map<StringIndex, TraceIndex> | null = null;
  #reading: Promise<unknown> = Promise.resolve();
  /** What was written since the file that is being read was begun; null while none is. */
  #meanwhile: Write[] | null = null;

  add(write: Write): void {
    write(this.#builder);
    this.#meanwhile?.push(write);
    this.#changed();
  }

  /**
   * Adds the spans of a file. One is read at a time, the others wait. Questions asked meanwhile see nothing of it, unless
   * spans are added another way; a file that is cancelled leaves nothing behind.
   */
  open(source: SourceFile, context: WorkContext): Promise<SourceReport> {
    const report = this.#reading.then(() => this.#read(source, context));
    this.#reading = report.catch(() => undefined);
    return report;
  }

  get dataset(): Dataset {
    return (this.#dataset ??= this.#builder.finish(this.#mark));
  }

  /** As `dataset`, its durations in seconds. */
  get datasetInSeconds(): Dataset {
    return (this.#inSeconds ??= inSeconds(this.dataset));
  }

  /** The trace of this id, undefined if there is none. */
  findTrace(traceId: string): TraceIndex | undefined {
    const { traces, strings } = this.dataset;
    this.#traceById ??= new Map(
      Array.from({ length: traces.length }, (_, trace) => [
        traces.id[trace as TraceIndex],
        trace as TraceIndex,
      ]),
    );
    return this.#traceById.get(strings.find(traceId) as StringIndex);
  }

  async #read(source: SourceFile, context: WorkContext): Promise<SourceReport> {
    const before = this.#builder.mark();
    this.#meanwhile = [];
    let isWhole = false;
    try {
      const report = await readSource(source, this.#builder, context);
      isWhole = !context.isCancelled();
      return report;
    } finally {
      const meanwhile = this.#meanwhile;
      this.#meanwhile = null;
      if (!isWhole) {
        this.#builder.rollBack(before);
        for (const write of meanwhile) write(this.#builder);
      }
      this.#changed();
    }
  }

  #changed(): void {
    this.#mark = this.#builder.mark();
    this.#dataset = null;
    this.#inSeconds = null;
    this.#traceById = null;
  }
}
