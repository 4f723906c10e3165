import { useMemo } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';

/** The operation in the middle of the sandwich. */
export interface PickedOperation {
  /** Opens `TraceView.operations`: the one of the link, else that of the selected span; -1 where neither is there. */
  readonly operation: number;
  /** Shows the sandwich of another. */
  readonly pick: (operation: number) => void;
}

export function usePickedOperation(): PickedOperation {
  const { trace } = useOpenedTrace();
  const named = useAppState((state) => state.view.look.flameOperation);
  const { span } = useSelection();
  const actions = useActions();
  const found = useMemo(
    () =>
      named === null
        ? -1
        : trace.operations.findIndex(
            ({ service, name }) => name === named.operation && trace.services[service] === named.service,
          ),
    [trace, named],
  );
  const pick = (operation: number) => {
    const { name, service } = trace.operations[operation]!;
    actions.look({
      flameForm: 'sandwich',
      flameOperation: { service: trace.services[service]!, operation: name },
    });
  };
  const ofSelected = span < 0 ? -1 : trace.spans.operation[span]!;
  return { operation: found < 0 ? ofSelected : found, pick };
}
