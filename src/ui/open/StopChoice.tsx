import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useActions } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { keepFocus } from '../parts/keep-focus.ts';
import styles from './StopChoice.module.css';

interface StopChoiceProps {
  fileCount: number;
  onGoOn: () => void;
}

/** What becomes of what was read so far. Reading goes on until it is chosen; Escape lets it. */
export function StopChoice({ fileCount, onGoOn }: StopChoiceProps) {
  const actions = useActions();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation(); // it closes this, and not what is around it as well
    onGoOn();
  };
  return (
    // keys bubble here from the buttons
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={keepFocus}
      role="group"
      aria-label="Stop reading"
      className={styles.choice}
      onKeyDown={closeByKey}
    >
      <p className={styles.question}>Stop reading?</p>
      <Button ref={keep} variant="primary" onClick={() => actions.stopLoading({ keep: true })}>
        Keep what was read
      </Button>
      <Button onClick={() => actions.stopLoading({ keep: false })}>
        {fileCount > 1 ? 'Discard these files' : 'Discard it'}
      </Button>
      <Button variant="quiet" onClick={onGoOn}>
        Go on reading
      </Button>
    </div>
  );
}
