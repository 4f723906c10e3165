import type { KernelBatch } from '../../kernel/kernel-batch.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { KernelTables } from '../../kernel/kernel-tables.ts';
import type { DocumentReader, ReadTarget } from '../format.ts';
import type { SpanColumns } from './span-columns.ts';

/** How a format is read by the kernel. */
export interface FormatColumns {
  readonly tables: KernelTables;
  /** What reads one source: as `Format.read`, and the rows beside. */
  start(target: ReadTarget, kernel: Kernel, columns: SpanColumns): ColumnReading;
}

/** The reader of a format and what makes spans of rows: in step, for the reader knows what the rows lie in. */
interface ColumnReading {
  readonly reader: DocumentReader;
  readonly rows: RowReader;
}

/** Makes spans of the kernel's rows. */
export interface RowReader {
  /** The rows of a batch begin. */
  begin(batch: KernelBatch): void;
  /** Adds the spans of rows `from .. to` of the batch. */
  add(from: number, to: number): void;
  /** The kernel numbers spellings anew; `templates`: and the templates of attributes. */
  forget(templates: boolean): void;
}
