import { useMemo } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { findSpan, formatSpanKey } from './span-key.ts';
import { useOpenedTrace } from './use-opened-trace.ts';

/** The selected span of the opened trace. */
export interface Selection {
  /** -1 where there is none. */
  readonly span: number;
  /** Whether the view names a span that the trace does not have. */
  readonly isMissing: boolean;
  /** Selects a span; -1: none. */
  readonly select: (span: number) => void;
}

export function useSelection(): Selection {
  const { trace } = useOpenedTrace();
  const spanId = useAppState((state) => state.view.spanId);
  const actions = useActions();
  const selected = useMemo(() => (spanId === null ? -1 : findSpan(trace.spanIds, spanId)), [trace, spanId]);
  const select = (span: number) => {
    if (span === selected && spanId !== null) return;
    // opening and closing are steps for the Back button, going from span to span is not
    const isStep = span < 0 || selected < 0;
    actions.show({ spanId: span < 0 ? null : formatSpanKey(trace.spanIds, span) }, { replace: !isStep });
  };
  return { span: selected, isMissing: spanId !== null && selected < 0, select };
}
