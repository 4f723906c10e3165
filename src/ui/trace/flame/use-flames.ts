import { useMemo } from 'react';
import type { Flame, FlameMeasure, FlameOrder, Sandwich } from '../../../core/engine/trace-answers.ts';
import type { EngineError } from '../../../core/engine/protocol.ts';
import { useAnswer, useAppState } from '../../app-context.tsx';
import { findSpan } from '../opened/span-key.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';

/** An answer as far as it is there, with what it answers. */
export interface FlameAnswer {
  readonly flame: Flame;
  readonly order: FlameOrder;
  readonly measure: FlameMeasure;
}
export interface SandwichAnswer {
  readonly sandwich: Sandwich;
  readonly measure: FlameMeasure;
  readonly service: string;
  readonly operation: string;
}
export interface Asked<T> {
  /** The last answer about the opened trace; null until there is one. */
  readonly answer: T | null;
  readonly isPending: boolean;
  readonly error: EngineError | null;
}

/** The opened trace, or the subtree that is all that is shown, as a flame. */
export function useFlame(order: FlameOrder, measure: FlameMeasure): Asked<FlameAnswer> {
  const { trace } = useOpenedTrace();
  const { result, answered, isPending, error } = useAnswer('getFlame', { ...useParams(), order, measure });
  const params = answered?.params;
  const isOfTrace = params?.traceId === trace.traceId && result?.boxOf.length === trace.spanCount;
  const answer = useMemo(
    () => (isOfTrace ? { flame: result, order: params.order, measure: params.measure } : null),
    [isOfTrace, result, params],
  );
  return { answer, isPending, error };
}

/** One operation of it between its callers and its callees. */
export function useSandwich(operation: number, measure: FlameMeasure): Asked<SandwichAnswer> {
  const { trace } = useOpenedTrace();
  const { name, service } = trace.operations[operation]!;
  const { result, answered, isPending, error } = useAnswer('getSandwich', {
    ...useParams(),
    service: trace.services[service]!,
    operation: name,
    measure,
  });
  const params = answered?.params;
  const isOfTrace = params?.traceId === trace.traceId && result?.callees.boxOf.length === trace.spanCount;
  const answer = useMemo(
    () => (isOfTrace ? { sandwich: result, ...params } : null),
    [isOfTrace, result, params],
  );
  return { answer, isPending, error };
}

function useParams() {
  const { trace, params } = useOpenedTrace();
  const key = useAppState((state) => state.view.look.top);
  const top = useMemo(() => (key === null ? -1 : findSpan(trace.spanIds, key)), [trace, key]);
  return { ...params, top: top < 0 ? null : top };
}
