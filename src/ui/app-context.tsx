import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Params, Question } from '../core/engine/protocol.ts';
import type { Actions, Answer, AppState } from '../state/app-state.ts';

/** The store and what can be done with it: the one thing components get from outside. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
}

const AppContext = createContext<App | null>(null);

export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('no <AppProvider> around this component');
  return app;
}

/** A part of the state; the component is drawn again when it changes (by `Object.is`). */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}

export function useActions(): Actions {
  return useApp().actions;
}

/**
 * The engine's answer to a question, asked again whenever the question or the data set changes. While a newer answer is
 * under way the old `result` stays, with `isPending`. Two places with different questions of one method need a `slot`
 * each.
 */
export function useAnswer<M extends Question>(
  method: M,
  params: Params<M>,
  slot: string = method,
): Answer<M> {
  const { actions } = useApp();
  const revision = useAppState((state) => state.revision);
  const answer = useAppState((state) => state.answers[slot]) as Answer<M> | undefined;
  const question = JSON.stringify(params);
  useEffect(() => {
    actions.ask(slot, method, JSON.parse(question) as Params<M>);
  }, [actions, slot, method, question, revision]);
  return answer ?? { params, result: null, answered: null, isPending: true, error: null };
}

/**
 * Whether the result is of another question than the one under way, and so to be dimmed. Not where the same is asked about
 * newer data: while files are read that happens all the time.
 */
export function isOutdated({ isPending, params, answered }: Answer<Question>): boolean {
  return isPending && answered !== null && JSON.stringify(answered.params) !== JSON.stringify(params);
}
