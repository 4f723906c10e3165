import { useDeferredValue, useMemo, useState } from 'react';
import type { PathParams, TraceView } from '../../../core/engine/trace-answers.ts';
import type { EngineError, Question } from '../../../core/engine/protocol.ts';
import type { Answer } from '../../../state/app-state.ts';
import type { TraceLook } from '../../../state/trace-look.ts';
import { useAnswer, useAppState } from '../../app-context.tsx';
import type { OpenedTrace } from './opened-trace.ts';
import { findSpan } from './span-key.ts';

/** The opened trace as far as it is known. */
export interface TraceAnswers {
  /** null until the first answers are there. */
  readonly opened: OpenedTrace | null;
  readonly error: EngineError | null;
  /** Whether newer answers are under way. */
  readonly isPending: boolean;
}

/**
 * Asks all that the trace's views share. The answers come one after the other; what is given out is the last set that
 * belongs together, so that no view ever meets columns of different lengths.
 */
export function useTraceAnswers(traceId: string): TraceAnswers {
  const look = useAppState((state) => state.view.look);
  const { alignClocks } = look;
  const traced = useAnswer('getTrace', { traceId, alignClocks });
  const trace = belongsTo(traced, traceId, alignClocks) ? traced.result : null;
  const params = usePathParams(traceId, look, trace);
  const pathed = useAnswer('getPath', params);
  const arranged = useAnswer('arrangeTrace', {
    ...params,
    sort: look.siblingSort,
    isGrouped: look.isGrouped,
  });
  const finding = useAnswer('findSpans', { traceId, alignClocks, query: look.find });
  const isWhole = isAboutSame(traced, pathed) && isAboutSame(traced, arranged);
  const found = isAboutSame(traced, finding) && look.find !== '' ? finding.result : null;
  const path = pathed.result;
  const arrangement = arranged.result;
  const latest = useMemo<OpenedTrace | null>(
    () => (trace && path && arrangement && isWhole ? { trace, path, arrangement, found, params } : null),
    [trace, path, arrangement, isWhole, found, params],
  );
  const [kept, setKept] = useState<OpenedTrace | null>(null);
  if (latest && latest !== kept) setKept(latest);
  const opened = useDeferredValue(latest ?? (kept?.trace.traceId === traceId ? kept : null), null); // a large trace is drawn in a task of its own
  return {
    opened: opened?.trace.traceId === traceId ? opened : null,
    error: traced.error ?? pathed.error ?? arranged.error,
    isPending: traced.isPending || pathed.isPending || arranged.isPending || finding.isPending,
  };
}

/** Whose path, and under which assumptions: the look's span keys as places in the trace, as far as they are in it. */
function usePathParams(traceId: string, look: TraceLook, trace: TraceView | null): PathParams {
  const { alignClocks, pathOf, pathWindow, blocking, nonBlocking } = look;
  return useMemo(() => {
    const placesOf = (keys: readonly string[]) =>
      Int32Array.from(trace ? keys : [], (key) => findSpan(trace!.spanIds, key)).filter((span) => span >= 0);
    const of = pathOf === null ? -1 : (placesOf([pathOf])[0] ?? -1);
    return {
      traceId,
      alignClocks,
      of: of < 0 ? null : of,
      window: pathWindow,
      blocking: [...placesOf(blocking).sort()],
      nonBlocking: [...placesOf(nonBlocking).sort()],
    };
  }, [traceId, alignClocks, pathOf, pathWindow, blocking, nonBlocking, trace]);
}

type TraceQuestion = Extract<Question, 'getTrace' | 'getPath' | 'arrangeTrace' | 'findSpans'>;

function belongsTo(answer: Answer<'getTrace'>, traceId: string, alignClocks: boolean): boolean {
  const params = answer.answered?.params;
  return params?.traceId === traceId && params.alignClocks === alignClocks;
}

/** Whether both answers are about the same trace of the same data set. */
function isAboutSame(a: Answer<'getTrace'>, b: Answer<TraceQuestion>): boolean {
  return (
    a.answered?.revision === b.answered?.revision &&
    a.answered?.params.traceId === b.answered?.params.traceId &&
    a.answered?.params.alignClocks === b.answered?.params.alignClocks
  );
}
