import { isOutOfMemory } from '../lib/out-of-memory.ts';
import type { Source } from '../model/dataset.ts';
import { PassingSink } from '../model/passing-sink.ts';
import type { SpanBatch } from '../model/span-batch.ts';
import type { SpanRecord } from '../model/span-record.ts';
import type { SourceIndex } from '../model/units.ts';

/**
 * What one source is read into: passes everything on, remembers under which numbers its spans are held, and notices when
 * there is no memory for one: formats would take the error for a fault of the record, skip it, and go on.
 */
export class SourceSink extends PassingSink {
  readonly sources = new Set<SourceIndex>();
  /** What came last may then be there in part. */
  isExhausted = false;

  override source(source: Source): SourceIndex {
    const index = super.source(source);
    this.sources.add(index);
    return index;
  }

  override add(span: SpanRecord): void {
    this.#guard(() => super.add(span));
  }

  override addBatch(batch: SpanBatch): void {
    this.#guard(() => super.addBatch(batch));
  }

  #guard(add: () => void): void {
    try {
      add();
    } catch (error) {
      if (isOutOfMemory(error)) this.isExhausted = true;
      throw error;
    }
  }
}
