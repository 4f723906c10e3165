import type { Kernel } from '../../kernel/kernel.ts';
import type { Format, FormatReading, ReadTarget } from '../format.ts';
import { COLUMNS } from './columns.ts';
import { KernelWalker } from './kernel-walker.ts';
import { SpanColumns } from './span-columns.ts';

/** Reads a format with `kernel` where that can, by value where not; `firstPlace` is where the text of the source begins. */
export function startReading(
  format: Format,
  target: ReadTarget,
  kernel: Kernel | null,
  firstPlace: number,
): FormatReading {
  const columns = kernel && COLUMNS.get(format);
  if (!columns) return { reader: format.read(target) };
  const spans = new SpanColumns(target.sink, firstPlace);
  const { reader, rows } = columns.start(target, kernel, spans);
  return { reader, walker: new KernelWalker(kernel, columns.tables, rows, spans) };
}
