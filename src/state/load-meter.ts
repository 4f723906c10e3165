import { type Detail, lesser, type Progress } from '../core/model/source.ts';
import type { FileState, LoadState } from './app-state.ts';

/** Seconds after which what was measured has lost about two thirds of its weight: steady, and yet it follows. */
const MEMORY_OF_RATE = 4;
/** Seconds that must have been measured before a rate is told: the first of them are slower than all that follow. */
const LEAST_MEASURED = 1.5;

/** Whether a file needs no more work. */
export function isSettled({ phase }: FileState): boolean {
  return phase !== 'waiting' && phase !== 'reading';
}

/** Measures how far the reading of some files is, and how fast it goes on. */
export class LoadMeter {
  readonly #rate = new Rate();

  /** `now` in seconds. */
  measure(files: readonly FileState[], ending: LoadState['ending'], now: number): LoadState {
    const counted = countFiles(files);
    this.#rate.note(now, counted.doneBytes);
    const { perSecond } = this.#rate;
    const left = counted.totalBytes - counted.doneBytes;
    return {
      ...counted,
      bytesPerSecond: perSecond,
      secondsLeft: perSecond === null || perSecond === 0 ? null : left / perSecond,
      ending,
    };
  }
}

/** Sums over `files`; of a settled one all bytes count as done, so that the sum reaches its total. */
function countFiles(
  files: readonly FileState[],
): Omit<LoadState, 'bytesPerSecond' | 'secondsLeft' | 'ending'> {
  let settledCount = 0;
  let failedCount = 0;
  let cancelledCount = 0;
  let doneBytes = 0;
  let totalBytes = 0;
  let spanCount = 0;
  let last: Progress | null = null;
  let detail: Detail = 'all';
  for (const file of files) {
    const { phase, size, progress, report } = file;
    totalBytes += size;
    if (phase === 'failed') failedCount++;
    if (phase === 'cancelled') cancelledCount++;
    else spanCount += report?.spanCount ?? progress?.spanCount ?? 0;
    if (isSettled(file)) settledCount++;
    doneBytes += isSettled(file) ? size : Math.min(progress?.done ?? 0, size);
    last = progress ?? last;
    detail = lesser(detail, report?.detail ?? progress?.detail ?? 'all');
  }
  return {
    fileCount: files.length,
    settledCount,
    failedCount,
    cancelledCount,
    doneBytes,
    totalBytes,
    spanCount,
    memory: last?.memory ?? 0,
    expectedMemory: last?.expectedMemory ?? 0,
    detail,
  };
}

/** A rate from readings of a counter, the newer the weightier: both sums below fade alike. */
class Rate {
  #last: { readonly now: number; readonly count: number } | null = null;
  #count = 0;
  #seconds = 0;

  note(now: number, count: number): void {
    const last = this.#last;
    if (last !== null && now <= last.now) return; // counted with the next one
    this.#last = { now, count };
    if (last === null) return;
    const fade = Math.exp((last.now - now) / MEMORY_OF_RATE);
    this.#count = this.#count * fade + Math.max(0, count - last.count);
    this.#seconds = this.#seconds * fade + (now - last.now);
  }

  get perSecond(): number | null {
    return this.#seconds < LEAST_MEASURED ? null : this.#count / this.#seconds;
  }
}
