import { X } from 'lucide-react';
import styles from './Chip.module.css';

interface ChipProps {
  /** What is on, in words. */
  text: string;
  /** What pressing it does, before the text: "Remove filter". */
  action: string;
  onRemove: () => void;
}

/** Something that is on, and the way to take it off: the whole chip is the button. */
export function Chip({ text, action, onRemove }: ChipProps) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={`${action}: ${text}`}
      title={`${action}: ${text}`}
      onClick={onRemove}
    >
      <span className={styles.text}>{text}</span>
      <X size={13} aria-hidden />
    </button>
  );
}
