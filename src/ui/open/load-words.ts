import type { LoadState } from '../../state/app-state.ts';
import { formatCount } from '../parts/format.ts';

/** Share of the work done, 0 to 1: by bytes, or by files where sizes are not known. */
export function shareDone({ totalBytes, doneBytes, fileCount, settledCount }: LoadState): number {
  if (totalBytes > 0) return Math.min(1, doneBytes / totalBytes);
  return fileCount === 0 ? 0 : settledCount / fileCount;
}

/** "about 40 s left": in steps so coarse that the words stand still for a while. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 20) return `about ${5 * Math.round(seconds / 5)} s left`;
  if (seconds < 90) return `about ${10 * Math.round(seconds / 10)} s left`;
  if (seconds < 5400) return `about ${formatCount(Math.round(seconds / 60))} min left`;
  return `about ${formatCount(Math.round(seconds / 3600))} h left`;
}
