import { useMemo, useState } from 'react';
import type { PathMode } from '../../../state/trace-look.ts';
import { useAnnounce } from '../../parts/Announcer.tsx';
import { useCommands } from '../../parts/commands.ts';
import { formatCount } from '../../parts/format.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { useZoom } from '../time/use-zoom.ts';
import { windowShowing } from './window-showing.ts';
import { useTop } from '../opened/use-top.ts';
import { narrateStep } from './narrate-step.ts';
import { firstStepOf, listChainSteps, type PathSteps } from './path-steps.ts';

/** The way along the marked path. */
export interface Stepping {
  readonly steps: PathSteps;
  /** The step of the selected span that was gone to, or its first; -1 where the selected span is not on the path. */
  readonly current: number;
  /** Selects the step's span and brings its time into sight. */
  readonly goTo: (step: number) => void;
  /** -1 where there is none. */
  readonly next: number;
  readonly previous: number;
}

/** Also offers the steps as commands. */
export function useSteps(mode: PathMode): Stepping {
  const opened = useOpenedTrace();
  const { trace, path } = opened;
  const { span: selected, select } = useSelection();
  const announce = useAnnounce();
  const bringIntoSight = useBringIntoSight();
  const steps = useMemo(() => (mode === 'longest' ? listChainSteps(trace) : path), [trace, path, mode]);
  const [gone, setGone] = useState({ steps, step: -1 });
  const isThere = gone.steps === steps && steps.span[gone.step] === selected;
  const first = mode === 'longest' ? steps.span.indexOf(selected) : firstStepOf(path, selected);
  const current = isThere ? gone.step : selected < 0 ? -1 : first;
  const goTo = (step: number) => {
    setGone({ steps, step });
    select(steps.span[step]!);
    bringIntoSight(steps, step);
    announce(
      `${mode} path, step ${formatCount(step + 1)} of ${formatCount(steps.span.length)}: ${tellStep(opened, steps, step, mode)}`,
    );
  };
  const next = stepAfter(opened, steps, current, selected);
  const previous = current >= 0 ? current - 1 : (next < 0 ? steps.span.length : next) - 1;
  useCommands('Critical path', [
    {
      id: 'next-step',
      label: 'Next step of the path',
      keys: ['n'],
      isDisabled: next < 0,
      run: () => goTo(next),
    },
    {
      id: 'previous-step',
      label: 'Step of the path before',
      keys: ['p'],
      isDisabled: previous < 0,
      run: () => goTo(previous),
    },
  ]);
  return { steps, current, goTo, next, previous };
}

/** A step in words. */
export function tellStep(
  opened: OpenedTrace,
  { span, start, end }: PathSteps,
  step: number,
  mode: PathMode,
): string {
  const at = span[step]!;
  if (mode === 'critical') return narrateStep(opened, at, [start[step]!, end[step]!]);
  return `${serviceOf(opened, at)}, ${operationOf(opened, at)}`;
}

/** The step after `current`; from a span off the path the first that ends after it began. -1 beyond the last. */
function stepAfter(
  { trace }: OpenedTrace,
  { span, end }: PathSteps,
  current: number,
  selected: number,
): number {
  if (current >= 0 || selected < 0) return current + 1 < span.length ? current + 1 : -1;
  return end.findIndex((moment) => moment > trace.spans.start[selected]!);
}

/** Brings a step into the zoomed time, and out of what only a subtree hides, where it is not. */
function useBringIntoSight(): (steps: PathSteps, step: number) => void {
  const { trace } = useOpenedTrace();
  const { window, limits, zoomTo } = useZoom();
  const top = useTop();
  return ({ span, start, end }, step) => {
    const isHidden =
      top.span >= 0 && !(span[step]! >= top.span && span[step]! < trace.spans.subtreeEnd[top.span]!);
    if (isHidden) return top.show(-1);
    const showing = windowShowing(window, { from: start[step]!, to: end[step]! }, limits);
    if (showing !== window) zoomTo(showing);
  };
}
