import type { Assumption } from './path-steps.ts';
import styles from './AssumptionList.module.css';

interface AssumptionListProps {
  assumptions: readonly Assumption[];
  /** The selected span, or -1. */
  selected: number;
  onSelect: (span: number) => void;
}

/** What the path took for granted; each part leads to the spans it is about, one after the other. */
export function AssumptionList({ assumptions, selected, onSelect }: AssumptionListProps) {
  return (
    <ul className={styles.list}>
      {assumptions.map(({ subject, consequence, spans }) => (
        <li key={subject}>
          {spans.length === 0 ? (
            subject
          ) : (
            <button
              type="button"
              className={styles.subject}
              title={spans.length === 1 ? 'Select it' : 'Select the first, then the next'}
              onClick={() => onSelect(spans[(spans.indexOf(selected) + 1) % spans.length]!)}
            >
              {subject}
            </button>
          )}
          : {consequence}
        </li>
      ))}
    </ul>
  );
}
