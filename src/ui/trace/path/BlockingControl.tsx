import { Button } from '../../parts/Button.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useReview, waitingInFile } from './use-review.ts';
import styles from './BlockingControl.module.css';

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
  if (marked !== null)
    return (
      <span className={styles.marked}>
        {marked === 'blocking' ? 'Marked as waited for' : 'Marked as not waited for'}
        <Button variant="quiet" className={styles.button} onClick={() => mark(span, null)}>
          Undo
        </Button>
      </span>
    );
  const other = inFile === 'blocking' ? 'nonBlocking' : 'blocking';
  return (
    <Button
      variant="quiet"
      className={styles.button}
      title={
        other === 'nonBlocking'
          ? 'Leave it off the path: its parent went on without it'
          : 'Let it be on the path: its parent went on only after it'
      }
      onClick={() => mark(span, other)}
    >
      {other === 'nonBlocking' ? 'Mark as not waited for' : 'Mark as waited for'}
    </Button>
  );
}
