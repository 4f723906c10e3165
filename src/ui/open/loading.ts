import type { FileState } from '../../state/app-state.ts';

/** How far reading is, over a batch of files. */
export interface LoadTotals {
  readonly fileCount: number;
  readonly settledCount: number;
  readonly failedCount: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
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
  let doneBytes = 0;
  let totalBytes = 0;
  let spanCount = 0;
  for (const file of files) {
    totalBytes += file.size;
    spanCount += file.report?.spanCount ?? file.progress?.spanCount ?? 0;
    if (file.phase === 'failed') failedCount++;
    if (isSettled(file)) {
      settledCount++;
      doneBytes += file.size;
    } else doneBytes += Math.min(file.progress?.done ?? 0, file.size);
  }
  return { fileCount: files.length, settledCount, failedCount, doneBytes, totalBytes, spanCount };
}

/** Share of the work done, 0 to 1: by bytes, or by files where sizes are not known. */
export function shareDone(totals: LoadTotals): number {
  if (totals.totalBytes > 0) return totals.doneBytes / totals.totalBytes;
  return totals.fileCount === 0 ? 0 : totals.settledCount / totals.fileCount;
}
