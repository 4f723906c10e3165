import { useCallback, useMemo, useState } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import type { Target } from './graph-model.ts';

interface PickedCall {
  readonly key: string;
  /** The service that was picked before: another one picked since, by Back or a link, ends this call. */
  readonly after: string | null;
}

/** What is picked in the graph. A service is part of the view and its link; letting go of a call returns to it. */
export function usePicked(): {
  readonly picked: Target | null;
  readonly pick: (target: Target | null) => void;
} {
  const actions = useActions();
  const service = useAppState((state) => state.view.graphService);
  const [call, setCall] = useState<PickedCall | null>(null);
  const isCall = call !== null && call.after === service;
  const pick = useCallback(
    (target: Target | null) => {
      if (target?.kind === 'call') {
        setCall({ key: target.key, after: service });
        return;
      }
      setCall(null);
      if (target || !isCall) actions.show({ graphService: target?.service ?? null }, { replace: true });
    },
    [actions, service, isCall],
  );
  const key = isCall ? call.key : null;
  const picked = useMemo((): Target | null => {
    if (key !== null) return { kind: 'call', key };
    return service === null ? null : { kind: 'service', service };
  }, [key, service]);
  return { picked, pick };
}
