import { CircleStop, Hourglass, Shapes } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppState } from '../../state/app-state.ts';
import { useAnswer, useAppState } from '../app-context.tsx';
import { formatCount, formatCountOf } from './format.ts';
import { ofFiles } from './of-files.ts';
import styles from './PartMark.module.css';

/** Files are being read, or what is shown was answered when they were, and its successor is on its way. */
const isSoFar = ({ isPartial, answers }: AppState) =>
  isPartial ||
  Object.values(answers).some((answer) => answer.isPending && answer.answered?.isPartial === true);
const isSampled = ({ coverage }: AppState) => coverage !== null && coverage.sample !== null;
const hasStopped = ofFiles((files) => files.some(({ phase }) => phase === 'stopped'));

/**
 * Behind a number or a title: that it is of a part of the data only. "so far" while files are read; then "sample" where memory
 * was too small for all traces, else "stopped early" where the user had enough of a file; nothing where it is of everything.
 * One word: what else is to be said stands above the views. In words and with a dashed frame.
 */
export function PartMark() {
  const isPartial = useAppState(isSoFar);
  const isSample = useAppState(isSampled);
  const isEarly = useAppState(hasStopped);
  if (isPartial) return <SoFarMark />;
  if (!isSample && !isEarly) return null;
  const Icon = isSample ? Shapes : CircleStop;
  return (
    <span className={styles.mark}>
      <Icon size={11} aria-hidden /> {isSample ? 'sample' : 'stopped early'}
    </span>
  );
}

/** Behind a number that may grow as files are read; in a trace, which is held whole or not at all, the only mark. */
export function SoFarMark() {
  const isPartial = useAppState(isSoFar);
  if (!isPartial) return null;
  return (
    <span className={styles.mark}>
      <Hourglass size={11} aria-hidden /> so far
    </span>
  );
}

/** The note of a title, with the mark behind it. */
export function PartNote({ children }: { children: ReactNode }) {
  return (
    <>
      {children} <PartMark />
    </>
  );
}

/** On how many spans a view rests, with its mark; nothing where it rests on all that pass the filter. */
export function PartBasis() {
  const isPartial = useAppState(isSoFar);
  const isSample = useAppState(isSampled);
  const isEarly = useAppState(hasStopped);
  return isPartial || isSample || isEarly ? <Basis isSample={isSample} /> : null;
}

function Basis({ isSample }: { isSample: boolean }) {
  const filter = useAppState((state) => state.view.filter);
  const total = useAppState(({ coverage }) => coverage?.totals.spanCount ?? 0);
  const { result } = useAnswer('getSummary', { filter });
  return (
    <span className={styles.basis}>
      <PartMark />
      {result && (
        <span>
          on {formatCountOf(result.spanCount, 'span')}
          {isSample && ` of ${formatCount(total)}: errors and slow traces weigh more than they should`}
        </span>
      )}
    </span>
  );
}
