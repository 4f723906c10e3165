import styles from './ShareBar.module.css';

interface ShareBarProps {
  /** 0 to 1. */
  share: number;
  /** The share with what lies below added, drawn behind it. */
  withBelow?: number;
  /** `path`: in the ink of the critical path. */
  variant: 'path' | 'self';
}

/** A share as a thin bar; the numbers stand beside it. */
export function ShareBar({ share, withBelow = share, variant }: ShareBarProps) {
  return (
    <span aria-hidden className={styles.bar}>
      <span className={styles[variant]} style={{ width: percent(share) }} />
      <span className={styles.below} style={{ width: percent(withBelow - share) }} />
    </span>
  );
}

function percent(share: number): string {
  return `${Math.min(1, Math.max(0, share)) * 100}%`;
}
