import { formatDuration } from './format.ts';
import styles from './DurationText.module.css';

interface DurationTextProps {
  nanos: number;
  /** One tick of the source's clock in nanoseconds: a duration of 0 is "less than" it. */
  resolution?: number;
}

/** A duration to three significant digits, in figures of equal width. */
export function DurationText({ nanos, resolution = 1 }: DurationTextProps) {
  return (
    <data value={nanos} className={styles.duration}>
      {formatDuration(nanos, resolution)}
    </data>
  );
}
