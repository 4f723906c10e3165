import type { Format, FormatReading, ReadTarget } from '../format.ts';
import { COLUMNS } from './columns.ts';
import { KernelWalker } from './kernel-walker.ts';
import type { Workbench } from './workbench.ts';

/** Reads a format with the kernel of `bench` where that can, by value where not. */
export function startReading(format: Format, target: ReadTarget, bench: Workbench | null): FormatReading {
  const how = COLUMNS.get(format);
  if (!bench || !how) return { reader: format.read(target) };
  const { kernel, columns } = bench;
  const { reader, rows } = how.start(target, kernel, columns);
  return { reader, walker: new KernelWalker(kernel, how.tables, rows, columns) };
}
