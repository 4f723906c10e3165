import { useMemo, useState } from 'react';
import type { GraphMarks } from './draw-graph.ts';
import { findFocus, type Focus, type GraphModel, type Target } from './graph-model.ts';
import type { CallEvents } from './GraphCallMark.tsx';
import type { ServiceEvents } from './GraphServiceMark.tsx';

export interface Pointing {
  /** What is pointed at, else what has the keyboard's focus, else what is picked, with its neighbours. */
  readonly focus: Focus | null;
  /** The service the tab key reaches: the last that had the focus, else the picked, else the busiest. */
  readonly tabStop: string | null;
  readonly onService: Pick<ServiceEvents, 'onPoint' | 'onFocus' | 'onBlur' | 'onPick'>;
  readonly onCall: Pick<CallEvents, 'onPoint' | 'onPick'>;
}

/** Follows the pointer and the focus over the marks. */
export function usePointing(
  model: GraphModel,
  marks: GraphMarks,
  picked: Target | null,
  onPick: (target: Target) => void,
): Pointing {
  const [pointed, setPointed] = useState<Target | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [lastFocused, setLastFocused] = useState<string | null>(null);
  const focus = useMemo(() => {
    const target = pointed ?? (focused === null ? picked : { kind: 'service' as const, service: focused });
    return target && findFocus(model, target);
  }, [model, pointed, focused, picked]);
  const onService = useMemo(
    () => ({
      onPoint: (service: string | null) => setPointed(service === null ? null : { kind: 'service', service }),
      onFocus: (service: string, isVisible: boolean) => {
        setLastFocused(service);
        setFocused(isVisible ? service : null);
      },
      onBlur: () => setFocused(null),
      onPick: (service: string) => onPick({ kind: 'service', service }),
    }),
    [onPick],
  );
  const onCall = useMemo(
    () => ({
      onPoint: (key: string | null) => setPointed(key === null ? null : { kind: 'call', key }),
      onPick: (key: string) => onPick({ kind: 'call', key }),
    }),
    [onPick],
  );
  const stops = [lastFocused, picked?.kind === 'service' ? picked.service : null];
  const tabStop = stops.find((service) => service !== null && marks.serviceOf.has(service));
  return { focus, tabStop: tabStop ?? marks.services[0]?.node.service ?? null, onService, onCall };
}
