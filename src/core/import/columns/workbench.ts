import { createKernel, type Kernel } from '../../kernel/kernel.ts';
import { SpanColumns } from './span-columns.ts';

/** A kernel that has grown beyond this many bytes is not kept: its memory never becomes less. */
const MOST_KEPT = 1 << 24;

/** What the kernel reads a text with. Each has megabytes, and a folder may have thousands of texts. */
export interface Workbench {
  readonly kernel: Kernel;
  readonly columns: SpanColumns;
}

/** The one that waits for the next text. */
let spare: Workbench | null = null;

/** A workbench for one text; null where there can be no kernel. */
export function takeWorkbench(): Workbench | null {
  const bench = spare;
  spare = null;
  if (bench) return bench;
  const kernel = createKernel();
  return kernel && { kernel, columns: new SpanColumns() };
}

/** The text was read: the next gets the workbench. */
export function leaveWorkbench(bench: Workbench): void {
  bench.columns.end();
  bench.kernel.unload();
  if (bench.kernel.memoryBytes <= MOST_KEPT) spare = bench;
}
