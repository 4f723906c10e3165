import { useCallback, useMemo } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import type { GraphModel, Target } from './graph-model.ts';
import { callKey } from './layout-graph.ts';

/**
 * What is picked in the graph, as the view and its link have it. Each pick is a step for the Back button; letting go of a
 * call returns to the service that was picked before.
 */
export function usePicked({ callOf }: GraphModel): {
  readonly picked: Target | null;
  readonly pick: (target: Target | null) => void;
} {
  const actions = useActions();
  const service = useAppState((state) => state.view.graphService);
  const call = useAppState((state) => state.view.graphCall);
  const isCall = call !== null;
  const pick = useCallback(
    (target: Target | null) => {
      if (target?.kind === 'call') {
        const { callerService: caller, calleeService: callee } = callOf.get(target.key)!;
        actions.show({ graphCall: { caller, callee } });
      } else if (target || !isCall) actions.show({ graphService: target?.service ?? null, graphCall: null });
      else actions.show({ graphCall: null });
    },
    [actions, callOf, isCall],
  );
  const picked = useMemo((): Target | null => {
    if (call) return { kind: 'call', key: callKey(call.caller, call.callee) };
    return service === null ? null : { kind: 'service', service };
  }, [call, service]);
  return { picked, pick };
}
