import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Answer } from '../../state/app-state.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { PAGE_SIZE, TracePages } from './trace-pages.ts';

interface TracePagesState {
  /** The question as asked: its first page. */
  readonly answer: Answer<'listTraces'>;
  /** Of the latest answer there was, also while a newer one is under way; null before the first. */
  readonly pages: TracePages | null;
}

/** The list of traces that the view's filter and sort ask for. */
export function useTracePages(): TracePagesState {
  const filter = useAppState((state) => state.view.filter);
  const sort = useAppState((state) => state.view.traceSort);
  const actions = useActions();
  const answer = useAnswer('listTraces', { filter, sort, offset: 0, limit: PAGE_SIZE }, 'traces');
  const { params, result, isPending } = answer;
  const [pages, setPages] = useState<TracePages | null>(null);
  if (!isPending && result !== (pages?.list ?? null)) {
    setPages(
      result &&
        new TracePages(result, (offset, limit, signal) =>
          actions.call('listTraces', { ...params, offset, limit }, signal),
        ),
    );
  }
  useEffect(() => () => pages?.cancel(), [pages]);
  return { answer, pages };
}

/** Draws the component again when rows arrive. */
export function usePageVersion(pages: TracePages): number {
  return useSyncExternalStore(pages.subscribe, pages.version);
}
