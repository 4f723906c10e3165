import type { SpanSink } from '../model/span-record.ts';
import type { SourceFile, SourceReport, WorkContext } from '../model/source.ts';

/**
 * Reads a file of any format to its end and puts its spans into `sink`. Never throws for what the file holds: that is
 * what the report is for.
 */
export async function readSource(_source: SourceFile, _sink: SpanSink, _context: WorkContext): Promise<SourceReport> {
  throw new Error('not yet');
}
