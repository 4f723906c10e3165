import { SpanFlag } from '../../../core/model/span-enums.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { hasFlag, type OpenedTrace } from '../opened/opened-trace.ts';
import { formatSpanKey } from '../opened/span-key.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';

/** Whether somebody waited for a span: as the file says, or as a reviewer does. */
export type Waiting = 'blocking' | 'nonBlocking';

/** What a reviewer says of the spans of the opened trace; kept in `look.blocking` and `look.nonBlocking`. */
export interface Review {
  /** What the reviewer says of the span; null where nothing. */
  readonly markOf: (span: number) => Waiting | null;
  /** Says something of the span, or takes back what was said. */
  readonly mark: (span: number, waiting: Waiting | null) => void;
}

export function useReview(): Review {
  const { trace, params } = useOpenedTrace();
  const { blocking, nonBlocking } = useAppState((state) => state.view.look);
  const actions = useActions();
  return {
    markOf: (span) => {
      if (params.nonBlocking.includes(span)) return 'nonBlocking';
      return params.blocking.includes(span) ? 'blocking' : null;
    },
    mark: (span, waiting) => {
      const key = formatSpanKey(trace.spanIds, span);
      const others = (keys: readonly string[]) => keys.filter((other) => other !== key);
      actions.look({
        blocking: [...others(blocking), ...(waiting === 'blocking' ? [key] : [])],
        nonBlocking: [...others(nonBlocking), ...(waiting === 'nonBlocking' ? [key] : [])],
      });
    },
  };
}

/**
 * Whether the file has it that the parent waited for the span; null where there is nothing to wait: without a parent,
 * above the path that is shown, or begun after its parent's end.
 */
export function waitingInFile(opened: Pick<OpenedTrace, 'trace' | 'path'>, span: number): Waiting | null {
  const { parent } = opened.trace.spans;
  if (parent[span]! < 0 || span === opened.path.of || beginsTooLate(opened, span)) return null;
  return hasFlag(opened, span, SpanFlag.ASYNC) ? 'nonBlocking' : 'blocking';
}

/** Whether the span begins after its parent's end. */
export function beginsTooLate({ trace }: Pick<OpenedTrace, 'trace'>, span: number): boolean {
  const { parent, start, duration } = trace.spans;
  const above = parent[span]!;
  return above >= 0 && start[span]! > start[above]! + duration[above]!;
}
