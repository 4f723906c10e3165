import { useEffect, useRef } from 'react';
import { useAppState } from '../app-context.tsx';
import { useAnnounce } from '../parts/Announcer.tsx';
import { formatCountOf } from '../parts/format.ts';
import { shareDone } from './load-words.ts';

/** How often progress is said: often enough to know that it goes on, seldom enough to hear something else. */
const STEP = 0.25;

/** Says to screen readers that reading began, each quarter, and what came of it. */
export function useLoadAnnouncements(): void {
  const announce = useAnnounce();
  const load = useAppState((state) => state.load);
  const isLoading = useAppState((state) => state.isLoading);
  const said = useRef({ isLoading: false, step: 0 });
  useEffect(() => {
    if (!load) return;
    const { fileCount, failedCount, cancelledCount, spanCount, ending } = load;
    const step = Math.floor(shareDone(load) / STEP);
    const before = said.current;
    said.current = { isLoading, step };
    if (isLoading && !before.isLoading) announce(`Reading ${formatCountOf(fileCount, 'file')}`);
    else if (isLoading && step > before.step && step * STEP < 1) announce(`${step * STEP * 100} % read`);
    else if (!isLoading && before.isLoading) {
      const failed = failedCount > 0 ? `, ${failedCount} could not be read` : '';
      const cancelled = cancelledCount > 0 ? `, ${cancelledCount} cancelled` : '';
      const read = formatCountOf(fileCount - failedCount - cancelledCount, 'file');
      const stopped = ending === 'keep' ? 'Stopped: ' : '';
      announce(`${stopped}${read} read${failed}${cancelled}: ${formatCountOf(spanCount, 'span')}`);
    }
  }, [announce, load, isLoading]);
}
