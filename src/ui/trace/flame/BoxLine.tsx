import { Button } from '../../parts/Button.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { factsOf, type FlameSubject } from './flame-words.ts';
import styles from './BoxLine.module.css';

interface BoxLineProps {
  subject: FlameSubject;
  box: number;
  onFit: (box: number) => void;
  onSandwich: (operation: number) => void;
}

/** The box at hand in a line, and what can be done with it: also where nothing can hover or press a key. */
export function BoxLine({ subject, box, onFit, onSandwich }: BoxLineProps) {
  const { operation, service, facts, errors } = factsOf(subject, box);
  return (
    <div role="group" aria-label={`Box at hand: ${operation}`} className={styles.line}>
      <ServiceLabel service={service} />
      <strong className={styles.operation} title={operation}>
        {operation}
      </strong>
      <span className={styles.facts}>
        {facts.map(([name, value]) => `${name.toLowerCase()} ${value}`).join(' · ')}
      </span>
      {errors && <ErrorMark>{errors}</ErrorMark>}
      <span className={styles.actions}>
        <Button variant="quiet" onClick={() => onFit(box)}>
          Zoom to it
        </Button>
        <Button variant="quiet" onClick={() => onSandwich(subject.flame.operation[box]!)}>
          Sandwich
        </Button>
      </span>
    </div>
  );
}
