import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { FoundSpans } from '../../../core/engine/trace-answers.ts';
import type { Answer } from '../../../state/app-state.ts';
import { useAppState } from '../../app-context.tsx';
import { useCommands } from '../../parts/commands.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { placeAmong, stepFrom, withinSubtree } from './span-steps.ts';
import { useTop } from '../opened/use-top.ts';

/** What is looked for in the opened trace, and the way through what is found. */
export interface Finding {
  readonly query: string;
  /** Spans found in what is shown; null while that is not known. */
  readonly count: number | null;
  /** Which of them is selected, from 1; 0 where none is. */
  readonly place: number;
  /** What of the query was not understood, in words. */
  readonly problem: string | null;
  readonly step: (step: 1 | -1) => void;
}

/** Also offers the steps as commands. */
export function useFinding(): Finding {
  const opened = useOpenedTrace();
  const query = useAppState((state) => state.view.look.find);
  const { span: top } = useTop();
  const { span: selected, select } = useSelection();
  const { found, arrangement } = opened;
  const spans = useMemo(() => found && withinSubtree(opened, found.spans, top), [opened, found, top]);
  const place = useMemo(
    () => (spans ? placeAmong(spans, arrangement, selected) : 0),
    [spans, arrangement, selected],
  );
  const go = (direction: 1 | -1) => {
    const next = spans ? stepFrom(spans, arrangement, selected, direction) : -1;
    if (next >= 0) select(next);
  };
  const step = useStepWhenFound(useIsFound(query, found), go);
  const isDisabled = !spans?.length;
  useCommands('Trace', [
    { id: 'next-match', label: 'Next match', keys: ['.'], isDisabled, run: () => step(1) },
    { id: 'previous-match', label: 'Previous match', keys: [','], isDisabled, run: () => step(-1) },
  ]);
  return { query, count: spans && spans.length, place, problem: found?.problem ?? null, step };
}

/** Whether `found` is what this very query finds: while one types, it may still be of the query before. */
function useIsFound(query: string, found: FoundSpans | null): boolean {
  return useAppState(({ answers }) => {
    const answer = answers['findSpans'] as Answer<'findSpans'> | undefined;
    return found !== null && answer?.result === found && answer.answered?.params.query === query;
  });
}

/** Enter may be faster than what it goes through: the step is then taken once that `isFound`. */
function useStepWhenFound(isFound: boolean, go: (step: 1 | -1) => void): (step: 1 | -1) => void {
  const wanted = useRef<1 | -1 | null>(null);
  const goNow = useEffectEvent(go);
  useEffect(() => {
    if (!isFound || wanted.current === null) return;
    goNow(wanted.current);
    wanted.current = null;
  }, [isFound]);
  return (step) => {
    if (isFound) go(step);
    else wanted.current = step;
  };
}
