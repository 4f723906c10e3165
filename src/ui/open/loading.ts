import type { FileState } from '../../state/app-state.ts';

/** How far reading is, over a batch of files. */
export interface LoadTotals {
  readonly fileCount: number;
  readonly settledCount: number;
  readonly failedCount: number;
  readonly cancelledCount: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Of a cancelled file no span counts: it left nothing behind. */
  readonly spanCount: number;
}

/** Whether a file needs no more work. */
export function isSettled({ phase }: FileState): boolean {
  return phase !== 'waiting' && phase !== 'reading';
}

/** Sums over `files`; of a failed or cancelled file all bytes count as done, so that the sum reaches its total. */
export function sumProgress(files: readonly FileState[]): LoadTotals {
  let settledCount = 0;
  let failedCount = 0;
  let cancelledCount = 0;
  let doneBytes = 0;
  let totalBytes = 0;
  let spanCount = 0;
  for (const file of files) {
    totalBytes += file.size;
    if (file.phase === 'failed') failedCount++;
    if (file.phase === 'cancelled') cancelledCount++;
    else spanCount += file.report?.spanCount ?? file.progress?.spanCount ?? 0;
    if (isSettled(file)) {
      settledCount++;
      doneBytes += file.size;
    } else doneBytes += Math.min(file.progress?.done ?? 0, file.size);
  }
  return {
    fileCount: files.length,
    settledCount,
    failedCount,
    cancelledCount,
    doneBytes,
    totalBytes,
    spanCount,
  };
}

/** Share of the work done, 0 to 1: by bytes, or by files where sizes are not known. */
export function shareDone(totals: LoadTotals): number {
  if (totals.totalBytes > 0) return totals.doneBytes / totals.totalBytes;
  return totals.fileCount === 0 ? 0 : totals.settledCount / totals.fileCount;
}
