import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { TraceList } from '../../core/engine/protocol.ts';
import type { Actions, Answer } from '../../state/app-state.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { keptPlace, TOP, type ListPlace } from './list-place.ts';
import { PAGE_SIZE, TracePages } from './trace-pages.ts';

type TracesAnswer = Answer<'listTraces'>;
type Answered = NonNullable<TracesAnswer['answered']>;

interface TracePagesState {
  /** The question as asked: its first page. */
  readonly answer: TracesAnswer;
  /** Of the latest answer there was, also while a newer one is under way; null before the first. */
  readonly pages: TracePages | null;
}

/** What is drawn, and what it answers. */
interface Shown {
  readonly pages: TracePages;
  readonly answered: Answered;
}

/**
 * The list of traces that the view's filter and sort ask for. Where the same is answered about newer data, it is shown
 * once it is known where the trace stands in it that the reader is at. A new question begins at the top.
 */
export function useTracePages(): TracePagesState {
  const filter = useAppState((state) => state.view.filter);
  const sort = useAppState((state) => state.view.traceSort);
  const actions = useActions();
  const answer = useAnswer('listTraces', { filter, sort, offset: 0, limit: PAGE_SIZE }, 'traces');
  const { result, answered, isPending } = answer;
  const [shown, setShown] = useState(() => (isPending ? null : show(answer, actions, keptPlace)));

  useLayoutEffect(() => {
    if (isPending || result === (shown?.pages.list ?? null)) return undefined;
    if (!result || !answered || !shown || !isSameQuestion(answered, shown.answered)) {
      setShown(show(answer, actions, shown ? () => TOP : keptPlace));
      return undefined;
    }
    const request = new AbortController();
    const showFollowed = async () => {
      const place = await follow(shown.pages, result, answered, actions, request.signal);
      if (place && !request.signal.aborted) setShown(show(answer, actions, () => place));
    };
    void showFollowed();
    return () => request.abort();
    // an answer is its result
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isPending, result, shown, actions]);
  useEffect(() => () => shown?.pages.cancel(), [shown]);
  return { answer, pages: shown?.pages ?? null };
}

function show(
  { result, answered }: TracesAnswer,
  actions: Actions,
  startOf: (list: TraceList) => ListPlace,
): Shown | null {
  if (!result || !answered) return null;
  const { params } = answered;
  const load = (offset: number, limit: number, signal: AbortSignal) =>
    actions.call('listTraces', { ...params, offset, limit }, signal);
  return { answered, pages: new TracePages(result, load, startOf(result)) };
}

function isSameQuestion(one: Answered, other: Answered): boolean {
  return JSON.stringify(one.params) === JSON.stringify(other.params);
}

/** Where the reader of `before` is in `list`; null where nobody waits for it, or newer data are there already. */
async function follow(
  before: TracePages,
  list: TraceList,
  { params: { filter, sort }, revision }: Answered,
  actions: Actions,
  signal: AbortSignal,
): Promise<ListPlace | null> {
  for (;;) {
    const { traceId } = before.reader();
    let row = traceId === null ? -1 : list.rows.findIndex((other) => other.traceId === traceId);
    if (traceId !== null && row < 0) {
      const reply = await actions.call('locateTrace', { filter, sort, traceId }, signal);
      if (signal.aborted || (reply.ok && reply.revision !== revision)) return null;
      if (reply.ok) row = reply.result.row ?? -1;
    }
    const place = before.reader(); // it may have moved meanwhile
    if (place.traceId === traceId) return row < 0 ? { ...place, traceId: null } : { ...place, row };
  }
}

/** Draws the component again when rows arrive. */
export function usePageVersion(pages: TracePages): number {
  return useSyncExternalStore(pages.subscribe, pages.version);
}
