import { useMemo } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { findSpan, formatSpanKey } from './span-key.ts';
import { useOpenedTrace } from './use-opened-trace.ts';

/** The span whose subtree is all that is shown, and how to change it. */
export interface Top {
  /** -1: the whole trace is shown. */
  readonly span: number;
  /** Shows the subtree of a span, in its own time; -1, or the only root: the whole trace. */
  readonly show: (span: number) => void;
}

export function useTop(): Top {
  const { trace } = useOpenedTrace();
  const key = useAppState((state) => state.view.look.top);
  const actions = useActions();
  const span = useMemo(() => (key === null ? -1 : findSpan(trace.spanIds, key)), [trace, key]);
  const show = (next: number) => {
    const isAll = next < 0 || (trace.rootCount === 1 && next === trace.root);
    actions.look({ top: isAll ? null : formatSpanKey(trace.spanIds, next), zoom: null });
  };
  return { span, show };
}
