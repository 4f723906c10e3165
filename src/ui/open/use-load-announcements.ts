import { useEffect, useRef } from 'react';
import type { FileState } from '../../state/app-state.ts';
import { useAnnounce } from '../parts/Announcer.tsx';
import { formatCountOf } from '../parts/format.ts';
import { shareDone, sumProgress } from './loading.ts';

/** How often progress is said: often enough to know that it goes on, seldom enough to hear something else. */
const STEP = 0.25;

/** Says to screen readers that reading began, how far it is, and what came of it. */
export function useLoadAnnouncements(batch: readonly FileState[], isLoading: boolean): void {
  const announce = useAnnounce();
  const said = useRef({ isLoading: false, step: 0 });
  useEffect(() => {
    const totals = sumProgress(batch);
    const step = Math.floor(shareDone(totals) / STEP);
    const before = said.current;
    said.current = { isLoading, step };
    if (isLoading && !before.isLoading) announce(`Reading ${formatCountOf(totals.fileCount, 'file')}`);
    else if (isLoading && step > before.step && step * STEP < 1) announce(`${step * STEP * 100} % read`);
    else if (!isLoading && before.isLoading) {
      const { fileCount, failedCount, cancelledCount, spanCount } = totals;
      const failed = failedCount > 0 ? `, ${failedCount} could not be read` : '';
      const cancelled = cancelledCount > 0 ? `, ${cancelledCount} cancelled` : '';
      const read = formatCountOf(fileCount - failedCount - cancelledCount, 'file');
      announce(`${read} read${failed}${cancelled}: ${formatCountOf(spanCount, 'span')}`);
    }
  }, [announce, batch, isLoading]);
}
