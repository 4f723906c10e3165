import type { SpanBatch } from '../model/span-batch.ts';
import type { SpanRecord } from '../model/span-record.ts';
import { PassingSink } from '../model/passing-sink.ts';

/** Passes everything on and counts the spans. */
export class CountingSink extends PassingSink {
  spanCount = 0;

  override add(span: SpanRecord): void {
    super.add(span);
    this.spanCount++;
  }

  override addBatch(batch: SpanBatch): void {
    super.addBatch(batch);
    this.spanCount += batch.length;
  }
}
