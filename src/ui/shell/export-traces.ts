import type { TraceFilter } from '../../core/model/filter.ts';
import type { Actions } from '../../state/app-state.ts';
import type { SaveTarget } from './save-target.ts';

/** What became of an export. */
export type ExportOutcome =
  | { readonly kind: 'saved'; readonly traceCount: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

interface ExportOptions {
  readonly filter: TraceFilter;
  readonly target: SaveTarget;
  readonly signal: AbortSignal;
  /** Called after each part. */
  readonly onProgress: (done: number, total: number) => void;
}

/** The parts would be of different data sets, and together no file. */
const CHANGED = 'The open files changed while they were exported. Export them again.';

/** Writes the traces that pass the filter as a TracAgg file, part after part: never the whole of it in memory here. */
export async function exportTraces(
  actions: Pick<Actions, 'call'>,
  options: ExportOptions,
): Promise<ExportOutcome> {
  const { filter, target, signal, onProgress } = options;
  let traceCount = 0;
  let revision: number | null = null;
  try {
    for (let from: number | null = 0; from !== null;) {
      const reply: Awaited<ReturnType<typeof actions.call<'exportTraces'>>> = await actions.call(
        'exportTraces',
        { filter, from },
        signal,
      );
      if (!reply.ok || signal.aborted) {
        await target.abort();
        return reply.ok || reply.error.code === 'cancelled'
          ? { kind: 'cancelled' }
          : { kind: 'failed', message: reply.error.message };
      }
      revision ??= reply.revision;
      if (reply.revision !== revision) throw new Error(CHANGED);
      await target.write(reply.result.bytes);
      traceCount = reply.result.done;
      onProgress(traceCount, reply.result.total);
      from = reply.result.next;
    }
    await target.close();
    return { kind: 'saved', traceCount };
  } catch (error) {
    await target.abort().catch(() => {});
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
