import { useCommands } from '../../parts/commands.ts';
import { errorsBelow, isError } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { listErrors, stepFrom, withinSubtree } from './span-steps.ts';
import { useTop } from '../opened/use-top.ts';

/** Offers the way from error to error of what is shown. */
export function useErrorCommands(): void {
  const opened = useOpenedTrace();
  const { span: top } = useTop();
  const { span: selected, select } = useSelection();
  const step = (direction: 1 | -1) => {
    const errors = withinSubtree(opened, listErrors(opened), top);
    const next = stepFrom(errors, opened.arrangement, selected, direction);
    if (next >= 0) select(next);
  };
  const isDisabled =
    top < 0 ? opened.trace.errorCount === 0 : !isError(opened, top) && errorsBelow(opened, top) === 0;
  useCommands('Trace', [
    { id: 'next-error', label: 'Next error', keys: ['e'], isDisabled, run: () => step(1) },
    { id: 'previous-error', label: 'Previous error', keys: ['E'], isDisabled, run: () => step(-1) },
  ]);
}
