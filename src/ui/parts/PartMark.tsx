import { Hourglass, Shapes } from 'lucide-react';
import { useAnswer, useAppState } from '../app-context.tsx';
import { formatCount, formatCountOf } from './format.ts';
import styles from './PartMark.module.css';

/**
 * Behind a number or a title: that it is of a part of the data only. "so far" while files are read, "sample" where memory
 * was too small for all traces; nothing where it is of everything. In words and with a dashed frame.
 */
export function PartMark() {
  const isPartial = useAppState((state) => state.isPartial);
  const isSample = useAppState(({ coverage }) => coverage !== null && coverage.sample !== null);
  return (
    <>
      {isPartial && (
        <span className={styles.mark}>
          <Hourglass size={11} aria-hidden /> so far
        </span>
      )}
      {isSample && (
        <span className={styles.mark}>
          <Shapes size={11} aria-hidden /> sample
        </span>
      )}
    </>
  );
}

/** On how many spans a view rests, with its mark; nothing where it rests on all that pass the filter. */
export function PartBasis() {
  const isPartial = useAppState((state) => state.isPartial);
  const isSample = useAppState(({ coverage }) => coverage !== null && coverage.sample !== null);
  return isPartial || isSample ? <Basis /> : null;
}

function Basis() {
  const filter = useAppState((state) => state.view.filter);
  const total = useAppState(({ coverage }) => coverage?.totals.spanCount ?? null);
  const { result } = useAnswer('getSummary', { filter });
  return (
    <span className={styles.basis}>
      <PartMark />
      {result && (
        <span>
          on {formatCountOf(result.spanCount, 'span')}
          {total !== null && ` of ${formatCount(total)} read`}
        </span>
      )}
    </span>
  );
}
