import { Button } from '../../parts/Button.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useReview, waitingInFile, type Waiting } from './use-review.ts';
import styles from './BlockingControl.module.css';

const ACTIONS: Readonly<Record<Waiting, string>> = {
  blocking: 'Mark as waited for',
  nonBlocking: 'Mark as not waited for',
};
const MARKED: Readonly<Record<Waiting, string>> = {
  blocking: 'Marked as waited for',
  nonBlocking: 'Marked as not waited for',
};
const CONSEQUENCES: Readonly<Record<Waiting, string>> = {
  blocking: 'Let it be on the path: its parent went on only after it',
  nonBlocking: 'Leave it off the path: its parent went on without it',
};

/**
 * Lets a reviewer say whether a span's parent waited for it, against what the file says, and take it back. Nothing where
 * there is nobody who could have waited.
 */
export function BlockingControl({ span }: { span: number }) {
  const opened = useOpenedTrace();
  const { markOf, mark } = useReview();
  const inFile = waitingInFile(opened, span);
  const marked = markOf(span);
  if (inFile === null) return null;
  const other = inFile === 'blocking' ? 'nonBlocking' : 'blocking';
  return (
    // one button in both states: it keeps the focus
    <span className={styles.control}>
      {marked !== null && <span className={styles.marked}>{MARKED[marked]}</span>}
      <Button
        variant="quiet"
        className={styles.button}
        title={marked === null ? CONSEQUENCES[other] : undefined}
        onClick={() => mark(span, marked === null ? other : null)}
      >
        {marked === null ? ACTIONS[other] : 'Undo'}
      </Button>
    </span>
  );
}
