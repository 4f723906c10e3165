import styles from './ProgressBar.module.css';

/** How far something is; `share` is 0 to 1. */
export function ProgressBar({ label, share }: { label: string; share: number }) {
  const percent = Math.floor(share * 100);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles.progress}
    >
      <span className={styles.bar} style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}
