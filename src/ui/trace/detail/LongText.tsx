import { useState } from 'react';
import { formatCount } from '../../parts/format.ts';
import styles from './LongText.module.css';

/** Characters of a long text that are shown at first, and that come with each wish for more: a browser lays out no more at once. */
const FOLDED_LENGTH = 240;
const STEP = 50_000;

interface LongTextProps {
  text: string;
  /** Characters that are shown at first. */
  folded?: number;
}

/** Text of any length: its beginning, and the rest on request, a large one step by step. */
export function LongText({ text, folded = FOLDED_LENGTH }: LongTextProps) {
  const [shown, setShown] = useState(folded);
  if (text.length <= folded) return text;
  const rest = text.length - shown;
  const isWhole = rest <= 0;
  const next =
    rest <= STEP
      ? `Show all ${formatCount(text.length)}`
      : `Show ${formatCount(STEP)} more of ${formatCount(text.length)}`;
  return (
    <>
      {isWhole ? text : `${text.slice(0, shown)}…`}{' '}
      {!isWhole && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={shown > folded}
          onClick={() => setShown(rest <= STEP ? text.length : shown + STEP)}
        >
          {next} characters
        </button>
      )}
      {shown > folded && (
        <button type="button" className={styles.fold} aria-expanded onClick={() => setShown(folded)}>
          Show less
        </button>
      )}
    </>
  );
}
