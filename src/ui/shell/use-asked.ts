import { useEffect } from 'react';
import type { Params, Question, Result } from '../../core/engine/protocol.ts';
import type { Answer } from '../../state/app-state.ts';
import { useActions, useAppState } from '../app-context.tsx';

/** The answer to exactly this question, null until it is there; nothing is asked while `params` are null. */
export function useAsked<M extends Question>(
  slot: string,
  method: M,
  params: Params<M> | null,
): Result<M> | null {
  const actions = useActions();
  const revision = useAppState((state) => state.revision);
  const answer = useAppState((state) => state.answers[slot]) as Answer<M> | undefined;
  const question = params && JSON.stringify(params);
  useEffect(() => {
    if (question !== null) actions.ask(slot, method, JSON.parse(question) as Params<M>);
  }, [actions, slot, method, question, revision]);
  return question !== null && JSON.stringify(answer?.answered?.params) === question ? answer!.result : null;
}
