import { useMemo } from 'react';
import { useCommands } from '../../parts/commands.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { listErrors, stepFrom, withinSubtree } from './span-steps.ts';
import { useTop } from '../opened/use-top.ts';

/** Offers the way from error to error of what is shown. */
export function useErrorCommands(): void {
  const opened = useOpenedTrace();
  const { span: top } = useTop();
  const { span: selected, select } = useSelection();
  const { trace } = opened;
  const errors = useMemo(() => withinSubtree({ trace }, listErrors({ trace }), top), [trace, top]);
  const step = (direction: 1 | -1) => {
    const next = stepFrom(errors, opened.arrangement, selected, direction);
    if (next >= 0) select(next);
  };
  const isDisabled = errors.length === 0;
  useCommands('Trace', [
    { id: 'next-error', label: 'Next error', keys: ['e'], isDisabled, run: () => step(1) },
    { id: 'previous-error', label: 'Previous error', keys: ['E'], isDisabled, run: () => step(-1) },
  ]);
}
