import { Button } from '../../parts/Button.tsx';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { findHiding } from './beside-children.ts';
import styles from './BlockingControl.module.css';
import { useReview } from './use-review.ts';

interface BesideActionsProps {
  /** The child that runs longest beside the step. */
  child: number;
  step: number;
  /** Takes the focus: what is pressed may go. */
  onLeave: () => void;
}

/** The ways on from a step beside which children run: to the longest of them, and past what hides it from the path. */
export function BesideActions({ child, step, onLeave }: BesideActionsProps) {
  const opened = useOpenedTrace();
  const { select } = useSelection();
  const { mark } = useReview();
  const hiding = findHiding(opened, step);
  const nameOf = (span: number) => `${serviceOf(opened, span)} ${operationOf(opened, span)}`;
  return (
    <span className={styles.control}>
      <Button
        variant="quiet"
        className={styles.button}
        title={nameOf(child)}
        onClick={() => {
          onLeave();
          select(child);
        }}
      >
        Select child
      </Button>
      {hiding >= 0 && (
        <Button
          variant="quiet"
          className={styles.button}
          title={`Leave ${nameOf(hiding)} off the path: its parent went on without it`}
          onClick={() => {
            onLeave();
            mark(hiding, 'nonBlocking');
          }}
        >
          Leave next off
        </Button>
      )}
    </span>
  );
}
